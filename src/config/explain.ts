import type { z } from 'zod'
import type { Path, Wrong } from './fault.js'
import { type JsonSchema, shapeOfConfig } from './json-schema.js'
import { nearest } from './nearest.js'

/** What is wrong at one path; `onKey` where the key itself is at fault, not its value. */
export type Explained = Wrong & { readonly path: Path; readonly onKey: boolean }

/** Says a finding of zod in words for people; `value` is what was checked. Never repeats a value. */
export function explainIssue(issue: z.core.$ZodIssue, value: unknown): readonly Explained[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(shapeAt(path, value)?.properties ?? {})
    return issue.keys.map((key) => ({
      path: [...path, key],
      onKey: true,
      ...(key === 'oncall' && path.at(-1) === 'team' ? ONE_ROTA : unknownKey(key, known)),
    }))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0 && isMap(valueAt(value, path)))
    // A word or a map: whoever wrote a map meant that.
    return (issue.errors.at(-1) ?? []).flatMap((inner) =>
      explainIssue({ ...inner, path: [...issue.path, ...inner.path] }, value),
    )
  const slip = issue.code === 'invalid_union' ? slipFor(path, value) : null
  if (slip !== null)
    return [{ path: [...path.slice(0, -1), slip], onKey: true, ...unknownKey(slip, [String(path.at(-1))]) }]
  return [{ path, onKey: false, ...explainValue(issue, valueAt(value, path), shapeAt(path, value), path) }]
}

const ONE_ROTA: Wrong = {
  problem: 'cannot differ from brand to brand',
  mend: 'write it under team at the top level: one rota serves all brands',
}

const DURATIONS: ReadonlySet<unknown> = new Set([
  'every',
  'lease',
  'claim',
  'escalate',
  'reply',
  'per',
  'contactEvery',
  'last',
  ...['P1', 'P2', 'P3', 'P4'],
])

function explainValue(
  issue: z.core.$ZodIssue,
  found: unknown,
  shape: JsonSchema | undefined,
  path: Path,
): Wrong {
  if (issue.code === 'custom') return { problem: issue.message, mend: String(issue.params?.['mend'] ?? '') }
  if (found === undefined) return missing(path, shape)
  if (found === null) return empty(path, shape)
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, found, path)
    case 'invalid_union':
      if (issue.errors.length > 0) return neitherWordNorMap(shape)
      return notAmong(choicesOf(issue, shape), found)
    case 'invalid_value':
      return notAmong(choicesOf(issue, shape), found)
    case 'too_small':
      return issue.origin === 'array'
        ? { problem: 'is an empty list', mend: 'write at least one' }
        : { problem: 'is too small', mend: rangeOf(shape) }
    case 'too_big':
      return issue.origin === 'array'
        ? { problem: 'is too long a list', mend: `write at most ${issue.maximum}` }
        : { problem: 'is too big', mend: rangeOf(shape) }
    default:
      return {
        problem: 'is not what is expected here',
        mend: shape?.description ?? 'see docs/configuration.md',
      }
  }
}

/** The key that was meant to be the one missing at `path`, which decides what else is known there. */
function slipFor(path: Path, value: unknown): string | null {
  const around = valueAt(value, path.slice(0, -1))
  const wanted = String(path.at(-1))
  if (typeof around !== 'object' || around === null || Object.hasOwn(around, wanted)) return null
  return Object.keys(around).find((key) => nearest(key, [wanted]) !== null) ?? null
}

function unknownKey(key: string, known: readonly string[]): Wrong {
  const meant = nearest(key, known)
  return {
    problem: 'is not a known key',
    mend: meant === null ? `remove it; known here: ${known.join(', ')}` : `did you mean ${meant}?`,
  }
}

const missing = (path: Path, shape: JsonSchema | undefined): Wrong => ({
  problem: 'is missing',
  mend: `add ${path.at(-1)}: ${exampleOf(shape)}${shape?.description === undefined ? '' : `. ${shape.description}`}`.replace(
    /\.$/,
    '',
  ),
})

function empty(path: Path, shape: JsonSchema | undefined): Wrong {
  // `- #acme` is a list item that holds nothing but a comment.
  if (typeof path.at(-1) === 'number' && shape?.type === 'string')
    return { problem: 'is empty', mend: 'write a value; one that begins with # needs quotes, as "#acme"' }
  return { problem: 'has no value', mend: `write ${exampleOf(shape)}, or remove the line` }
}

function wrongType(expected: string, found: unknown, path: Path): Wrong {
  if (typeof found === 'number' && expected === 'string' && DURATIONS.has(path.at(-1)))
    return { problem: 'is a number without a unit', mend: 'write the unit too, as 30s, 5 min or 1h' }
  switch (expected) {
    case 'string':
      return typeof found === 'number' && Math.abs(found) >= 1e14
        ? {
            problem: 'is a number, which YAML rounds when it is this long',
            mend: 'put quotes around it, or the id becomes that of something else',
          }
        : typeof found === 'object'
          ? { problem: `is ${kindOf(found)}, not a text`, mend: 'write one text, in quotes' }
          : { problem: `is ${kindOf(found)}, not a text`, mend: 'put quotes around it' }
    case 'array':
      return {
        problem: `is ${kindOf(found)}, not a list`,
        mend: 'write a list: ["…", "…"], or one "- …" a line',
      }
    case 'object':
      return {
        problem: `is ${kindOf(found)}, not a map`,
        mend: 'write keys with values beneath it, indented',
      }
    case 'boolean':
      return { problem: `is ${kindOf(found)}, not a yes or no`, mend: 'write true or false' }
    default:
      return {
        problem: `is ${kindOf(found)}, not a ${expected === 'int' ? 'whole number' : expected}`,
        mend: 'write a number, without quotes or units',
      }
  }
}

function neitherWordNorMap(shape: JsonSchema | undefined): Wrong {
  const word = shape?.anyOf?.find((candidate) => candidate.const !== undefined)?.const
  return { problem: `is neither a map nor ${word}`, mend: `write ${exampleOf(shape)}, or ${word}` }
}

const isMap = (found: unknown): boolean =>
  typeof found === 'object' && found !== null && !Array.isArray(found)

function kindOf(found: unknown): string {
  if (Array.isArray(found)) return 'a list'
  if (typeof found === 'string') return 'a text'
  if (typeof found === 'number') return Number.isInteger(found) ? 'a number' : 'a fraction'
  if (typeof found === 'boolean') return 'true or false'
  return 'a map'
}

function notAmong(choices: readonly string[], found: unknown): Wrong {
  const meant = typeof found === 'string' ? nearest(found, choices) : null
  return {
    problem: 'is not one of the choices',
    mend: meant === null ? `write one of: ${choices.join(', ')}` : `did you mean ${meant}?`,
  }
}

const choicesOf = (issue: z.core.$ZodIssue, shape: JsonSchema | undefined): readonly string[] =>
  'values' in issue
    ? issue.values.map(String)
    : 'options' in issue && Array.isArray(issue.options)
      ? issue.options.map(String)
      : (shape?.enum ?? []).map(String)

function rangeOf(shape: JsonSchema | undefined): string {
  if (shape?.exclusiveMinimum !== undefined)
    return `write a number above ${shape.exclusiveMinimum}, up to ${shape.maximum}`
  return `write a number from ${shape?.minimum} to ${shape?.maximum}`
}

function exampleOf(shape: JsonSchema | undefined): string {
  if (shape?.example !== undefined) return shape.example
  if (shape?.default !== undefined && typeof shape.default !== 'object') return String(shape.default)
  const type = shape?.properties?.['type']?.example
  if (type !== undefined) return `{ type: ${type}, … }`
  return shape?.type === 'array' ? '["…"]' : '…'
}

/** `undefined` where there is nothing. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (current, step) =>
      typeof current === 'object' && current !== null && Object.hasOwn(current, step)
        ? (current as Record<string | number, unknown>)[step]
        : undefined,
    value,
  )

/** The part of the schema that speaks of a path; the value decides which of several it is. */
function shapeAt(path: Path, value: unknown): JsonSchema | undefined {
  let shape: JsonSchema | undefined = shapeOfConfig()
  let current = value
  for (const step of path) {
    shape = typeof step === 'number' ? shape?.items : option(shape, current)?.properties?.[step]
    current = valueAt(current, [step])
  }
  return option(shape, current)
}

function option(shape: JsonSchema | undefined, value: unknown): JsonSchema | undefined {
  if (shape?.anyOf !== undefined && isMap(value))
    return shape.anyOf.find((candidate) => candidate.properties !== undefined)
  if (shape?.oneOf === undefined) return shape
  const type = valueAt(value, ['type'])
  const chosen = shape.oneOf.find((candidate) => candidate.properties?.['type']?.const === type)
  if (chosen !== undefined) return chosen
  const types = shape.oneOf.map((candidate) => candidate.properties?.['type']?.const).join(' | ')
  return { properties: { type: { example: types } } }
}
