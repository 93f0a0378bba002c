import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ROOT } from './root.js'

export const DEMO = join(ROOT, 'data', 'demo', 'amends.yaml')

/** The configuration that a person means: the one they name, else amends.yaml here or beside Amends; `null` when there is none. */
export function configFile(named: string | undefined, cwd = process.cwd()): string | null {
  if (named !== undefined) return resolve(cwd, named)
  return [join(cwd, 'amends.yaml'), join(ROOT, 'amends.yaml')].find((file) => existsSync(file)) ?? null
}
