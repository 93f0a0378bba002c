import type { AuditEntry } from '../ports.js'

/** The log as a table for a spreadsheet: UTF-8 with a mark that says so, times in UTC. */
export function auditCsv(entries: readonly (AuditEntry & { readonly id: number })[]): Uint8Array {
  const rows = entries.map(({ id, at, by, role, action, caseId, outcome, detail }) => [
    String(id),
    new Date(at).toISOString(),
    by.id,
    by.name,
    role ?? '',
    action,
    caseId === null ? '' : String(caseId),
    outcome,
    detail ?? '',
  ])
  const all = [HEAD, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')
  return new TextEncoder().encode(`\uFEFF${all}\r\n`)
}

const HEAD = ['id', 'at', 'person', 'name', 'role', 'action', 'case', 'outcome', 'detail']

/** A name like `=HYPERLINK(…)` is text here, whatever a spreadsheet makes of cells that begin so. */
const cell = (text: string): string => {
  const harmless = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
