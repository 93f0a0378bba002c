import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { phraseFinder } from '../domain/coach/phrases.js'
import type { CoachPhrases, CoachRule, CoachRules } from '../domain/coach/rules.js'
import { FALLBACK_LANGUAGE, type ReplyGuide } from '../domain/draft.js'
import { readDocument } from './document.js'
import { type Fault, keyOf, type Path } from './fault.js'
import { type CoachFile, coachSchema, guideSchema, RULE_OF, thresholdsSchema } from './replies-schema.js'

/** A text in which a rule must find something (`passes: false`) or nothing (`passes: true`). */
export type CoachExample = {
  readonly lang: string
  readonly rule: CoachRule
  readonly text: string
  readonly passes: boolean
}

export type LoadedReplies =
  | {
      readonly ok: true
      /** By ISO 639-1 code; English is always among them. */
      readonly guides: ReadonlyMap<string, ReplyGuide>
      readonly rules: CoachRules
      readonly examples: readonly CoachExample[]
    }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/**
 * Reads replies/<lang>.yaml, coach/<lang>.yaml and coach/thresholds.yaml of a data folder; all faults at once, each
 * with its place and its mend. A language may have a guide without rules, or rules without a guide.
 */
export function loadReplies(data: string): LoadedReplies {
  const faults: Fault[] = []
  const guides = readAll(join(data, 'replies'), guideSchema, faults)
  const coach = readAll(join(data, 'coach'), coachSchema, faults)
  const thresholds = read(join(data, 'coach', 'thresholds.yaml'), thresholdsSchema, faults)
  if (faults.length === 0 && !guides.has(FALLBACK_LANGUAGE))
    faults.push(
      ofFile(
        join(data, 'replies', `${FALLBACK_LANGUAGE}.yaml`),
        'is missing',
        'every language without a guide falls back to it',
      ),
    )
  if (faults.length > 0 || thresholds === null) return { ok: false, faults }
  const languages = new Map([...coach].map(([lang, file]) => [lang, findersOf(file)]))
  return {
    ok: true,
    guides,
    rules: { thresholds, languages },
    examples: [...coach.values()].flatMap(examplesOf),
  }
}

function findersOf(file: CoachFile): CoachPhrases {
  const { compensation, personalData } = file
  return {
    acknowledgement: phraseFinder(file.acknowledgement.phrases),
    blame: phraseFinder(file.blame.phrases),
    stiff: phraseFinder(file.stiff.phrases),
    nextStep: phraseFinder(file.nextStep.phrases),
    time: phraseFinder(file.time.phrases),
    offer: phraseFinder(compensation.offer),
    goods: phraseFinder(compensation.goods),
    ask: phraseFinder(personalData.ask),
    personal: phraseFinder(personalData.personal),
    secret: phraseFinder(personalData.secret),
    order: phraseFinder(file.orderNumber.phrases),
    privately: phraseFinder(personalData.privately),
    openly: phraseFinder(personalData.openly),
    never: phraseFinder(personalData.never),
  }
}

function examplesOf(file: CoachFile): readonly CoachExample[] {
  return (Object.keys(RULE_OF) as (keyof typeof RULE_OF)[]).flatMap((part) => {
    const of = { lang: file.lang, rule: RULE_OF[part] }
    return [
      ...file[part].passing.map((text) => ({ ...of, text, passes: true })),
      ...file[part].failing.map((text) => ({ ...of, text, passes: false })),
    ]
  })
}

/** Every `<lang>.yaml` of a folder, by language. */
function readAll<T extends { readonly lang: string }>(
  folder: string,
  schema: z.ZodType<T>,
  faults: Fault[],
): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const name of namesIn(folder, faults)) {
    const file = join(folder, name)
    const value = read(file, schema, faults)
    if (value === null) continue
    if (value.lang !== basename(name, '.yaml')) {
      faults.push({
        ...ofFile(file, 'differs from the name of the file', 'give both the same language'),
        key: 'lang',
      })
      continue
    }
    found.set(value.lang, value)
  }
  return found
}

function namesIn(folder: string, faults: Fault[]): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^[a-z]{2}\.yaml$/.test(name))
      .sort()
  } catch {
    faults.push(ofFile(folder, 'cannot be read', 'it belongs to Amends: restore it'))
    return []
  }
}

function read<T>(file: string, schema: z.ZodType<T>, faults: Fault[]): T | null {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch {
    faults.push(ofFile(file, 'is missing, or is not UTF-8 text', 'restore it, or save it as UTF-8'))
    return null
  }
  const document = readDocument(text)
  if (document.faults.length > 0) {
    faults.push(
      ...document.faults.map(({ place, problem, mend }) => ({ file, ...place, key: '', problem, mend })),
    )
    return null
  }
  const parsed = schema.safeParse(document.value)
  if (parsed.success) return parsed.data
  faults.push(...parsed.error.issues.flatMap((issue) => explain(file, document.place, document.value, issue)))
  return null
}

const ofFile = (file: string, problem: string, mend: string): Fault => ({
  file,
  line: null,
  column: null,
  key: '',
  problem,
  mend,
})

function explain(
  file: string,
  place: (path: Path) => { readonly line: number; readonly column: number },
  value: unknown,
  issue: z.core.$ZodIssue,
): readonly Fault[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  const at = (path: Path, problem: string, mend: string): Fault => ({
    file,
    ...place(path),
    key: keyOf(path),
    problem,
    mend,
  })
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        at([...path, key], 'is not a known key', 'remove it, or mend its spelling'),
      )
    case 'custom':
      return [at(path, issue.message, String(issue.params?.['mend'] ?? ''))]
    case 'too_small':
      return [
        issue.origin === 'array'
          ? at(path, `holds fewer than ${issue.minimum}`, 'add to the list')
          : at(path, issue.origin === 'string' ? 'is empty' : 'is too small', 'write more'),
      ]
    case 'too_big':
      return [at(path, 'is too big', `write at most ${issue.maximum}`)]
    case 'invalid_type':
      return [
        valueAt(value, path) === undefined
          ? at(path, 'is missing', 'add it; the English file shows how')
          : at(
              path,
              `is not a ${issue.expected === 'array' ? 'list' : issue.expected}`,
              'the English file shows how; text with a colon or # needs quotes',
            ),
      ]
    default:
      return [at(path, 'is not what is expected here', 'the English file shows how')]
  }
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (current, step) =>
      typeof current === 'object' && current !== null
        ? (current as Record<string | number, unknown>)[step]
        : undefined,
    value,
  )
