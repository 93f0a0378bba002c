import type { Config } from '../config/config.js'
import { loadConfig } from '../config/load.js'
import { isCron } from '../jobs.js'
import { configFailure } from './failure.js'

/** @throws Failure that lists every fault */
export function readConfig(file: string): Config {
  const loaded = loadConfig({ file, env: process.env, isCron })
  if (!loaded.ok) throw configFailure(file, loaded.faults)
  return loaded.config
}
