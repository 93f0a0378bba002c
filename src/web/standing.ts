import { LRUCache } from 'lru-cache'
import type { Desk } from '../app/desk.js'
import { DAY, type Instant, MINUTE, SECOND } from '../domain/time.js'
import type { DeskSession, Log, SignInProvider } from '../ports.js'
import type { LiveStreams } from './live.js'

const ASK_EVERY = 10 * MINUTE
/** A board that is away is asked again after so long. */
const TRY_AGAIN = MINUTE
/** So long somebody stays who they were without a word from their board. */
const TRUSTED = DAY
/** A page is not held up longer by a board that is slow. */
const PATIENCE = 2 * SECOND

/** Whether people whom a board answers for still belong to it: asked of it at most every ten minutes for each. */
export type Standings = {
  /** The session as it is after its board was asked, where that was due; `null` when it is over, or was not confirmed for a day. */
  settle(session: DeskSession): Promise<DeskSession | null>
  /** Whether it may still be trusted. Asks in the background where that is due. */
  holds(session: DeskSession): boolean
}

type Parts = {
  readonly desk: Desk
  readonly signIn?: SignInProvider | null | undefined
  readonly log: Log
  readonly live: Pick<LiveStreams, 'endSession'>
}

export function keepStandings({ desk, signIn, log, live }: Parts): Standings {
  const { store, clock } = desk
  const asking = new Map<string, Promise<void>>()
  const inVain = new LRUCache<string, Instant>({ max: 1_000 })

  /** `null` when there is nobody to ask, or it was in vain just now. */
  function ask(personId: string): Promise<void> | null {
    const triedAt = inVain.get(personId)
    if (!signIn || (triedAt !== undefined && clock() - triedAt < TRY_AGAIN)) return null
    const asked =
      asking.get(personId) ??
      askNow(signIn, personId)
        // An answer may come when the desk has been closed.
        .catch((err: unknown) => log.warn({ err }, 'what a board said of somebody was not taken in'))
        .finally(() => asking.delete(personId))
    asking.set(personId, asked)
    return asked
  }

  async function askNow(board: SignInProvider, personId: string): Promise<void> {
    const standing = await board.standing(personId)
    switch (standing.type) {
      case 'member':
        inVain.delete(personId)
        store.transaction(() => store.desk.vouch(standing.person, standing.role, clock()))
        return
      case 'left':
      case 'no-role': {
        const ended = store.transaction(() => store.desk.endVouched(personId))
        for (const id of ended) live.endSession(id, true)
        log.info({ person: personId, why: standing.type }, 'signed out: no longer one of the team')
        return
      }
      case 'unknown':
        inVain.set(personId, clock())
    }
  }

  const ageOf = ({ checkedAt }: DeskSession) => (checkedAt === null ? 0 : clock() - checkedAt)

  return {
    async settle(session) {
      const age = ageOf(session)
      if (age < ASK_EVERY) return session
      const asked = ask(session.personId)
      if (asked !== null) await (age < TRUSTED ? atMost(PATIENCE, asked) : asked)
      const now = store.desk.session(session.tokenHash, clock())
      return now === null || ageOf(now) >= TRUSTED ? null : now
    },
    holds(session) {
      const age = ageOf(session)
      if (age >= ASK_EVERY) void ask(session.personId)
      return age < TRUSTED
    },
  }
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, patience]).finally(() => clearTimeout(timer))
}
