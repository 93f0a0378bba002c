import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import {
  type Batch,
  type Clock,
  type Connector,
  ConnectorError,
  type Finding,
  type Found,
  type Log,
} from '../../src/ports.js'
import { type Memory, openMemory } from './memory.js'
import { happenings, type Play, postAt, postNow, readRef, threadNow } from './play.js'
import { replayPublisher } from './publisher.js'
import { loadScenario, type Scenario } from './scenario.js'

export type ReplayOptions = {
  /** Left out, it follows from the file's name. */
  readonly id?: string
  readonly file: string
  /** Scenario time per real time: 60 plays an hour in a minute. */
  readonly speed: number
  /** Where our replies are remembered; left out, a file in var/ named after the id. */
  readonly memory?: string
  readonly clock: Clock
  readonly log: Log
}

const PAGE = 40
/** How often the stream looks at the clock, in milliseconds of real time. */
const TICK = 100

const cursorShape = z.object({
  startedAt: z.number(),
  position: z.tuple([z.number(), z.number(), z.number()]).nullable(),
})
type Position = z.infer<typeof cursorShape>

/**
 * Plays a written scenario as if it happened on the networks that its posts name: for demonstrations and for tests.
 * The first poll starts the play; the cursor holds where it stands, and time passes while nobody polls.
 * At the end it stays quiet.
 */
export function replayConnector(options: ReplayOptions): Connector {
  const { file, speed, clock, log } = options
  const id = options.id ?? `replay:${basename(file).replace(/\.\w+$/, '')}`
  const memoryFile = options.memory ?? `var/${id.replace(/[^\w.-]+/g, '-')}.jsonl`

  let opened: Memory | null = null
  const memory = (): Memory => {
    opened ??= openMemory(memoryFile)
    return opened
  }

  let loaded: Promise<Scenario> | null = null
  const scenario = (): Promise<Scenario> => {
    loaded ??= loadScenario(file).then(
      (read) => {
        for (const { item, why } of read.skipped)
          log.warn({ connector: id, item, why }, 'scenario line skipped')
        return read
      },
      (error: unknown) => {
        loaded = null
        throw error
      },
    )
    return loaded
  }

  const playOf = async (startedAt: number): Promise<Play> => {
    const replies = memory()
      .replies()
      .filter((reply) => reply.startedAt === startedAt)
    return { scenario: await scenario(), startedAt, speed, replies }
  }

  /** Start of the play that was polled last: an address does not say to which play it belongs. */
  let onStage: number | null = null

  const poll = async (cursor: string | null, signal: AbortSignal): Promise<Batch> => {
    signal.throwIfAborted()
    const now = clock()
    const { startedAt, position } = cursor === null ? { startedAt: now, position: null } : readCursor(cursor)
    onStage = startedAt
    const play = await playOf(startedAt)
    const due = happenings(play, position, now)
    const page = due.slice(0, PAGE)
    const next: Position = { startedAt, position: [...(page.at(-1)?.position ?? position ?? [0, 0, 0])] }
    return {
      posts: page.flatMap((happening) => (happening.type === 'posted' ? [happening.seen] : [])),
      removed: page.flatMap((happening) => (happening.type === 'removed' ? [happening.key] : [])),
      skipped: cursor === null ? play.scenario.skipped : [],
      cursor: JSON.stringify(next),
      more: due.length > PAGE,
    }
  }

  async function* stream(cursor: string | null, signal: AbortSignal): AsyncGenerator<Batch> {
    let at = cursor
    while (!signal.aborted) {
      const batch = await poll(at, signal)
      const news = batch.posts.length + batch.removed.length + batch.skipped.length > 0
      if (news || at === null) yield batch
      at = batch.cursor
      if (!batch.more) await wait(TICK, undefined, { signal }).catch(() => undefined)
    }
  }

  return {
    id,
    network: 'replay',
    reach: `Replay: plays the scenario ${basename(file)}, ${speed} times as fast as life; no network is watched.`,
    poll,
    stream,

    async lookup(refs, signal) {
      signal.throwIfAborted()
      const now = clock()
      return Promise.all(
        refs.map(async (ref): Promise<Found> => {
          const read = readRef(ref)
          const post = read === null ? 'unknown' : postNow(await playOf(read.startedAt), read.key, now)
          return typeof post === 'string' ? { ref, state: post } : { ref, state: 'there', post }
        }),
      )
    },

    async thread(ref, signal) {
      signal.throwIfAborted()
      const read = readRef(ref)
      return read === null ? [] : threadNow(await playOf(read.startedAt), read.key, clock())
    },

    async byUrl(url, signal) {
      signal.throwIfAborted()
      return onStage === null ? null : postAt(await playOf(onStage), url.trim(), clock())
    },

    publisher: replayPublisher({ playOf, memory, clock }),

    async check(): Promise<readonly Finding[]> {
      const what = `the scenario ${file}`
      try {
        const { posts, skipped } = await scenario()
        const [first] = skipped
        if (first === undefined)
          return [{ what, ok: true, detail: `${posts.size} posts to play`, mend: null }]
        const detail = `${posts.size} posts to play, ${skipped.length} lines skipped; ${first.item}: ${first.why}`
        return [{ what, ok: false, detail, mend: 'Mend or remove the lines named.' }]
      } catch (error) {
        const detail = error instanceof ConnectorError ? error.message : `${what} cannot be read`
        return [{ what, ok: false, detail, mend: 'Set `file` of the replay connector to a scenario.' }]
      }
    },
  }
}

function readCursor(cursor: string): Position {
  try {
    return cursorShape.parse(JSON.parse(cursor))
  } catch (cause) {
    throw new ConnectorError('the stored position is not one of a replay', { fault: 'refused', cause })
  }
}
