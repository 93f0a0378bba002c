import { DEFAULT_LADDER, type LadderPolicy } from '../../domain/ladder.js'
import type { Report } from '../report.js'
import { SENTENCES } from '../sentences.js'
import { OPTIONS, TITLES } from './options.js'
import { pngAside, pngOf, svgOf } from './render.js'
import { SIZES, THEMES, type ThemeName } from './theme.js'

export const CHARTS = ['claim-times', 'reply-times', 'trend', 'volume', 'week', 'backlog', 'funnel'] as const
export type ChartName = (typeof CHARTS)[number]

/** A picture with its words: the sentence is its alternative text too. */
export type Drawn = {
  readonly name: ChartName
  readonly title: string
  readonly sentence: string
  readonly svg: string
  /** Made when asked for: it takes longer than the SVG. */
  png(): Buffer
  /** The same, drawn while others work. */
  pngAside(): Promise<Buffer>
}

export type Look = {
  readonly theme: ThemeName
  /** The deadlines that are drawn in; the default ladder where left out. */
  readonly ladder?: LadderPolicy
  /** For a page where left out. */
  readonly size?: keyof typeof SIZES
}

/** One picture of a report. */
export function draw(
  report: Report,
  name: ChartName,
  { theme, ladder = DEFAULT_LADDER, size = 'page' }: Look,
): Drawn {
  const title = TITLES[name]
  const svg = svgOf(name, title, OPTIONS[name](report, THEMES[theme], ladder), THEMES[theme], SIZES[size])
  const sentence = SENTENCES[name](report.figures, ladder)
  return { name, title, sentence, svg, png: () => pngOf(svg), pngAside: () => pngAside(svg) }
}

/** All pictures of a report. */
export const drawn = (report: Report, look: Look): readonly Drawn[] =>
  CHARTS.map((name) => draw(report, name, look))
