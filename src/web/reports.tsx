import { Hono } from 'hono'
import { figuresCsv } from '../reports/csv.js'
import { onlyFor } from './by-role.js'
import type { Asked, Rooms, WebEnv } from './context.js'
import { readFigure } from './figure-query.js'
import { Page } from './layout.js'
import { CasesBehind } from './report-cases.js'
import { ReportPage } from './report-page.js'
import { readReportQuery } from './report-query.js'
import { figureName } from './report-words.js'
import { signedIn } from './signed-in.js'

/** What managers see: figures, pictures, the cases behind them, and all of it as CSV. */
export function reportRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { texts, desk } = rooms
  const words = texts.desk.report
  const managers = onlyFor(rooms, 'manager', words.title, words.forManagers)
  const made = async (c: Asked) => {
    const query = readReportQuery((name) => c.req.query(name), rooms, desk.clock())
    const { ladder } = desk.policy.of(query.brand)
    return { ...(await rooms.reports.of(query)), ladder }
  }

  app.get('/reports', signedIn(rooms), managers, async (c) => {
    const { reader, me } = c.var
    const told = await made(c)
    return c.html(
      <Page texts={texts} title={words.title} me={me} demo={rooms.demo} here="reports">
        <ReportPage rooms={rooms} reader={reader} {...told} />
      </Page>,
    )
  })

  app.get('/reports/cases', signedIn(rooms), managers, async (c) => {
    const { reader, me } = c.var
    const figure = readFigure((name) => c.req.query(name))
    if (figure === null) return c.notFound()
    const page = /^[1-9]\d{0,5}$/.test(c.req.query('page') ?? '') ? Number(c.req.query('page')) : null
    return c.html(
      <Page texts={texts} title={figureName(texts, figure)} me={me} demo={rooms.demo} here="reports">
        <CasesBehind rooms={rooms} reader={reader} {...(await made(c))} figure={figure} page={page} />
      </Page>,
    )
  })

  app.get('/reports.csv', signedIn(rooms), managers, async (c) => {
    const { report } = await made(c)
    const narrowed = Object.values(report.order.filter).flatMap((value) => value ?? [])
    const name = ['amends-report', ...narrowed].join('-').replace(/[^A-Za-z0-9-]+/g, '-')
    return c.body(figuresCsv(report), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
    })
  })

  app.get('/reports/chart/:file{[a-z-]+\\.svg}', signedIn(rooms), managers, async (c) => {
    // What draws is large, and a desk whose managers look at no report does without it.
    const { CHARTS, draw } = await import('../reports/charts/index.js')
    const name = CHARTS.find((known) => `${known}.svg` === c.req.param('file'))
    if (name === undefined) return c.notFound()
    const { report, ladder } = await made(c)
    const theme = c.req.query('theme') === 'dark' ? 'dark' : 'light'
    const size = c.req.query('size') === 'phone' ? 'phone' : 'page'
    const { svg } = draw(report, name, { theme, ladder, size })
    return c.body(anyFont(svg), 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
  })

  return app
}

/** Browsers take their own letters where they lack ours. */
const anyFont = (svg: string): string =>
  svg.replaceAll('DejaVu Sans Condensed', 'DejaVu Sans Condensed, Noto Sans, Segoe UI, Arial, sans-serif')
