import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { renderFaults } from '../../src/config/fault.js'
import { load, SECRETS, WHOLE } from './sample.js'

type Step = string | number
type Tree = Record<Step, unknown>

/** The whole configuration with its secrets written out, as careless people do. */
const CARELESS = WHOLE.replace(/\$\{(\w+)\}/g, (_, name: keyof typeof SECRETS) => SECRETS[name]).replace(
  '    alert:',
  '    team: { zone: Europe/Lisbon, hours: { sat: ["10:00-14:00"], P1: hours }, cap: off, replies: { secondPair: true } }\n    alert:',
)

const NEEDED = [
  'brands',
  'connectors',
  'name',
  'type',
  'identifier',
  'password',
  'url',
  'token',
  'file',
  'id',
]
const OF_DISCORD = ['guild', 'channel', 'roles', 'rep', 'manager', 'admin']

type Mutant = { readonly what: string; readonly key: string; readonly yaml: string }

/** Every key renamed, every value made another kind of thing, every needed key left out. */
function mutants(): Mutant[] {
  const found: Mutant[] = []
  for (const path of pathsOf(parse(CARELESS) as Tree, [])) {
    const last = path.at(-1) ?? ''
    const mutate = (what: string, key: Step, change: (parent: Tree) => void) => {
      const tree = parse(CARELESS) as Tree
      change(parentOf(tree, path))
      found.push({ what: `${what} ${path.join('.')}`, key: String(key), yaml: stringify(tree) })
    }
    if (typeof last === 'string') {
      mutate('renames', `${last}x`, (parent) => {
        parent[`${last}x`] = parent[last]
        delete parent[last]
      })
      if ([...NEEDED, ...OF_DISCORD].includes(last) && path[0] !== 'digest')
        mutate('leaves out', last, (parent) => {
          delete parent[last]
        })
    }
    for (const other of [null, true, ['hush'], { wrong: 'hush' }, -1])
      if (!isSameKind(other, parentOf(parse(CARELESS) as Tree, path)[last]))
        mutate(`makes ${JSON.stringify(other)} of`, last, (parent) => {
          parent[last] = other
        })
  }
  return found
}

const pathsOf = (value: unknown, path: readonly Step[]): (readonly Step[])[] =>
  typeof value !== 'object' || value === null
    ? []
    : (Array.isArray(value) ? [...value.keys()] : Object.keys(value)).flatMap((step) => [
        [...path, step],
        ...pathsOf((value as Tree)[step], [...path, step]),
      ])

const parentOf = (tree: Tree, path: readonly Step[]): Tree =>
  path.slice(0, -1).reduce((current, step) => current[step] as Tree, tree)

const isSameKind = (a: unknown, b: unknown): boolean =>
  typeof a === typeof b && Array.isArray(a) === Array.isArray(b) && a !== null && typeof a !== 'number'

function toldOf(yaml: string): string | null {
  const loaded = load(yaml)
  return loaded.ok ? null : renderFaults(loaded.faults)
}

function expectHarmless(told: string): void {
  expect(told).not.toContain('hush')
  expect(told).not.toMatch(/^\s+at /m)
  expect(told).not.toMatch(/undefined|\[object|NaN|Invalid input/)
  for (const line of told.split('\n')) expect(line).toMatch(/^\S.* {2}\S.* → \S/)
}

describe('whatever is wrong with a configuration', () => {
  const all = mutants()

  it('is tried in more than 400 ways', () => {
    expect(all.length).toBeGreaterThan(400)
  })

  it('is refused, names the key, and repeats no secret', () => {
    for (const { what, key, yaml } of all) {
      const told = toldOf(yaml)
      expect(told, what).not.toBeNull()
      expect(told, what).toContain(key)
      expectHarmless(told ?? '')
    }
  }, 60_000)

  it('is told for each of several at once', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom('naem', 'guidl', 'tokn', 'prot'), { minLength: 1 }),
        (slips) => {
          const right = { naem: 'name', guidl: 'guild', tokn: 'token', prot: 'port' }
          const yaml = slips.reduce(
            (text, slip) => text.replace(`${right[slip as keyof typeof right]}:`, `${slip}:`),
            CARELESS,
          )
          const told = toldOf(yaml) ?? ''
          for (const slip of slips) expect(told).toMatch(new RegExp(`\\b${slip}\\b`))
          expectHarmless(told)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('does not throw and repeats no secret, though the text be cut, doubled or overwritten anywhere', () => {
    const noise = fc.constantFrom(
      '',
      '\t',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ':',
      '#',
      '&',
      '*',
      '!',
      '|',
      '\n',
      '\u0000',
    )
    fc.assert(
      fc.property(fc.nat(CARELESS.length), fc.nat(12), noise, (at, length, inserted) => {
        const told = toldOf(CARELESS.slice(0, at) + inserted + CARELESS.slice(at + length))
        if (told !== null) expect(told).not.toMatch(/hush|7788|^\s+at /m)
      }),
      { numRuns: 400 },
    )
  })
})
