import type { Card } from '../domain/card.js'
import type { CaseId } from '../domain/case.js'
import { type CaseQuery, hrefOf } from './case-query.js'
import { press } from './case-verbs.js'
import { type Asked, memberOf, type Reader, type Rooms } from './context.js'
import type { Notice } from './notices.js'
import { isMine } from './ownership.js'
import { FormFields } from './press-form.js'

const MOST = 100

/** Cases that one glance and one press may close: those that nobody has, and the reader's own. */
export const mayDismiss = ({ me }: Reader, { case: current }: Card): boolean =>
  current.status === 'open' || (current.status !== 'resolved' && isMine(current, me))

/** Chooses a case for the press below the list. */
export function Pick({ reader, id }: { reader: Reader; id: CaseId }) {
  return (
    <label class="pick">
      <input type="checkbox" id={`pick-${id}`} name="case" value={String(id)} form="bulk" />
      <span class="unseen">{reader.texts.desk.report.bulk.select(id)}</span>
    </label>
  )
}

/** One press for all that are chosen; it stays in sight while any is. */
export function BulkBar({ reader, query }: { reader: Reader; query: CaseQuery }) {
  const words = reader.texts.desk.report.bulk
  return (
    <form id="bulk" class="bulk" method="post" action="/cases/dismiss" data-press="" aria-label={words.label}>
      <FormFields me={reader.me} back={hrefOf(query)} />
      <button type="submit">{words.dismiss}</button>
    </form>
  )
}

/** The cases that a form names; a form of ours has already been read from this request. */
export async function chosenCases(c: Asked): Promise<readonly CaseId[]> {
  const named = (await c.req.formData()).getAll('case')
  return [...new Set(named.map(String).filter((id) => /^\d{1,12}$/.test(id)))].map(Number)
}

/** Presses "Not a complaint" on each by itself, so that each stands in history and in the audit log as if pressed alone. */
export function dismissAll(rooms: Rooms, reader: Reader, ids: readonly CaseId[]): Notice {
  const { bulk } = reader.texts.desk.report
  const { notice, done } = pressAll(rooms, reader, ids, 'dismiss', bulk.done)
  const undo = { action: '/cases/reopen', word: bulk.undo(done.length), cases: done }
  return done.length === 0 ? notice : { ...notice, undo }
}

/** Takes that back, for those that nobody has reopened or changed since. */
export const reopenAll = (rooms: Rooms, reader: Reader, ids: readonly CaseId[]): Notice =>
  pressAll(rooms, reader, ids, 'reopen', reader.texts.desk.report.bulk.reopened).notice

function pressAll(
  rooms: Rooms,
  { texts, me }: Reader,
  ids: readonly CaseId[],
  verb: 'dismiss' | 'reopen',
  say: (n: number) => string,
): { readonly notice: Extract<Notice, { type: 'said' }>; readonly done: readonly CaseId[] } {
  const words = texts.desk.report.bulk
  const led =
    ids.length > MOST
      ? []
      : ids.map((id) => ({ id, notice: press(rooms, id, verb, {}, memberOf(me))?.notice }))
  const done = led.filter(({ notice }) => notice?.type === 'done').map(({ id }) => id)
  const told: Extract<Notice, { type: 'said' }>['say'] = (write) =>
    [
      ...(done.length > 0 ? [say(done.length)] : []),
      ...led.flatMap(({ id, notice }) =>
        notice?.type === 'refused' ? [words.refused(id, texts.refusal(notice.refusal, write))] : [],
      ),
    ].join(' ')
  const wrong = ids.length === 0 ? words.none : ids.length > MOST ? words.tooMany(MOST) : null
  const notice = {
    type: 'said',
    ok: done.length > 0,
    caseId: null,
    say: wrong === null ? told : () => wrong,
  } as const
  return { notice, done }
}
