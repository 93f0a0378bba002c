import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { classifierFromFile } from '../../classifiers/index.js'
import { maskText } from '../../classifiers/mask-text.js'
import { intakeFor } from '../app/intake.js'
import { type Regressed, runRegression } from '../app/run-regression.js'
import { MINUTE } from '../domain/time.js'
import { openStore } from '../store/index.js'
import { configFile, DEMO } from './config-file.js'
import { Failure } from './failure.js'
import { readConfig } from './read-config.js'
import { ROOT } from './root.js'

export type RegressOptions = {
  readonly config?: string
  /** Where the set goes as JSONL, in the form of docs/labels.md. */
  readonly out?: string
  /** What fails now is known to fail, and held against no later run. */
  readonly accept?: boolean
}

/**
 * Holds the classifier against the deployment's regression set and prints a line for each post, without its words.
 * A running Amends need not stop. Returns the exit code: 1 when a post that passed before fails now. @throws Failure
 */
export function regress({ config: named, out, accept = false }: RegressOptions, now = Date.now()): number {
  const config = readConfig(configFile(named) ?? DEMO)
  if (!existsSync(config.database))
    throw new Failure(`There is no database at ${config.database} yet: nothing has been heard so far.`)
  const classifier = classifierFromFile(join(ROOT, 'data/models/linear.bin'))
  const intake = intakeFor(config.brands, classifier, MINUTE)
  const store = openStore(config.database)
  try {
    const regressed = runRegression(store, intake, accept, now)
    process.stdout.write(regressionText(regressed, classifier.id, accept))
    if (out !== undefined) {
      // Customers' words: for whoever runs this, and nobody else.
      writeFileSync(out, regressed.map(rowOf).join(''), { mode: 0o600 })
      process.stdout.write(
        `\n${out} holds customers' words. What an author takes back must go from it too: delete it, and write it anew.\n`,
      )
    }
    return !accept && regressed.some(({ worse }) => worse) ? 1 : 0
  } finally {
    store.close()
  }
}

/** What came of a run. Ids, numbers and names of brands: no text, no author. */
export function regressionText(regressed: readonly Regressed[], model: string, accept: boolean): string {
  if (regressed.length === 0)
    return 'The regression set is empty. Managers add posts to it under /missed on the web desk.\n'
  const count = (is: (one: Regressed) => boolean) => regressed.filter(is).length
  const worse = count((one) => one.worse)
  const failing = count(({ passes }) => !passes)
  return [
    `${regressed.length} ${regressed.length === 1 ? 'post' : 'posts'}, judged by ${model}: ${count(({ alerts }) => alerts)} alert, ${count(({ alerts }) => !alerts)} do not; ${regressed.length - failing} as they should, ${failing} otherwise.`,
    '',
    ...regressed.map(lineOf),
    '',
    worse === 0
      ? 'Nothing is worse than before.'
      : `${worse} that passed before ${worse === 1 ? 'fails' : 'fail'} now${accept ? ': accepted, and not held against later runs' : ''}.`,
    '',
  ].join('\n')
}

function lineOf({ mention, brand, verdict, passes, worse, assessment, asked, labels }: Regressed): string {
  const { complaint, severity, rules } = assessment
  const why = {
    complaint: 'alerts',
    'too-unlikely': 'too unlikely',
    'too-mild': 'too mild',
  }[verdict]
  return [
    `  ${passes ? '✓' : '✗'} post ${mention.id}`.padEnd(16),
    why.padEnd(13),
    `probability ${complaint.toFixed(3)} of ${asked.complaint}`,
    `, severity ${severity} of ${asked.severity} (labelled ${labels.severity})`,
    rules.length === 0 ? '' : `, by ${rules.join(' ')}`,
    `, ${brand.name}`,
    worse ? '  WORSE than before' : '',
  ].join('')
}

/** As docs/labels.md describes it. */
function rowOf({ mention, brand, labels, assessment }: Regressed): string {
  const { text, contentWarning } = mention.post
  return `${JSON.stringify({
    id: `missed-${mention.id}`,
    lang: assessment.lang,
    text: maskText(contentWarning === null ? text : `${contentWarning}\n${text}`, brand),
    complaint: labels.severity === 0 ? 0 : 1,
    severity: labels.severity,
    urgency: labels.urgency,
    category: labels.category,
    wants_reply: assessment.wantsReply >= 0.5 ? 1 : 0,
    kind: 'missed alert',
  })}\n`
}
