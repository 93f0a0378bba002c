import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { Environment } from './substitute.js'

/**
 * The environment, with what a `.env` file adds to it: a variable that is set and not empty wins over the file.
 * No file is fine.
 * @throws the system's error when the file is there and cannot be read
 */
export function withEnvFile(env: Environment, file: string): Environment {
  const added = read(file)
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  return { ...env, ...added, ...set }
}

function read(file: string): Environment {
  try {
    return parseEnv(
      readFileSync(file, 'utf8')
        .replace(/^\uFEFF/, '')
        .replace(/\r\n?/g, '\n'),
    )
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}
