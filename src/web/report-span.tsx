import type { Told } from './report-pictures.js'

/** Of which days and which brand a report speaks. */
export function Span({ reader, report, query }: Told) {
  const words = reader.texts.desk.report
  const { zone, figures } = report
  const { from, to } = figures.period
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' })
  return (
    <p class="span">{words.span(day.format(from), day.format(to), zone, query.brand || words.allBrands)}</p>
  )
}
