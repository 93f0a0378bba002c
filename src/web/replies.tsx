import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Child } from 'hono/jsx'
import type { PreparedReply } from '../app/prepare-reply.js'
import type { CaseId } from '../domain/case.js'
import type { Outreach, OutreachId } from '../domain/outreach.js'
import { type CaseView, caseView, whyNotReply } from './case-view.js'
import { memberOf, type Reader, type Rooms, type SignedIn, type WebEnv } from './context.js'
import { asWritten } from './foreign-text.js'
import { Page, Plain } from './layout.js'
import { noticesLeft } from './notice.js'
import { isMine } from './ownership.js'
import type { Hurdle } from './reply-hurdles.js'
import { Meter } from './reply-meter.js'
import { REPLY_LENGTH, ReplyPage, type Writing } from './reply-page.js'
import { readForm } from './session.js'
import { signedIn } from './signed-in.js'
import { hashOf, newToken } from './tokens.js'

const CASE = '/cases/:id{[0-9]{1,12}}'
type Status = 200 | 409 | 422

/** Writing to a customer. */
export function replyRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { care, desk, texts } = rooms
  const words = texts.desk.care

  app.get(`${CASE}/reply`, signedIn(rooms), (c) => {
    const { reader, me } = c.var
    const view = caseView(rooms, Number(c.req.param('id')), me)
    if (view === null) return c.notFound()
    const kind = c.req.query('kind') === 'closing' ? 'closing' : 'reply'
    const earlier = earlierText(view, Number(c.req.query('from') ?? 0))
    const shown = showForm(
      reader,
      view,
      { kind: earlier?.kind ?? kind, text: earlier?.text ?? null, lang: null },
      null,
      200,
    )
    return c.html(shown.page, shown.status)
  })

  app.post(`${CASE}/reply/check`, signedIn(rooms), async (c) => {
    const { reader, me } = c.var
    const fields = await readForm(c, me)
    const id = Number(c.req.param('id'))
    const kind = kindFrom(fields)
    const prepared = care.prepareReply(id, kind)
    if (prepared === null) return c.notFound()
    keepWhileWriting(id, me)
    const warning = prepared.target.post.contentWarning
    const text = (fields['text'] ?? '').replace(/\r\n?/g, '\n')
    const { limits } = prepared
    const findings = text.length > REPLY_LENGTH ? [] : care.reviewReply(id, text, kind)
    return c.html(<Meter {...{ reader, text, limits, warning, findings }} buttons />)
  })

  app.post(`${CASE}/reply`, signedIn(rooms), async (c) => {
    const { reader, me } = c.var
    const fields = await readForm(c, me)
    const id = Number(c.req.param('id'))
    const view = caseView(rooms, id, me)
    if (view === null) return c.notFound()
    const { key, lang } = readKeyAndLanguage(fields)
    const text = asWritten(fields['text'] ?? '')
    const kind = kindFrom(fields)
    const again = (hurdle: Hurdle, status: Status, freshKey = false) => {
      const offered = fields['offered'] ?? ''
      const written = { kind, text, lang, offered, ...(freshKey ? {} : { key }) }
      const shown = showForm(reader, view, written, hurdle, status)
      return c.html(shown.page, shown.status)
    }
    if (text === '') return again({ type: 'empty' }, 422)
    if (text.length > REPLY_LENGTH) throw new HTTPException(400, { message: 'too long' })

    const seen = care.prepareReply(id, kind)
    const isSent = desk.store.outreaches.byKey(key) !== null
    if (!isSent && seen !== null && seenOf(seen) !== fields['seen']) return again({ type: 'news' }, 409)

    // Whoever edits after the advice has not been advised on what they wrote since.
    const anyway = fields['anyway'] === hashOf(text)
    const offered = fields['offered'] || undefined
    const result = await care.sendReply({ caseId: id, text, lang, key, kind, offered }, memberOf(me), anyway)
    switch (result.step) {
      case 'findings':
        return again({ type: 'findings', findings: result.findings }, 422)
      case 'answered':
        return again({ type: 'answered', post: result.post }, 409)
      case 'refused':
        return again({ type: 'refused', refusal: result.refusal }, 409)
      case 'sent-for': {
        const { outreach } = result
        // The browser's way back leads to a form that has done its work: words that were changed since are not lost.
        if (outreach.text !== text || outreach.caseId !== id) return again({ type: 'used-form' }, 409, true)
        const told = outreach.status === 'to-approve' ? words.reply.toApprove : words.reply.sent
        rooms.notices.leave(me.tokenHash, { type: 'said', ok: true, caseId: id, say: () => told })
        return c.redirect(`/cases/${id}`, 303)
      }
    }
  })

  /** A claim does not run out under the hands of somebody who writes. */
  function keepWhileWriting(id: CaseId, me: SignedIn): void {
    const current = desk.store.cases.get(id)
    if (current === null || current.status !== 'claimed' || !isMine(current, me)) return
    const length = desk.lease.byLevel?.[current.priority.level] ?? desk.lease.length
    if (current.leaseUntil - desk.clock() < length / 2) care.act(id, { type: 'still-on-it' }, memberOf(me))
  }
  function showForm(
    reader: Reader,
    view: CaseView,
    written: Pick<Writing, 'kind'> & {
      text: string | null
      lang: string | null
      key?: string
      offered?: string
    },
    hurdle: Hurdle | null,
    status: Status,
  ) {
    const { me } = reader
    const { kind } = written
    const prepared = care.prepareReply(view.current.id, kind)
    const title = `${words.reply.title(kind)} · ${texts.desk.caseTitle(view.current.id)}`
    const page = (inside: Child, code: Status) => ({
      status: code,
      page: (
        <Page texts={texts} title={title} me={me} demo={rooms.demo} notices={noticesLeft(rooms, reader)}>
          {inside}
        </Page>
      ),
    })
    if (prepared === null)
      return page(
        <Plain title={words.reply.cannot} help={words.reply.nothingToAnswer}>
          <p>
            <a href={`/cases/${view.current.id}`}>{words.reply.back}</a>
          </p>
        </Plain>,
        409,
      )
    const text = written.text ?? prepared.draft.text
    const writing: Writing = {
      kind,
      text,
      lang: written.lang ?? prepared.draft.lang,
      key: written.key ?? newToken(),
      seal: hashOf(text),
      seen: seenOf(prepared),
      offered: written.offered ?? '',
    }
    return page(
      <ReplyPage
        rooms={rooms}
        reader={reader}
        view={view}
        prepared={prepared}
        writing={writing}
        hurdle={hurdle}
        refusal={hurdle?.type === 'refused' ? null : whyNotReply(view, me, kind)}
      />,
      status,
    )
  }

  return app
}

/** The words that a reply answers: another post of theirs, or an edit, makes it another answer. */
const seenOf = ({ target }: PreparedReply): string => hashOf(`${target.id} ${target.post.text}`)

const kindFrom = (fields: Readonly<Record<string, string>>): Outreach['kind'] =>
  fields['kind'] === 'closing' ? 'closing' : 'reply'

/** The words of a reply in this case that did not go out, or was taken down: to be mended and sent anew. */
function earlierText({ card }: CaseView, id: OutreachId): Outreach | undefined {
  return card.outreaches.find((one) => one.id === id && (one.status === 'failed' || one.status === 'removed'))
}

/** @throws HTTPException 400 for what no form of ours sends */
function readKeyAndLanguage(fields: Readonly<Record<string, string>>) {
  const { key = '', lang = '' } = fields
  if (!/^[\w-]{20,64}$/.test(key) || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(lang))
    throw new HTTPException(400, { message: 'key or language' })
  return { key, lang }
}
