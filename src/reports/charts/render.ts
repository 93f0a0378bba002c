import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
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
import { FONT, HEIGHT, LARGE, type Theme, WIDTH } from './theme.js'

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

/** An SVG of {@link WIDTH} × {@link HEIGHT} that needs no script and fetches nothing. */
export function svgOf(title: string, option: EChartsCoreOption, theme: Theme): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT })
  try {
    chart.setOption({
      animation: false,
      backgroundColor: theme.ground,
      textStyle: { fontFamily: FONT, color: theme.text },
      title: {
        text: title,
        left: 20,
        top: 14,
        textStyle: { color: theme.text, fontSize: LARGE, fontWeight: 'bold', fontFamily: FONT },
      },
      ...option,
    })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

/** As PNG with the fonts in data/fonts alone, at twice the size for sharp screens. */
export function pngOf(svg: string): Buffer {
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { loadSystemFonts: false, fontFiles: [...FONTS], defaultFontFamily: FONT },
  })
  return image.render().asPng()
}

const FONTS: readonly string[] = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'].map((name) =>
  join(folderAbove(import.meta.dirname), 'data', 'fonts', name),
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
