import type { Desk } from '../app/desk.js'
import type { LadderPolicy } from '../domain/ladder.js'
import type { Person } from '../domain/people.js'
import type { Texts } from '../texts/texts.js'
import type { ChartName } from './charts/index.js'
import { TITLES } from './charts/options.js'
import { figuresCsv } from './csv.js'
import type { Made, Reports } from './keep-reports.js'
import { didNothing, ownSentences } from './own-sentences.js'
import { ownMonth } from './persons.js'
import { NOT_NARROWED, type ReportQuery } from './query.js'
import type { Report } from './report.js'
import { dayAndTime } from './say.js'
import { isEmpty, threeSentences } from './three-sentences.js'

export type BoardReportParts = {
  readonly desk: Desk
  readonly reports: Reports
  readonly texts: Texts
  /** Where a report stands on the web desk; `null` where nobody can be led there. */
  readonly linkTo: (query: ReportQuery) => string | null
}

type Asked = Pick<ReportQuery, 'last' | 'from' | 'to' | 'brand'>

/** Figures for boards of messages: ready sentences, pictures and tables, so that a board need not know how they are made. */
export function reportsForBoards({ desk, reports, texts, linkTo }: BoardReportParts) {
  async function made(asked: Asked): Promise<Made | null> {
    const found = await reports.of({ ...NOT_NARROWED, ...asked, at: null })
    return found.fault ? null : found
  }
  const headOf = ({ report, query }: Made) => ({
    brand: query.brand,
    from: dayAndTime(report.figures.period.from, report.zone),
    to: dayAndTime(report.figures.period.to, report.zone),
    zone: report.zone,
    complaints: report.figures.volume,
    before: report.before.volume,
    link: linkTo(query),
  })

  return {
    pictures: Object.entries(TITLES).map(([name, title]) => ({ name, title })),

    /** `null`: the days make no period. `picture` is one of {@link pictures}; the most telling one where `null`. */
    async show(asked: Asked & { readonly picture: string | null }) {
      const found = await made(asked)
      if (found === null) return null
      const { report, query } = found
      if (isEmpty(report)) return { ...headOf(found), sentences: null, picture: null }
      const { ladder } = desk.policy.of(query.brand)
      return {
        ...headOf(found),
        sentences: threeSentences(report, ladder, texts),
        picture: await pictureOf(report, asked.picture, ladder),
      }
    },

    /** All figures as a table for a spreadsheet; `null`: the days make no period. */
    async table(asked: Asked) {
      const found = await made(asked)
      return found === null ? null : { ...headOf(found), csv: Buffer.from(figuresCsv(found.report)) }
    },

    /** What somebody did in the last 30 days; `null` where it was nothing. */
    async own(person: Person['id']) {
      const { times } = await ownMonth(reports, person, desk.clock())
      return didNothing(times) ? null : ownSentences(times)
    },
  }
}

async function pictureOf(report: Report, wanted: string | null, ladder: LadderPolicy) {
  // What draws is large, and a team whose managers look at no report does without it.
  const { CHARTS, draw } = await import('./charts/index.js')
  const name = CHARTS.find((known) => known === wanted) ?? mostTelling(report)
  const drawn = draw(report, name, { theme: 'dark', ladder, size: 'message' })
  return { name, title: drawn.title, sentence: drawn.sentence, png: await drawn.pngAside() }
}

function mostTelling({ figures }: Report): ChartName {
  if (figures.times.reply.n > 0) return 'reply-times'
  return figures.volume > 0 ? 'volume' : 'backlog'
}
