import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that Amends is in, whether it runs from its sources or from dist/. */
export const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)))

export const VERSION = String(
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: unknown }).version,
)

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('package.json of Amends is missing')
  return rootAbove(parent)
}
