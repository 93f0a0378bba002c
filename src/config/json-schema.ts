import { z } from 'zod'
import { configSchema } from './schema.js'

/** What we use of a JSON Schema. */
export type JsonSchema = {
  readonly type?: string
  readonly description?: string
  readonly example?: string
  readonly secret?: boolean
  readonly default?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly oneOf?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
}

let generated: JsonSchema | undefined

/** The shape as data: what explains faults to people. */
export function shapeOfConfig(): JsonSchema {
  generated ??= z.toJSONSchema(
    configSchema(() => true),
    {
      io: 'input',
      unrepresentable: 'any',
    },
  ) as JsonSchema
  return generated
}

/** The JSON Schema that editors complete and check `amends.yaml` with. */
export const editorSchema = (): object =>
  z.toJSONSchema(
    configSchema(() => true),
    {
      io: 'input',
      unrepresentable: 'any',
      override: ({ jsonSchema }) => {
        const schema = jsonSchema as Record<string, unknown>
        delete schema['secret']
        if (typeof schema['example'] === 'string') delete schema['example']
        if (schema['type'] !== 'integer' && schema['type'] !== 'number') return
        const { description, default: fallback, ...bounds } = schema
        for (const key of Object.keys(bounds)) delete schema[key]
        schema['anyOf'] = [bounds, { type: 'string', pattern: '^\\$\\{.+\\}$' }]
        if (description !== undefined) schema['description'] = description
        if (fallback !== undefined) schema['default'] = fallback
      },
    },
  )

/** The known key that stands last before a place on its line; empty where none does. */
export function nearestKeyBefore(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  const line = text.slice(start, end === -1 ? undefined : end)
  const known = namesIn(shapeOfConfig())
  const keys = [...line.matchAll(/([A-Za-z_][\w-]*)["']?\s*:/g)].filter((match) => known.has(match[1] ?? ''))
  const before = keys.filter((match) => start + match.index <= offset)
  // What comes after a bracket is within it.
  const opens = /[[{]/.test(text.charAt(offset))
  return before.at(-1)?.[1] ?? (opens ? undefined : keys[0]?.[1]) ?? ''
}

function namesIn(shape: JsonSchema): ReadonlySet<string> {
  const own = Object.entries(shape.properties ?? {})
  const inner = [
    ...own.map(([, child]) => child),
    ...(shape.items ? [shape.items] : []),
    ...(shape.oneOf ?? shape.anyOf ?? []),
  ]
  return new Set([...own.map(([name]) => name), ...inner.flatMap((child) => [...namesIn(child)])])
}
