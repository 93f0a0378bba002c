import { parse } from 'node:path'
import { normaliseHandle } from '../domain/brand.js'
import type { Path, Wrong } from './fault.js'
import { judgeTeams } from './team-cross-check.js'

/** Faults between values that are each fine alone. Judges what it can of a config that has other faults too. */
export function crossCheck(value: unknown): readonly (Wrong & { readonly path: Path })[] {
  const brands = listOf(fieldOf(value, 'brands'))
  const connectors = listOf(fieldOf(value, 'connectors'))
  return [
    ...brands.flatMap((brand, index) => brandAlone(brand, ['brands', index])),
    ...twins(brands, nameOfBrand).map(([index, first]) => ({
      path: ['brands', index, 'name'],
      problem: `is the name of brands[${first}] too`,
      mend: 'give each brand a name of its own, or put their terms together in one',
    })),
    ...twins(connectors, placeOfConnector).map(([index, first]) => ({
      path: ['connectors', index, keyOfConnector(connectors[index])],
      problem: `is where connectors[${first}] reads already`,
      mend: 'remove one of the two: one connector serves all brands',
    })),
    ...judgeSignIn(fieldOf(fieldOf(value, 'boards'), 'discord')),
    ...judgeTeams(value),
    ...digestBrand(fieldOf(fieldOf(value, 'digest'), 'brand'), brands),
  ]
}

/** Half of what signing in with Discord needs would silently be nothing. */
function judgeSignIn(discord: unknown): readonly (Wrong & { readonly path: Path })[] {
  const isThere = (key: string) => fieldOf(discord, key) !== undefined
  if (isThere('clientId') === isThere('clientSecret')) return []
  const [given, add] = isThere('clientId')
    ? [
        'clientId',
        'clientSecret: "${DISCORD_CLIENT_SECRET}" (Discord Developer Portal, OAuth2, Reset Secret)',
      ]
    : ['clientSecret', 'clientId: "…" (Discord Developer Portal, OAuth2, Client ID)']
  return [
    {
      path: ['boards', 'discord', given],
      problem: `is half of what signing in with Discord needs`,
      mend: `add ${add}, or remove ${given}`,
    },
  ]
}

function digestBrand(
  named: unknown,
  brands: readonly unknown[],
): readonly (Wrong & { readonly path: Path })[] {
  if (typeof named !== 'string' || named.trim() === '') return []
  const names = brands.map((brand) => fieldOf(brand, 'name'))
  // A name that is at fault itself may be the one that is meant.
  if (!names.every((name) => typeof name === 'string') || names.length === 0) return []
  if (names.some((name) => name.trim() === named.trim())) return []
  const mend = 'write it as it stands under brands, to the letter'
  return [{ path: ['digest', 'brand'], problem: 'is no brand of this configuration', mend }]
}

function brandAlone(brand: unknown, path: Path): readonly (Wrong & { readonly path: Path })[] {
  if (typeof brand !== 'object' || brand === null || Array.isArray(brand)) return []
  const terms = fieldOf(brand, 'terms')
  const accounts = fieldOf(brand, 'accounts')
  const isNothing = (list: unknown) => list === undefined || (Array.isArray(list) && list.length === 0)
  if (isNothing(terms) && isNothing(accounts))
    return [
      {
        path: [...path, 'terms'],
        problem: 'is missing, and there are no accounts either: nothing would ever match',
        mend: 'add terms: ["…"], the words by which people name the brand',
      },
    ]
  const named = listOf(terms).map(wordsOf)
  return listOf(fieldOf(brand, 'exclude')).flatMap((term, index) =>
    typeof term === 'string' && named.some((words) => holds(words, wordsOf(term)))
      ? [
          {
            path: [...path, 'exclude', index],
            problem: 'is part of one of the terms, which then would never count',
            mend: 'exclude only longer phrases that mean something else, as "acme airbags" for "acme"',
          },
        ]
      : [],
  )
}

const wordsOf = (term: unknown): string => ` ${folded(term)?.replace(/\s+/gu, ' ') ?? ''} `

const holds = (words: string, part: string): boolean => part.trim() !== '' && words.includes(part)

const nameOfBrand = (brand: unknown): string | null => folded(fieldOf(brand, 'name'))

function placeOfConnector(connector: unknown): string | null {
  const type = fieldOf(connector, 'type')
  const place = fieldOf(connector, keyOfConnector(connector))
  if (typeof type !== 'string' || typeof place !== 'string') return null
  // A replay is known by its file's name alone, and so is what it remembers.
  if (type === 'replay') return `${type} ${parse(place).name}`
  return `${type} ${normaliseHandle(place).replace(/\/+$/, '')} ${fieldOf(connector, 'service') ?? ''}`
}

const keyOfConnector = (connector: unknown): string =>
  ({ bluesky: 'identifier', mastodon: 'url' })[String(fieldOf(connector, 'type'))] ?? 'file'

/** Pairs of indexes: a later item, and the first that has the same key. */
function twins(
  items: readonly unknown[],
  key: (item: unknown) => string | null,
): readonly (readonly [index: number, first: number])[] {
  const keys = items.map(key)
  return keys.flatMap((own, index) => {
    const first = keys.indexOf(own)
    return own !== null && first < index ? [[index, first] as const] : []
  })
}

const folded = (text: unknown): string | null =>
  typeof text === 'string' ? text.trim().normalize('NFKC').toLowerCase() : null

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
