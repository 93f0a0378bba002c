import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Figure } from './figure.js'

/** As `npm start` runs the product: told to prefer a small heap, or V8 lets it grow only because the machine has room. */
const AS_STARTED = ['--max-semi-space-size=4', '--optimize-for-size']

/** Ingest end to end and the memory it takes, measured in a process of its own so that nothing else is counted. */
export async function run(): Promise<readonly Figure[]> {
  const output = execFileSync(process.execPath, [...AS_STARTED, join(import.meta.dirname, 'ingest-run.js')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(output) as Figure[]
}
