import type { Shift } from '../domain/hours.js'
import { Secret } from '../domain/secret.js'
import { DAY, HOUR, MINUTE, SECOND } from '../domain/time.js'
import type { Config } from './config.js'
import { type JsonSchema, shapeOfConfig } from './json-schema.js'
import { secretsOf } from './secrets.js'

/** A key of the running configuration, what it holds, and what `amends.yaml` says that it means. */
export type Setting = { readonly key: string; readonly value: string; readonly meaning: string | null }

/** All that Amends runs with, defaults filled in, in the order of the configuration. Secrets print `[redacted]`, wherever they stand. */
export function settingsOf(config: Config): readonly Setting[] {
  const hidden = secretsOf(config)
    .map((secret) => secret.reveal())
    .filter((value) => value.length >= LEAST_LENGTH)
  const conceal = (text: string) =>
    hidden.reduce((shown, value) => shown.replaceAll(value, '[redacted]'), text)
  const shape = shapeOfConfig()
  const team = shape.properties?.['team']
  const { oncall, brandTeams, ...rest } = config
  return [
    ...linesOf(rest, '', shape),
    ...linesOf(oncall, 'team.oncall', team?.properties?.['oncall']),
    ...[...brandTeams].flatMap(([brand, own]) => linesOf(own, `team (${brand})`, team)),
  ].map((line) => ({ ...line, value: conceal(line.value) }))
}

/** Shorter, and it would strike out bits of ordinary words. */
const LEAST_LENGTH = 6

function linesOf(value: unknown, key: string, shape: JsonSchema | undefined): readonly Setting[] {
  const one = (text: string): readonly Setting[] => [
    { key, value: text, meaning: shape?.description ?? null },
  ]
  if (value === undefined) return []
  if (value === null) return one('off')
  if (value instanceof Secret) return one(String(value))
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object')) return one(value.join(', ') || 'none')
    if (value.every(isShift)) return one(value.map(shiftOf).join(', '))
    return value.flatMap((item, place) => linesOf(item, `${key}[${place}]`, choiceOf(shape?.items, item)))
  }
  if (typeof value === 'object') {
    if (isShift(value)) return one(shiftOf(value))
    if (isEvery(value)) return one('ms' in value ? lengthOf(value.ms) : value.expression)
    const inside = choiceOf(shape, value)
    return Object.entries(value).flatMap(([name, inner]) =>
      linesOf(inner, key === '' ? name : `${key}.${name}`, inside?.properties?.[name]),
    )
  }
  if (typeof value !== 'number') return one(String(value))
  return one(isLength(key) ? lengthOf(value) : key.endsWith('.handover') ? clockOf(value) : String(value))
}

type Every = { readonly ms: number } | { readonly expression: string }
const isEvery = (value: object): value is Every =>
  'type' in value && ('expression' in value || ('ms' in value && typeof value.ms === 'number'))

/** Of several shapes the one that this value has. */
function choiceOf(shape: JsonSchema | undefined, value: unknown): JsonSchema | undefined {
  const choices = shape?.oneOf ?? shape?.anyOf
  if (choices === undefined) return shape
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined
  return (
    choices.find((one) => one.properties?.['type']?.const === type && type !== undefined) ??
    choices.find((one) => one.properties !== undefined)
  )
}

/** Keys whose numbers are milliseconds. */
const isLength = (key: string): boolean =>
  /(^|\.)(lease|per|contactEvery|last|lasts|claim|escalate|reply)$|\.byLevel\.P\d$/.test(key)

const isShift = (value: object): value is Shift =>
  'from' in value && 'to' in value && typeof value.from === 'number' && typeof value.to === 'number'
const shiftOf = ({ from, to }: Shift): string => `${clockOf(from)}-${clockOf(to)}`

/** @param minutes since midnight */
const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

function lengthOf(ms: number): string {
  const units = [
    [DAY, 'd'],
    [HOUR, 'h'],
    [MINUTE, 'min'],
    [SECOND, 's'],
  ] as const
  const [size, name] = units.find(([unit]) => ms >= unit && ms % unit === 0) ?? [1, 'ms']
  return `${ms / size} ${name}`
}
