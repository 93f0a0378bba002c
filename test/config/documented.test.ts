import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { editorSchema, type JsonSchema, shapeOfConfig } from '../../src/config/json-schema.js'
import { loadConfig } from '../../src/config/load.js'
import { load } from './sample.js'

const read = (file: string): string => readFileSync(file, 'utf8')

/** `connectors[].token` with its schema, for every key that there is. */
function keysOf(shape: JsonSchema, path = ''): [string, JsonSchema][] {
  const properties = Object.entries(shape.properties ?? {}).flatMap(
    ([name, child]): [string, JsonSchema][] => {
      const key = path === '' ? name : `${path}.${name}`
      return [[key, child], ...keysOf(child, key)]
    },
  )
  const items = shape.items === undefined ? [] : keysOf(shape.items, `${path}[]`)
  const options = shape.oneOf ?? shape.anyOf ?? []
  return [...properties, ...items, ...options.flatMap((option) => keysOf(option, path))]
}

/** A brand's team holds the keys of the team: what is said of those holds for it. */
const isToldElsewhere = (key: string): boolean => key.startsWith('brands[].team.')

describe('every key of the configuration', () => {
  const keys = keysOf(shapeOfConfig())

  it('is described where editors look', () => {
    expect(keys.length).toBeGreaterThan(120)
    expect(keys.filter(([, shape]) => (shape.description ?? '').length < 8).map(([key]) => key)).toEqual([])
  })

  it('has a line in the reference, with its default', () => {
    const reference = read('docs/configuration.md').split('\n')
    for (const [key, shape] of keys.filter(([key]) => !isToldElsewhere(key))) {
      const lines = reference.filter((line) => line.startsWith(`| \`${key}\` |`))
      expect(lines, key).not.toEqual([])
      if (shape.default !== undefined && typeof shape.default !== 'object')
        expect(lines.join('\n'), key).toContain(`| \`${shape.default}\` |`)
    }
  })

  it('that the reference speaks of exists', () => {
    const known = new Set(keys.map(([key]) => key))
    const told = [...read('docs/configuration.md').matchAll(/^\| `([^`]+)` \|/gm)].map(
      (match) => match[1] ?? '',
    )
    expect(told.filter((key) => !known.has(key))).toEqual([])
  })

  it('stands in the example', () => {
    const example = read('amends.example.yaml')
    for (const [key] of keys) {
      const name = key.split('.').at(-1) ?? ''
      expect(example, key).toMatch(new RegExp(`(^|[\\s{#-])${name}:`, 'm'))
    }
  })
})

describe('the schema for editors', () => {
  it('is the one that Amends checks with: npm run schema writes it', () => {
    expect(JSON.parse(read('amends.schema.json'))).toEqual(JSON.parse(JSON.stringify(editorSchema())))
  })
})

describe('the example', () => {
  const env = { BLUESKY_PASSWORD: 'x', MASTODON_TOKEN: 'x', DISCORD_TOKEN: 'x' }

  it('is a right configuration', () => {
    expect(load(read('amends.example.yaml'), { env })).toMatchObject({ ok: true })
  })

  it('needs just the variables of .env.example', () => {
    const named = [...read('.env.example').matchAll(/^(\w+)=/gm)].map((match) => match[1])
    expect(named).toEqual(Object.keys(env))
  })

  it('tells editors its schema in the first line', () => {
    expect(read('amends.example.yaml')).toMatch(
      /^# yaml-language-server: \$schema=\.\/amends\.schema\.json\n/,
    )
    expect(parseDocument(read('amends.example.yaml')).errors).toEqual([])
  })
})

describe('the demo', () => {
  it('is a right configuration that needs no variable, beside its scenario', () => {
    const loaded = loadConfig({ file: 'data/demo/amends.yaml', env: {}, isCron: () => false })
    expect(loaded).toMatchObject({ ok: true, config: { database: resolve('var/demo.db') } })
  })
})
