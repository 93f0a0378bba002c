import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { AS_STARTED } from './as-started.js'
import type { Figure } from './figure.js'

/** Ingest end to end and the memory it takes, measured in a process of its own so that nothing else is counted. */
export async function run(): Promise<readonly Figure[]> {
  const output = execFileSync(process.execPath, [...AS_STARTED, join(import.meta.dirname, 'ingest-run.js')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(output) as Figure[]
}
