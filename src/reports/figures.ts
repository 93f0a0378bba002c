import type { Level } from '../domain/priority.js'
import { DAY, HOUR, MINUTE } from '../domain/time.js'
import type { PromiseRecord, PulseRecord } from '../ports.js'
import { type Share, share } from './chance.js'
import { VERDICTS } from './facts.js'
import { type FairnessRow, fairnessOf } from './fairness.js'
import { type PromiseState, promiseState } from './promises.js'
import { type Pulse, pulseOf } from './pulse.js'
import { DIMENSIONS, type Dimension, NO_PART, type Part, partsBy, whole } from './sample-table.js'
import { MEASURES, type Measure, medianOf, split, type Times, timesOf } from './samples.js'
import { outcomeName, type Period, type Tally } from './tally.js'
import { type Bucket, buckets } from './trend.js'
import type { TrustVerdict } from './trust.js'

export const PRIORITIES: readonly Level[] = ['P1', 'P2', 'P3', 'P4']

/** All that a manager reads of a period. Lengths in ms; shares from 0 to 1. Definitions: docs/figures.md. */
export type Figures = {
  readonly period: Period
  readonly asOf: number
  /** Cases opened. */
  readonly volume: number
  readonly bySeverity: readonly { readonly severity: number; readonly n: number }[]
  readonly times: Readonly<Record<Measure, Times>>
  /** Clocks of people by priority, with the deadlines that hold for it. */
  readonly byPriority: readonly ({ readonly level: Level } & Readonly<Record<HumanMeasure, Times>>)[]
  readonly splits: Readonly<Record<Dimension, readonly SplitRow[]>>
  /** Of 168 hours from Monday midnight: cases opened, and their median wait (wall clock) for a reply. */
  readonly week: readonly { readonly n: number; readonly median: number | null }[]
  readonly backlog: Backlog
  readonly escalated: readonly Count[]
  readonly expired: number
  readonly reopened: number
  readonly outcomes: readonly Count[]
  readonly causes: readonly Count[]
  /** Of the cases that Amends opened by itself and people have judged, those that were no mistake. */
  readonly precision: Share
  /** Complaints that a person had to bring. */
  readonly missed: number
  readonly funnel: readonly { readonly step: FunnelStep; readonly n: number | null }[]
  readonly trust: Trust
  readonly fairness: readonly FairnessRow[]
  readonly promises: Promised
  /** `null` where the report is narrowed to more than a brand: it would single people out. */
  readonly pulse: Pulse | null
  readonly trend: readonly Bucket[]
}

/** What is open is told as it was when the period ended. */
export const isPast = ({ period, asOf }: Pick<Figures, 'period' | 'asOf'>): boolean => period.to < asOf

export const HUMAN_MEASURES = ['claim', 'reply', 'resolve'] as const
export type HumanMeasure = (typeof HUMAN_MEASURES)[number]
export type Count = { readonly name: string; readonly n: number }
export type SplitRow = { readonly group: string } & Readonly<Record<HumanMeasure, Times>>

export const AGE_BANDS = [
  ['under 1 h', HOUR],
  ['1 to 4 h', 4 * HOUR],
  ['4 to 24 h', DAY],
  ['1 to 3 days', 3 * DAY],
  ['3 to 7 days', 7 * DAY],
  ['over 7 days', Number.POSITIVE_INFINITY],
] as const
export type Backlog = {
  readonly n: number
  /** Waiting for us: nobody's, or claimed and not answered since the customer last spoke. */
  readonly ours: number
  readonly oldest: number | null
  readonly ages: readonly {
    readonly band: string
    readonly open: number
    readonly claimed: number
    readonly waiting: number
  }[]
}

export const FUNNEL = [
  'mentions',
  'complaints',
  'alerted',
  'claimed',
  'answered',
  'resolved',
  'repaired',
] as const
export type FunnelStep = (typeof FUNNEL)[number]

export type Trust = {
  /** Of answered cases that showed anything. */
  readonly repaired: Share
  readonly silent: number
  readonly signs: readonly Count[]
  readonly byOutcome: readonly { readonly group: string; readonly repaired: Share }[]
  readonly bySpeed: readonly { readonly group: string; readonly repaired: Share }[]
}
export const SPEED_BANDS = [
  ['within 15 min', 15 * MINUTE],
  ['15 to 60 min', HOUR],
  ['1 to 4 h', 4 * HOUR],
  ['4 to 24 h', DAY],
  ['later', Number.POSITIVE_INFINITY],
] as const

export type Promised = {
  readonly kept: number
  readonly late: number
  readonly open: number
  /** Of those that were settled or are overdue. */
  readonly share: Share
}

export type Rest = {
  /** `null` where mentions cannot be told by the filter. */
  readonly mentions: number | null
  readonly promises: readonly PromiseRecord[]
  /** `null` where they may not be told. */
  readonly pulses: readonly PulseRecord[] | null
  /** IANA zone of the days in the trend. */
  readonly zone: string
}

/** Pure: a tally and what goes with it, in figures. */
export function figuresOf(tally: Tally, { mentions, promises, pulses, zone }: Rest): Figures {
  const { samples, counts, opened, period, asOf } = tally
  const n = (what: string) => counts.get(what)?.size ?? 0
  const parts = Object.fromEntries(MEASURES.map((measure) => [measure, whole(samples[measure])])) as Record<
    Measure,
    Part
  >
  const humanTimes = (one: (measure: HumanMeasure) => Times) => ({
    claim: one('claim'),
    reply: one('reply'),
    resolve: one('resolve'),
  })
  const groupsBy = (by: Dimension): readonly SplitRow[] => {
    const groups = new Map(HUMAN_MEASURES.map((measure) => [measure, new Map(split(parts[measure], by))]))
    const names = new Set(HUMAN_MEASURES.flatMap((measure) => [...(groups.get(measure)?.keys() ?? [])]))
    return [...names].map((group) => ({
      group,
      ...humanTimes((measure) => timesOf(groups.get(measure)?.get(group) ?? nothing(parts[measure]))),
    }))
  }
  const splits = Object.fromEntries(DIMENSIONS.map((by) => [by, groupsBy(by)] as const)) as Figures['splits']
  const priorities = new Map(splits.priority.map((row) => [row.group, row]))
  const severities = countSeverities(tally)
  return {
    period,
    asOf,
    volume: opened.size,
    bySeverity: severities.flatMap((n, severity) => (n === 0 ? [] : [{ severity, n }])),
    times: Object.fromEntries(
      MEASURES.map((measure) => [measure, timesOf(parts[measure])]),
    ) as Figures['times'],
    byPriority: PRIORITIES.flatMap((level) => {
      const row = priorities.get(level)
      return row === undefined ? [] : [{ level, claim: row.claim, reply: row.reply, resolve: row.resolve }]
    }),
    splits,
    week: weekOf(tally),
    backlog: backlogOf(tally),
    escalated: named(counts, 'escalated:'),
    expired: n('expired'),
    reopened: n('reopened'),
    outcomes: named(counts, 'outcome:'),
    causes: named(counts, 'cause:'),
    precision: share(n('judged') - n('for-nothing'), n('judged')),
    missed: n('opened-by-hand'),
    funnel: FUNNEL.map((step) => ({ step, n: funnelStep(step, mentions, opened.size, n) })),
    trust: trustFigures(tally),
    fairness: fairnessOf(samples.reply),
    promises: promised(promises, asOf),
    pulse: pulses === null ? null : pulseOf(pulses),
    trend: buckets(tally, zone),
  }
}

const nothing = ({ table }: Part): Part => ({
  table,
  rows: new Uint32Array(),
  worked: new Uint32Array(),
})

function funnelStep(
  step: FunnelStep,
  mentions: number | null,
  complaints: number,
  n: (what: string) => number,
): number | null {
  switch (step) {
    case 'mentions':
      return mentions
    case 'complaints':
      return complaints
    case 'repaired':
      return n('trust:repaired')
    case 'alerted':
    case 'claimed':
    case 'answered':
    case 'resolved':
      return n(step)
  }
}

/** Counters that begin alike, most first. */
const named = (counts: Tally['counts'], prefix: string): readonly Count[] =>
  [...counts]
    .filter(([what]) => what.startsWith(prefix))
    .map(([what, { size }]) => ({ name: what.slice(prefix.length), n: size }))
    .sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1))

function countSeverities({ opened: { size, columns } }: Tally): readonly number[] {
  const counts = [0, 0, 0, 0, 0]
  for (let i = 0; i < size; i++) {
    const severity = columns.severity[i] as number
    counts[severity] = (counts[severity] ?? 0) + 1
  }
  return counts
}

function weekOf({ opened, samples }: Tally): Figures['week'] {
  const counts = new Array<number>(HOURS_OF_WEEK).fill(0)
  const { size, columns } = opened
  let [first, last] = [Number.POSITIVE_INFINITY, 0]
  for (let i = 0; i < size; i++) {
    const hour = columns.hourOfWeek[i] as number
    counts[hour] = (counts[hour] as number) + 1
    first = Math.min(first, columns.caseId[i] as number)
    last = Math.max(last, columns.caseId[i] as number)
  }
  // Ids stand close together: a place for each takes less than to look each one up.
  const hours = new Uint8Array(Math.max(last - first + 1, 0)).fill(HOURS_OF_WEEK)
  for (let i = 0; i < size; i++)
    hours[(columns.caseId[i] as number) - first] = columns.hourOfWeek[i] as number
  const { felt } = samples
  const placeOf = new Uint16Array(felt.size)
  for (let i = 0; i < felt.size; i++) placeOf[i] = hours[felt.caseId(i) - first] ?? NO_PART
  const parts = partsBy(whole(felt), HOURS_OF_WEEK, placeOf)
  return counts.map((n, hour) => {
    const part = parts[hour]
    return { n, median: part === undefined ? null : medianOf(part, 'wall') }
  })
}
const HOURS_OF_WEEK = 168

function backlogOf({ backlog }: Tally): Backlog {
  const ages = AGE_BANDS.map(([band, below], i) => {
    const atLeast = AGE_BANDS[i - 1]?.[1] ?? 0
    const here = backlog.filter(({ age }) => atLeast <= age && age < below)
    const count = (state: string) => here.filter((one) => one.state === state).length
    return { band, open: count('open'), claimed: count('claimed'), waiting: count('waiting') }
  })
  return {
    n: backlog.length,
    ours: backlog.filter(({ state }) => state !== 'waiting').length,
    oldest: backlog.length === 0 ? null : backlog.reduce((oldest, { age }) => Math.max(oldest, age), 0),
    ages,
  }
}

function trustFigures({ judged: { size, columns }, counts }: Tally): Trust {
  const all = verdicts()
  const outcomes = new Map<string, Verdicts>()
  const speeds = SPEED_BANDS.map(verdicts)
  for (let i = 0; i < size; i++) {
    const outcome = outcomeName(columns.outcome[i] as number)
    const ofOutcome = outcomes.get(outcome) ?? verdicts()
    outcomes.set(outcome, ofOutcome)
    const wait = columns.wait[i] as number
    const ofSpeed = speeds[SPEED_BANDS.findIndex(([, most]) => wait <= most)]
    const verdict = VERDICTS[columns.verdict[i] as number] as TrustVerdict
    for (const some of [all, ofOutcome, ofSpeed]) if (some !== undefined) some[verdict]++
  }
  return {
    repaired: repairRate(all),
    silent: all.silent,
    signs: named(counts, 'trust:').filter(
      ({ name }) => name !== 'repaired' && name !== 'not-repaired' && name !== 'silent',
    ),
    byOutcome: [...outcomes.keys()]
      .sort()
      .map((group) => ({ group, repaired: repairRate(outcomes.get(group) ?? verdicts()) })),
    bySpeed: SPEED_BANDS.map(([group], i) => ({ group, repaired: repairRate(speeds[i] ?? verdicts()) })),
  }
}
type Verdicts = Record<TrustVerdict, number>
const verdicts = (): Verdicts => ({ repaired: 0, 'not-repaired': 0, silent: 0 })
const repairRate = (of: Verdicts): Share => share(of.repaired, of.repaired + of['not-repaired'])

function promised(promises: readonly PromiseRecord[], asOf: number): Promised {
  const states = promises.map((one) => promiseState(one, asOf))
  const count = (wanted: PromiseState) => states.filter((state) => state === wanted).length
  const [kept, late, open] = [count('kept'), count('late'), count('open')]
  return { kept, late, open, share: share(kept, kept + late) }
}
