import { existsSync, writeFileSync } from 'node:fs'
import { policyFrom } from '../policy-from-config.js'
import { figuresCsv } from '../reports/csv.js'
import { periodOf } from '../reports/period.js'
import { reportAtOnce } from '../reports/report.js'
import { reportText } from '../reports/text.js'
import { openStore } from '../store/index.js'
import { en } from '../texts/en.js'
import { configFile, DEMO } from './config-file.js'
import { Failure } from './failure.js'
import { readConfig } from './read-config.js'

export type ReportOptions = {
  readonly config?: string
  readonly from?: string
  readonly to?: string
  readonly last?: string
  readonly brand?: string
  /** Where the figures go as CSV; `-` for standard output. */
  readonly csv?: string
}

/** Prints a period's figures, or writes them as CSV. Only reads; a running Amends need not stop. @throws Failure */
export function report({ config: named, brand, csv, ...words }: ReportOptions, now = Date.now()): void {
  const config = readConfig(configFile(named) ?? DEMO)
  const brands = config.brands.map(({ name }) => name)
  if (brand !== undefined && !brands.includes(brand))
    throw new Failure(`There is no brand called ${brand}. There are: ${brands.join(', ')}.`)
  if (!existsSync(config.database))
    throw new Failure(`There is no database at ${config.database} yet: nothing has been heard so far.`)
  const policy = policyFrom(config)
  const { zone, ladder } = policy.of(brand ?? '')
  const period = periodOf(words, zone, now)
  if (typeof period === 'string') throw new Failure(period)

  const store = openStore(config.database)
  try {
    const made = reportAtOnce(store.reports, policy, { period, filter: { brand }, asOf: now })
    if (csv === undefined) process.stdout.write(reportText(made, ladder, en))
    else if (csv === '-') process.stdout.write(figuresCsv(made))
    else writeFileSync(csv, figuresCsv(made))
  } finally {
    store.close()
  }
}
