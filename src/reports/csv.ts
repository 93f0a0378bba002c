import type { Report } from './report.js'
import { type Row, rowsOf } from './rows.js'

/** Stable: programs may rely on the names, and on new columns coming last. */
export const CSV_COLUMNS = [
  'period',
  'from',
  'to',
  'section',
  'by',
  'group',
  'figure',
  'value',
  'low',
  'high',
  'n',
  'unit',
] as const

/** All figures as RFC 4180, one a line, UTF-8; moments in ISO 8601. */
export function figuresCsv(report: Report): string {
  const lines = rowsOf(report).map((row) => {
    const { period } = row.period === 'this' ? report.figures : report.before
    const from = new Date(period.from).toISOString()
    const to = new Date(period.to).toISOString()
    const { section, by, group, figure, unit } = row
    return [row.period, from, to, section, by, group, figure, ...numbers(row), unit].map(cell).join(',')
  })
  return `${[CSV_COLUMNS.join(','), ...lines].join('\r\n')}\r\n`
}

const numbers = ({ value, low, high, n }: Row): readonly string[] =>
  [value, low, high, n].map((one) => (one === null ? '' : String(Number(one.toPrecision(12)))))

/** Spreadsheets run what begins like a formula: an apostrophe makes it text. Names of causes are people's own words. */
function cell(text: string): string {
  const safe = /^[\s]*[=+\-@\t\r\n|]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
