import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure } from './figure.js'

/** AMENDS_BENCH_MENTIONS makes a smaller year, for a first look. */
const MENTIONS = process.env['AMENDS_BENCH_MENTIONS'] ?? '1000000'

/** As `npm start` runs it. */
const AS_STARTED = ['--max-semi-space-size=4', '--optimize-for-size']

/** Reports over a year of 10^6 mentions, 10^5 cases and 10^6 events, in a process of their own that did not fill the database. */
export async function run(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'))
  try {
    const file = join(folder, 'bench.db')
    const node = (script: string) =>
      execFileSync(process.execPath, [...AS_STARTED, join(import.meta.dirname, script), file, MENTIONS], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    node('reports-fill.js')
    return JSON.parse(node('reports-run.js')) as Figure[]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
