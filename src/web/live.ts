import { streamSSE } from 'hono/streaming'
import { SECOND } from '../domain/time.js'
import type { Change, Changes } from '../ports.js'
import type { WebContext } from './context.js'

const PER_SESSION = 6
const IN_ALL = 500
/** Changes that come close together are told together. */
const GATHER = 150
/** Past so many cases a page is told that much changed, not what. */
const NAMED = 50

/** Server-sent events: `change` with the ids of cases that changed, `beat` while nothing does. */
export type LiveStreams = {
  /** A stream for one window, or `null` when this session has too many. `still` says whether it is still signed in. */
  open(c: WebContext, sessionId: string, still: () => boolean): Response | null
  /** `told`: its windows learn that they are signed out. Who signs out in one of them is on the way to another page. */
  endSession(sessionId: string, told: boolean): void
  /** Ends all streams, and refuses new ones. */
  stop(): void
}

export function liveStreams(changes: Changes, beat: number = 15 * SECOND): LiveStreams {
  const windows = new Set<Window>()
  let stopped = false

  const unsubscribe = changes.subscribe((change) => {
    for (const window of windows) window.tell(change)
  })

  return {
    open(c, sessionId, still) {
      const own = [...windows].filter((window) => window.sessionId === sessionId).length
      if (stopped || own >= PER_SESSION || windows.size >= IN_ALL) return null
      const window = openWindow(sessionId)
      windows.add(window)
      c.header('X-Accel-Buffering', 'no')
      return streamSSE(c, async (stream) => {
        stream.onAbort(window.end)
        try {
          await stream.writeSSE({ event: 'hello', data: '{}', retry: 2_000 })
          while (true) {
            await window.something(beat)
            if (stream.aborted || (window.ended() && !window.signedOut())) return
            if (window.signedOut() || !still()) {
              await stream.writeSSE({ event: 'ended', data: '{}' })
              return
            }
            const ids = window.take()
            await stream.writeSSE(
              ids.length === 0
                ? { event: 'beat', data: '{}' }
                : { event: 'change', data: JSON.stringify({ cases: ids.length > NAMED ? 'many' : ids }) },
            )
          }
        } finally {
          windows.delete(window)
        }
      })
    },
    endSession(sessionId, told) {
      for (const window of windows) {
        if (window.sessionId !== sessionId) continue
        if (told) window.signOut()
        else window.end()
      }
    },
    stop() {
      stopped = true
      unsubscribe()
      for (const window of windows) window.end()
    },
  }
}

type Window = ReturnType<typeof openWindow>

/** What one window has not been told yet. */
function openWindow(sessionId: string) {
  const changed = new Set<number>()
  let over = false
  let signedOut = false
  let wake: (() => void) | null = null

  return {
    sessionId,
    ended: () => over,
    signedOut: () => signedOut,
    end() {
      over = true
      wake?.()
    },
    signOut() {
      over = true
      signedOut = true
      wake?.()
    },
    tell(change: Change) {
      changed.add(change.caseId)
      // Gathers from the first change on, so that a steady stream of them cannot put the telling off for ever.
      if (changed.size === 1) setTimeout(() => wake?.(), GATHER)
    },
    take(): readonly number[] {
      const ids = [...changed]
      changed.clear()
      return ids
    },
    /** Until something is to be told, the window is to end, or `longest` ms have passed in quiet. */
    async something(longest: number): Promise<void> {
      if (over) return
      const waits = changed.size > 0 ? GATHER : longest
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waits)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      wake = null
    },
  }
}
