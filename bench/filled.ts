import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AS_STARTED } from './as-started.js'
import type { Figure } from './figure.js'

/** AMENDS_BENCH_MENTIONS makes a smaller year, for a first look. */
const MENTIONS = process.env['AMENDS_BENCH_MENTIONS'] ?? '1000000'

/** A year of 10^6 mentions, 10^5 cases and 10^6 events, measured by `script` in a process of its own that did not fill the database. */
export function onFilledDatabase(script: string): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'))
  try {
    const file = join(folder, 'bench.db')
    const node = (name: string) =>
      execFileSync(process.execPath, [...AS_STARTED, join(import.meta.dirname, name), file, MENTIONS], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    node('reports-fill.js')
    return JSON.parse(node(script)) as Figure[]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
