import type { Reader, Rooms } from './context.js'
import { sentence } from './moment.js'
import type { Notice } from './notices.js'

/** What a press led to, with the way to the case and, after a resolve, the way back. */
export function NoticeLine({ reader, notice }: { reader: Reader; notice: Notice }) {
  const { texts, me } = reader
  const id = notice.type === 'done' ? notice.case.id : notice.caseId
  const resolved = notice.type === 'done' && notice.case.status === 'resolved'
  return (
    <div class={`notice is-${wentWell(notice) ? 'done' : 'refused'}`}>
      <p>
        {said(reader, notice)} {id !== null && <a href={`/cases/${id}`}>{texts.desk.openCase}</a>}
      </p>
      {resolved && (
        <form method="post" action={`/cases/${id}/reopen`} data-press="">
          <input type="hidden" name="form" value={me.formToken} />
          <input type="hidden" name="back" value={`/cases/${id}`} />
          <button type="submit">{texts.command.reopen}</button>
        </form>
      )}
      {notice.type === 'said' && notice.undo !== undefined && (
        <form
          method="post"
          action={notice.undo.action}
          data-press={notice.undo.cases === undefined ? undefined : ''}
        >
          <input type="hidden" name="form" value={me.formToken} />
          {notice.undo.cases?.map((of) => (
            <input type="hidden" name="case" value={String(of)} />
          ))}
          <button type="submit">{notice.undo.word}</button>
        </form>
      )}
    </div>
  )
}

/** What presses of this session led to, to be told on the page that follows. */
export const noticesLeft = (rooms: Rooms, reader: Reader) =>
  rooms.notices.take(reader.me.tokenHash).map((notice) => <NoticeLine reader={reader} notice={notice} />)

export const wentWell = (notice: Notice): boolean =>
  notice.type === 'done' || (notice.type === 'said' && notice.ok)

function said({ texts, now }: Reader, notice: Notice) {
  switch (notice.type) {
    case 'done':
      return sentence(now, (write) => texts.desk.done(notice.case, notice.verb, notice.changed, write))
    case 'refused':
      return sentence(now, (write) => texts.refusal(notice.refusal, write))
    case 'said':
      return sentence(now, notice.say)
  }
}
