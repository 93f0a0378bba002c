import type { CaseId } from '../domain/case.js'
import type { Level } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'
import { type Growing, growing } from './growing.js'
import { orderOf } from './order.js'

/** What figures are split by. */
export const DIMENSIONS = ['brand', 'network', 'language', 'category', 'priority', 'followers'] as const
export type Dimension = (typeof DIMENSIONS)[number]
/** What a case has once and for all its clocks. */
export const TRAITS = ['brand', 'network', 'language', 'category', 'followers'] as const
export type Trait = (typeof TRAITS)[number]

/** One clock of one response: how long it ran, and whether it ended. */
export type Sample = {
  readonly caseId: CaseId
  /** Its groups; `priority` as it was when the clock began. */
  readonly groups: Readonly<Record<Trait, string>> & { readonly priority: Level }
  readonly beganAt: Instant
  /** Milliseconds on the wall clock, and of the brand's working hours. */
  readonly wall: number
  readonly worked: number
  readonly done: boolean
  /** Against the ladder's deadline; `null` where the ladder has none. `open`: still running, and still in time. */
  readonly target: Target
  /** The rep who ended it, in Amends. */
  readonly person: string | null
}
export type Target = 'met' | 'missed' | 'open' | null
/** As {@link SampleColumns.target} counts them. */
export const TARGETS: readonly Target[] = [null, 'met', 'missed', 'open']
export type WaitClock = 'wall' | 'worked'

/** Names by number, the same for the same name; 0 is no name. */
export type Names = { numberOf(name: string): number; name(number: number): string }

/** The cases that samples are of: shared by all clocks of a tally. */
export type CaseTable = {
  readonly size: number
  /** Returns the number under which samples name it. */
  add(id: CaseId, traits: Readonly<Record<Trait, number>>): number
  fit(): void
  id(of: number): CaseId
  /** Of every case, under its number: valid until the next `add`. */
  traits(trait: Trait): Uint32Array
}

/** As {@link Sample}. `of` is the number of its case in the table of cases, `priority` and `person` are numbers of names. */
const SAMPLE = {
  of: Uint32Array,
  priority: Uint32Array,
  beganAt: Float64Array,
  wall: Float64Array,
  worked: Float64Array,
  done: Uint8Array,
  target: Uint8Array,
  person: Uint32Array,
} as const

/** Samples in columns: a busy year has hundreds of thousands, and as objects they would fill the memory. */
export type SampleTable = Iterable<Sample> &
  Growing<typeof SAMPLE> & {
    row(i: number): Sample
    caseId(i: number): CaseId
    beganAt(i: number): Instant
    wall(i: number): number
    worked(i: number): number
    done(i: number): boolean
    target(i: number): Target
    /** The same number for the same group; {@link groupName} gives its name. */
    group(i: number, by: Dimension): number
    /** The same for many rows; valid until the next `push`. */
    groups(by: Dimension): (i: number) => number
    groupName(group: number): string
    person(i: number): string | null
    /** All rows in order of their length on a clock, shortest first; equal ones as they were added. */
    inOrder(clock: WaitClock): Uint32Array
  }

/** Some rows of a table: the same ones twice, in order of their length on either clock. */
export type Part = { readonly table: SampleTable; readonly rows: Uint32Array; readonly worked: Uint32Array }

export const whole = (table: SampleTable): Part => ({
  table,
  rows: table.inOrder('wall'),
  worked: table.inOrder('worked'),
})

/** @param wanted is asked twice for each row */
export function partWhere({ table, rows, worked }: Part, wanted: (row: number) => boolean): Part {
  return { table, rows: rows.filter(wanted), worked: worked.filter(wanted) }
}

/** No part of {@link partsBy}. */
export const NO_PART = 0xffff

/** Parts by number, 0 to `groups` - 1, empty ones too. @param placeOf of each row of the table, the number of its part, or {@link NO_PART} */
export function partsBy(
  { table, rows, worked }: Part,
  groups: number,
  placeOf: Uint16Array,
): readonly Part[] {
  const byWall = dealt(rows, groups, placeOf)
  const byWork = dealt(worked, groups, placeOf)
  return byWall.map((part, group) => ({ table, rows: part, worked: byWork[group] ?? part }))
}

/** In the same order within each. */
function dealt(rows: Uint32Array, groups: number, placeOf: Uint16Array): readonly Uint32Array[] {
  const sizes = new Uint32Array(groups)
  for (const i of rows) {
    const group = placeOf[i] as number
    if (group < groups) sizes[group] = (sizes[group] as number) + 1
  }
  const parts = Array.from(sizes, (size) => new Uint32Array(size))
  sizes.fill(0)
  for (const i of rows) {
    const group = placeOf[i] as number
    const part = parts[group]
    if (part === undefined) continue
    part[sizes[group] as number] = i
    sizes[group] = (sizes[group] as number) + 1
  }
  return parts
}

export function nameTable(): Names {
  const names: string[] = ['']
  const numbers = new Map([['', 0]])
  return {
    numberOf(name) {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
    name: (number) => names[number] ?? '',
  }
}

export function caseTable(): CaseTable {
  const rows = growing(CASE)
  return {
    get size() {
      return rows.size
    },
    add(id, of) {
      const row = rows.push()
      const { columns } = rows
      columns.id[row] = id
      for (const trait of TRAITS) columns[trait][row] = of[trait]
      return row
    },
    fit: () => rows.fit(),
    id: (of) => rows.columns.id[of] as number,
    traits: (trait) => rows.columns[trait],
  }
}
const CASE = {
  id: Uint32Array,
  brand: Uint32Array,
  network: Uint32Array,
  language: Uint32Array,
  category: Uint32Array,
  followers: Uint32Array,
} as const

export function sampleTable(names: Names, cases: CaseTable): SampleTable {
  const rows = growing(SAMPLE)
  let orders: Orders = NOT_YET

  const table: SampleTable = {
    get size() {
      return rows.size
    },
    get columns() {
      return rows.columns
    },
    push() {
      orders = NOT_YET
      return rows.push()
    },
    fit() {
      orders = NOT_YET
      rows.fit()
    },
    inOrder(clock) {
      const order = orders[clock] ?? orderOf(rows.columns[clock].subarray(0, rows.size))
      orders = { ...orders, [clock]: order }
      return order
    },
    row: (i) => ({
      caseId: table.caseId(i),
      groups: Object.fromEntries(
        DIMENSIONS.map((by) => [by, table.groupName(table.group(i, by))]),
      ) as Sample['groups'],
      beganAt: table.beganAt(i),
      wall: table.wall(i),
      worked: table.worked(i),
      done: table.done(i),
      target: table.target(i),
      person: table.person(i),
    }),
    caseId: (i) => cases.id(rows.columns.of[i] as number),
    beganAt: (i) => rows.columns.beganAt[i] as number,
    wall: (i) => rows.columns.wall[i] as number,
    worked: (i) => rows.columns.worked[i] as number,
    done: (i) => rows.columns.done[i] === 1,
    target: (i) => TARGETS[rows.columns.target[i] ?? 0] ?? null,
    group: (i, by) => table.groups(by)(i),
    groups(by) {
      const { of, priority } = rows.columns
      if (by === 'priority') return (i) => priority[i] as number
      const traits = cases.traits(by)
      return (i) => traits[of[i] as number] as number
    },
    groupName: names.name,
    person: (i) => (rows.columns.person[i] === 0 ? null : names.name(rows.columns.person[i] as number)),
    *[Symbol.iterator]() {
      for (let i = 0; i < rows.size; i++) yield table.row(i)
    },
  }
  return table
}

type Orders = Readonly<Partial<Record<WaitClock, Uint32Array>>>
const NOT_YET: Orders = {}
