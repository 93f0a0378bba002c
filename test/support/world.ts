import { type ActResult, actOnCase } from '../../src/app/act-on-case.js'
import { inProcessChanges } from '../../src/app/changes.js'
import type { Desk } from '../../src/app/desk.js'
import { ingestMentions } from '../../src/app/ingest-mentions.js'
import { type Intake, intakeFor } from '../../src/app/intake.js'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import type { Brand } from '../../src/domain/brand.js'
import type { Card } from '../../src/domain/card.js'
import type { Command } from '../../src/domain/case.js'
import type { Person } from '../../src/domain/people.js'
import type { Post } from '../../src/domain/post.js'
import { MINUTE } from '../../src/domain/time.js'
import type { Log } from '../../src/ports.js'
import { openStore } from '../../src/store/index.js'
import { ACME, batch, seen, spelledOut } from './posts.js'

export const dana: Person = { id: 'discord:1', name: 'Dana' }
export const lee: Person = { id: 'discord:2', name: 'Lee' }

export const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} }

/** A desk on a real database in memory, with a clock that only the test moves. Starts on 5 January 2026, 09:00 UTC. */
export function startWorld(
  options: { brands?: readonly Brand[]; boards?: readonly string[]; path?: string } = {},
) {
  let now = Date.UTC(2026, 0, 5, 9, 0)
  const store = openStore(options.path ?? ':memory:')
  const desk: Desk = {
    store,
    clock: () => now,
    changes: inProcessChanges((fault) => {
      throw fault
    }),
    lease: { length: 15 * MINUTE },
    policy: DEFAULT_POLICY,
    boards: options.boards ?? ['discord'],
  }
  const intake: Intake = intakeFor(options.brands ?? [ACME], spelledOut, MINUTE)

  return {
    desk,
    intake,
    store,
    now: () => now,
    wait(ms: number) {
      now += ms
    },
    /** Ingests posts as one page that a search brought. */
    take(...posts: Post[]) {
      return ingestMentions(desk, intake, 'bluesky:test', batch(posts.map((post) => seen(post))))
    },
    act: (id: number, command: Command, by: Person): ActResult =>
      actOnCase(desk, id, command, { type: 'rep', person: by }),
    card(id: number): Card {
      const card = store.cases.card(id)
      if (card === null) throw new Error(`no case ${id}`)
      return card
    },
    /** What happened to a case, as type and actor. */
    story: (id: number) =>
      store.history
        .of(id)
        .map(({ event, by }) => `${event.type} by ${by.type === 'rep' ? by.person.name : by.type}`),
  }
}
export type World = ReturnType<typeof startWorld>
