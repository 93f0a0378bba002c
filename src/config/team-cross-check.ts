import ms from 'ms'
import { WEEKDAYS } from '../domain/hours.js'
import { DEFAULT_LADDER } from '../domain/ladder.js'
import type { Level } from '../domain/priority.js'
import { durationOf } from './every.js'
import { valueAt } from './explain.js'
import type { Path, Wrong } from './fault.js'

type Placed = Wrong & { readonly path: Path }

/** What a block of `team` says, and what stood before it. */
type Scope = { readonly said: unknown; readonly base: unknown; readonly path: Path }

/** Faults between the values of the team, and of each brand together with what it takes over from the team. */
export function judgeTeams(value: unknown): readonly Placed[] {
  const team = fieldOf(value, 'team')
  const brands = fieldOf(value, 'brands')
  const publicUrl = deepFieldOf(value, ['boards', 'web', 'publicUrl'])
  const scopes: readonly Scope[] = [
    { said: team, base: undefined, path: ['team'] },
    ...(Array.isArray(brands) ? brands : []).map((brand: unknown, index) => ({
      said: fieldOf(brand, 'team'),
      base: team,
      path: ['brands', index, 'team'],
    })),
  ]
  return [
    ...scopes
      .filter(({ said }) => isMap(said))
      .flatMap((scope) => [
        ...judgeLadder(scope),
        ...judgeHours(scope),
        ...judgeZoneNeeded(scope),
        ...judgePulse(scope, publicUrl),
      ]),
    ...judgeOnCall(fieldOf(team, 'oncall')),
  ]
}

const STEPS = ['claim', 'escalate', 'reply'] as const

function judgeLadder({ said, base, path }: Scope): readonly Placed[] {
  return (['P1', 'P2', 'P3', 'P4'] as const).flatMap((level) => {
    const own = deepFieldOf(said, ['ladder', level])
    const before = deepFieldOf(base, ['ladder', level])
    const isOwn = (step: string): boolean => fieldOf(own, step) !== undefined
    const standing = STEPS.flatMap((step) => {
      const written = fieldOf(own, step) ?? fieldOf(before, step)
      const after = typeof written === 'string' ? durationOf(written) : DEFAULT_LADDER[level][step]
      return after === null ? [] : [{ step, after }]
    })
    return standing.slice(1).flatMap(({ step, after }, index): readonly Placed[] => {
      const earlier = standing[index]
      if (earlier === undefined || earlier.after < after) return []
      // What a block took over was told where it stands, if it is wrong by itself.
      const blamed = isOwn(step) ? step : isOwn(earlier.step) ? earlier.step : null
      if (blamed === null) return []
      const problem = blamed === step ? `is no later than ${earlier.step}` : `is no sooner than ${step}`
      return [{ path: [...path, 'ladder', level, blamed], problem, mend: growing(level) }]
    })
  })
}

function growing(level: Level): string {
  const [claim, escalate, reply] = STEPS.map((step) => {
    const after = DEFAULT_LADDER[level][step]
    return after === null ? 'off' : ms(after)
  })
  return `let claim, escalate and reply grow; of ${level}, what is left out is ${claim}, ${escalate}, ${reply}`
}

function judgeHours({ said, base, path }: Scope): readonly Placed[] {
  const hours = fieldOf(said, 'hours')
  if (!isMap(hours)) return []
  const before = fieldOf(base, 'hours')
  const isOpen = WEEKDAYS.some((day) => {
    const shifts = fieldOf(hours, day) ?? fieldOf(before, day)
    return shifts !== undefined && !(Array.isArray(shifts) && shifts.length === 0)
  })
  return isOpen
    ? []
    : [
        {
          path: [...path, 'hours'],
          problem: 'holds no shift on any day: nobody would ever work',
          mend: 'write shifts, as mon: ["09:00-18:00"], or always',
        },
      ]
}

function judgeZoneNeeded({ said, base, path }: Scope): readonly Placed[] {
  if (fieldOf(said, 'zone') !== undefined || fieldOf(base, 'zone') !== undefined) return []
  const quiet = fieldOf(said, 'quiet')
  const needy = [
    ...(isMap(fieldOf(said, 'hours')) ? ['hours'] : []),
    ...(typeof quiet === 'string' && quiet.trim() !== 'off' ? ['quiet'] : []),
    ...(fieldOf(fieldOf(said, 'oncall'), 'people') !== undefined ? ['oncall'] : []),
  ]
  const [first] = needy
  return first === undefined
    ? []
    : [
        {
          path: [...path, 'zone'],
          problem: `is missing, and ${first} means local times`,
          mend: 'add zone: Europe/Madrid, or whatever clock the team lives by',
        },
      ]
}

/** A link leads a customer to us from wherever they are. */
function judgePulse({ said, path }: Scope, publicUrl: unknown): readonly Placed[] {
  if (!isMap(fieldOf(said, 'pulse')) || publicUrl !== undefined) return []
  return [
    {
      path: [...path, 'pulse'],
      problem: 'has no address for its links',
      mend: 'add boards.web.publicUrl: "https://desk.acme.example", under which customers reach the page, or write off',
    },
  ]
}

function judgeOnCall(oncall: unknown): readonly Placed[] {
  if (!isMap(oncall)) return []
  const people = fieldOf(oncall, 'people')
  const isNamed = Array.isArray(people) && people.length > 0
  if (isNamed && fieldOf(oncall, 'from') === undefined)
    return [
      {
        path: ['team', 'oncall', 'from'],
        problem: 'is missing: nobody knows when the first week begins',
        mend: 'add from: "2026-01-05", the day on which the first person takes over',
      },
    ]
  if (!isNamed && (fieldOf(oncall, 'from') ?? fieldOf(oncall, 'handover')) !== undefined)
    return [
      {
        path: ['team', 'oncall', 'people'],
        problem: 'names nobody',
        mend: 'add people: [{ id: "123456789012345678", name: Ana }], or remove from and handover',
      },
    ]
  return []
}

const isMap = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const deepFieldOf = (value: unknown, keys: readonly string[]): unknown =>
  keys.reduce((current, key) => fieldOf(current, key), value)

const fieldOf = (value: unknown, key: string): unknown => valueAt(value, [key])
