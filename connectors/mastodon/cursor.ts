import { z } from 'zod'
import type { Instant } from '../../src/domain/time.js'
import { ConnectorError } from '../../src/ports.js'

/** Where one source stands. `id` is opaque and only ever handed back; `at` is when that item was made. */
const positionShape = z.object({ id: z.string(), at: z.number() })
export type Position = z.infer<typeof positionShape>

const cursorShape = z.object({
  /** When we began to watch: whatever is older is history. */
  startedAt: z.number(),
  /** Whose turn it is among the sources that cannot all be read each time. */
  turn: z.int().min(0),
  /** By source; a source without one has shown nothing yet that is settled. */
  positions: z.record(z.string(), positionShape),
})
export type Cursor = z.infer<typeof cursorShape>

/** @throws ConnectorError `refused` for a cursor that is not ours */
export function readCursor(written: string | null, now: Instant): Cursor {
  if (written === null) return { startedAt: now, turn: 0, positions: {} }
  try {
    return cursorShape.parse(JSON.parse(written))
  } catch (cause) {
    throw new ConnectorError('the stored position is not one of Mastodon', { fault: 'refused', cause })
  }
}
