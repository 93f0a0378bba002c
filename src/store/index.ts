import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Store } from '../ports.js'
import { caseStore } from './cases.js'
import { clockworkStore } from './clockwork.js'
import { connectorStore, sessionKeeper } from './connectors.js'
import { emptyLog, lockDatabase, openDatabase } from './database.js'
import { deskStore } from './desk.js'
import { historyStore } from './history.js'
import { mentionStore } from './mentions.js'
import { missedStore } from './missed.js'
import { noticeStore } from './notices.js'
import { outboxStore } from './outbox.js'
import { outreachStore } from './outreaches.js'
import { pulseStore } from './pulse.js'
import { receivedByDay, reportStore } from './report-store.js'
import { restraintStore } from './restraint.js'
import { teamStore } from './team.js'

export { DatabaseError } from './database.js'

/**
 * Everything that is kept, in one SQLite file (or `:memory:`). `alone` holds the file for this process: whoever delivers
 * from it must be the only one. @throws DatabaseError with words for a person
 */
export function openStore(path: string, options: { readonly alone: boolean } = { alone: false }): Store {
  const unlock = options.alone ? lockDatabase(path) : () => {}
  try {
    const db = openDatabase(path)
    let erased = false
    const received = receivedByDay(db)
    const mentions = mentionStore(db, {
      onAdded: received.add,
      onErased() {
        erased = true
      },
    })
    const history = historyStore(db)
    const outreaches = outreachStore(db)
    const clockwork = clockworkStore(db)
    return {
      transaction(work) {
        const done = db.transaction(work).immediate()
        if (erased) erased = !emptyLog(db)
        return done
      },
      mentions,
      history,
      cases: caseStore(db, mentions, history, outreaches, clockwork),
      outbox: outboxStore(db),
      outreaches,
      notices: noticeStore(db),
      clockwork,
      restraint: restraintStore(db),
      pulses: pulseStore(db),
      team: teamStore(db),
      connectors: connectorStore(db),
      sessions: sessionKeeper(db),
      desk: deskStore(db),
      reports: reportStore(db, received),
      missed: missedStore(db),
      copyTo(path) {
        mkdirSync(dirname(path), { recursive: true })
        db.prepare('vacuum into ?').run(path)
      },
      close() {
        db.close()
        unlock()
      },
    }
  } catch (cause) {
    unlock()
    throw cause
  }
}
