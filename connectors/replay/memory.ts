import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Instant } from '../../src/domain/time.js'

const reply = z.object({
  type: z.literal('reply'),
  idempotencyKey: z.string(),
  /** Start of the play it belongs to. */
  startedAt: z.number(),
  /** Key of what it answers. */
  to: z.string(),
  text: z.string(),
  lang: z.string(),
  at: z.number(),
})
const removal = z.object({ type: z.literal('removal'), n: z.int(), at: z.number() })
const entry = z.discriminatedUnion('type', [reply, removal])

/** What we published into a play; `n` counts all replies ever, from 0. */
export type Reply = z.infer<typeof reply> & { readonly n: number; readonly removedAt: Instant | null }

/** What the pretended network knows of us: an append-only file, so that a restart forgets nothing. */
export type Memory = {
  replies(): readonly Reply[]
  /** The reply of this key: the earlier one where there is one, else the one now made. */
  publish(told: Omit<z.infer<typeof reply>, 'type'>): Reply
  remove(n: number, at: Instant): void
}

/** Reads what is there; the file and its folder are made with the first reply. */
export function openMemory(file: string): Memory {
  const replies: Reply[] = []

  const apply = (told: z.infer<typeof entry>): void => {
    if (told.type === 'reply') {
      replies.push({ ...told, n: replies.length, removedAt: null })
      return
    }
    const removed = replies[told.n]
    if (removed !== undefined) replies[told.n] = { ...removed, removedAt: removed.removedAt ?? told.at }
  }

  for (const raw of contentsOf(file).split('\n')) {
    const told = entry.safeParse(parse(raw))
    if (told.success) apply(told.data)
  }

  const write = (told: z.infer<typeof entry>): void => {
    mkdirSync(dirname(file), { recursive: true })
    // The break comes first: a line cut short by a crash then spoils itself alone.
    appendFileSync(file, `\n${JSON.stringify(told)}`)
    apply(told)
  }

  return {
    replies: () => replies,
    publish(told) {
      const earlier = replies.find((known) => known.idempotencyKey === told.idempotencyKey)
      if (earlier !== undefined) return earlier
      write({ type: 'reply', ...told })
      return replies[replies.length - 1] as Reply
    },
    remove: (n, at) => write({ type: 'removal', n, at }),
  }
}

function contentsOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return null
  }
}
