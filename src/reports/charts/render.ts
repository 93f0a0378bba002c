import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Resvg, type ResvgRenderOptions, renderAsync } from '@resvg/resvg-js'
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts'
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  VisualMapComponent,
} from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { FONT, FONTS, type Size, SMALL, type Theme } from './theme.js'

use([
  BarChart,
  HeatmapChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  VisualMapComponent,
  SVGRenderer,
])

/** An SVG that needs no script and fetches nothing. */
export function svgOf(
  name: string,
  title: string,
  option: EChartsCoreOption,
  theme: Theme,
  { width, height, title: fontSize, legend }: Size,
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({
      animation: false,
      backgroundColor: theme.ground,
      textStyle: { fontFamily: FONTS, color: theme.text },
      title: {
        text: title,
        left: 20,
        top: 14,
        textStyle: { color: theme.text, fontSize, fontWeight: 'bold', fontFamily: FONTS },
      },
      ...option,
      ...lowered(option, (legend - 1) * LINE),
    })
    return selfContained(chart.renderToSVGString(), name)
  } finally {
    chart.dispose()
  }
}

/** Pictures with names above them give those room for more lines. */
const LINE = Math.ceil(1.4 * SMALL)
function lowered({ grid, legend }: EChartsCoreOption, by: number): EChartsCoreOption {
  if (legend === undefined || by === 0) return {}
  const { top, ...rest } = grid as { readonly top: number }
  return { grid: { ...rest, top: top + by }, legend: { ...legend, formatter: withoutDeadlines } }
}
/** `claimed (target P1 5 min, …)`: they stand in the pictures of the waits too. */
const withoutDeadlines = (name: string): string => name.replace(/ \(.*\)$/, '')

/**
 * The same at every drawing, and fit to stand in a page: no style sheet and no style attributes, which a strict
 * content security policy would drop, and ids that no other picture has.
 */
function selfContained(svg: string, name: string): string {
  return svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/\bzr\d+-/g, `${name}-`)
    .replace(/ class="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, rules: string) =>
      rules
        .split(';')
        .map((rule) => rule.split(':'))
        .filter(([property, value]) => property !== '' && value !== undefined)
        .map(([property, value]) => ` ${property?.trim()}="${value?.trim()}"`)
        .join(''),
    )
}

/** As PNG with the fonts in data/fonts alone, at twice the size for sharp screens. */
export function pngOf(svg: string): Buffer {
  return new Resvg(svg, pngOptions()).render().asPng()
}

/** The same, drawn on another thread: nobody who presses a button meanwhile is kept waiting. */
export async function pngAside(svg: string): Promise<Buffer> {
  return (await renderAsync(svg, pngOptions())).asPng()
}

const pngOptions = (): ResvgRenderOptions => ({
  fitTo: { mode: 'zoom', value: 2 },
  font: { loadSystemFonts: false, fontFiles: [...FONT_FILES], defaultFontFamily: FONT },
})

const FONT_FILES: readonly string[] = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'].map(
  (name) => join(folderAbove(import.meta.dirname), 'data', 'fonts', name),
)

/** The folder that Amends is in, whether it runs from its sources or from dist/. */
function folderAbove(folder: string): string {
  try {
    readFileSync(join(folder, 'package.json'))
    return folder
  } catch {
    return folderAbove(dirname(folder))
  }
}
