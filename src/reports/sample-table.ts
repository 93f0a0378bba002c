import type { CaseId } from '../domain/case.js'
import type { Level } from '../domain/priority.js'
import type { Instant } from '../domain/time.js'

/** What figures are split by. */
export const DIMENSIONS = ['brand', 'network', 'language', 'category', 'priority', 'followers'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** One clock of one response: how long it ran, and whether it ended. */
export type Sample = {
  readonly caseId: CaseId
  /** Its groups; `priority` as it was when the clock began. */
  readonly groups: Readonly<Record<Exclude<Dimension, 'priority'>, string>> & { readonly priority: Level }
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
const TARGETS: readonly Target[] = [null, 'met', 'missed', 'open']

/** Samples in columns: a busy year has hundreds of thousands, and as objects they would fill the memory. */
export type SampleTable = Iterable<Sample> & {
  readonly size: number
  add(sample: Sample): void
  row(i: number): Sample
  caseId(i: number): CaseId
  beganAt(i: number): Instant
  wall(i: number): number
  worked(i: number): number
  done(i: number): boolean
  target(i: number): Target
  /** The same number for the same group; {@link groupName} gives its name. */
  group(i: number, by: Dimension): number
  groupName(group: number): string
  person(i: number): string | null
}

/** Some rows of a table. */
export type Part = { readonly table: SampleTable; readonly rows: Uint32Array }

export const whole = (table: SampleTable): Part => ({
  table,
  rows: Uint32Array.from({ length: table.size }, (_, i) => i),
})

export function partWhere({ table, rows }: Part, wanted: (row: number) => boolean): Part {
  return { table, rows: rows.filter(wanted) }
}

export function sampleTable(): SampleTable {
  let size = 0
  let capacity = 64
  let caseIds = new Float64Array(capacity)
  let began = new Float64Array(capacity)
  let walls = new Float64Array(capacity)
  let workeds = new Float64Array(capacity)
  let dones = new Uint8Array(capacity)
  let targets = new Uint8Array(capacity)
  let persons = new Uint32Array(capacity)
  const groups = Object.fromEntries(DIMENSIONS.map((by) => [by, new Uint32Array(capacity)])) as Record<
    Dimension,
    Uint32Array
  >
  const names: string[] = ['']
  const numbers = new Map<string, number>()

  function numberOf(name: string): number {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, names.length)
    return names.push(name) - 1
  }

  function grow(): void {
    capacity *= 2
    const more = <Column extends Float64Array | Uint8Array | Uint32Array>(
      from: Column,
      to: Column,
    ): Column => {
      to.set(from)
      return to
    }
    caseIds = more(caseIds, new Float64Array(capacity))
    began = more(began, new Float64Array(capacity))
    walls = more(walls, new Float64Array(capacity))
    workeds = more(workeds, new Float64Array(capacity))
    dones = more(dones, new Uint8Array(capacity))
    targets = more(targets, new Uint8Array(capacity))
    persons = more(persons, new Uint32Array(capacity))
    for (const by of DIMENSIONS) groups[by] = more(groups[by], new Uint32Array(capacity))
  }

  const table: SampleTable = {
    get size() {
      return size
    },
    add(sample) {
      if (size === capacity) grow()
      caseIds[size] = sample.caseId
      began[size] = sample.beganAt
      walls[size] = sample.wall
      workeds[size] = sample.worked
      dones[size] = sample.done ? 1 : 0
      targets[size] = TARGETS.indexOf(sample.target)
      persons[size] = sample.person === null ? 0 : numberOf(sample.person)
      for (const by of DIMENSIONS) groups[by][size] = numberOf(sample.groups[by])
      size++
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
    caseId: (i) => caseIds[i] as number,
    beganAt: (i) => began[i] as number,
    wall: (i) => walls[i] as number,
    worked: (i) => workeds[i] as number,
    done: (i) => dones[i] === 1,
    target: (i) => TARGETS[targets[i] ?? 0] ?? null,
    group: (i, by) => groups[by][i] as number,
    groupName: (group) => names[group] ?? '',
    person: (i) => (persons[i] === 0 ? null : (names[persons[i] as number] ?? null)),
    *[Symbol.iterator]() {
      for (let i = 0; i < size; i++) yield table.row(i)
    },
  }
  return table
}
