import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Child } from 'hono/jsx'
import type { CaseId } from '../domain/case.js'
import type { Outreach, OutreachId } from '../domain/outreach.js'
import { type CaseView, viewOf, whyNotReply } from './case-view.js'
import { memberOf, type Reader, type Rooms, type SignedIn, type WebEnv } from './context.js'
import { asWritten } from './foreign-text.js'
import { Page, Plain } from './layout.js'
import { NoticeLine, wentWell } from './notice.js'
import type { Notice } from './notices.js'
import { isMine } from './ownership.js'
import { FormFields } from './press-form.js'
import { type Hurdle, Meter, REPLY_LENGTH, ReplyPage, type Writing } from './reply-page.js'
import { readForm } from './session.js'
import { signedIn } from './signed-in.js'
import { OurReply } from './talk.js'
import { hashOf, newToken } from './tokens.js'

const CASE = '/cases/:id{[0-9]{1,12}}'
const REPLY = '/replies/:id{[0-9]{1,12}}'
type Status = 200 | 409 | 422

/** Writing to a customer, and what can be done about a reply afterwards. */
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
    const prepared = care.prepareReply(id, kindFrom(fields))
    if (prepared === null) return c.notFound()
    keepWhileWriting(id, me)
    const warning = prepared.target.post.contentWarning
    const text = (fields['text'] ?? '').replace(/\r\n?/g, '\n')
    return c.html(<Meter reader={reader} text={text} limits={prepared.limits} warning={warning} buttons />)
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
      const written = { kind, text, lang, ...(freshKey ? {} : { key }) }
      const shown = showForm(reader, view, written, hurdle, status)
      return c.html(shown.page, shown.status)
    }
    if (text === '') return again({ type: 'empty' }, 422)
    if (text.length > REPLY_LENGTH) throw new HTTPException(400, { message: 'too long' })

    // Whoever edits after the advice has not been advised on what they wrote since.
    const anyway = fields['anyway'] === hashOf(text)
    const result = await care.sendReply({ caseId: id, text, lang, key, kind }, memberOf(me), anyway)
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
        leave(me, true, told, id)
        return c.redirect(`/cases/${id}`, 303)
      }
    }
  })

  app.get(`${REPLY}/take-down`, signedIn(rooms), (c) => {
    const { reader, me } = c.var
    const outreach = desk.store.outreaches.get(Number(c.req.param('id')))
    const view = outreach === null ? null : caseView(rooms, outreach.caseId, me)
    if (outreach === null || view === null || outreach.status !== 'sent') return c.notFound()
    return c.html(<TakeDownPage rooms={rooms} reader={reader} view={view} outreach={outreach} />)
  })

  app.post(`${REPLY}/take-down`, signedIn(rooms), async (c) => {
    const { me } = c.var
    const fields = await readForm(c, me)
    const id = Number(c.req.param('id'))
    const outreach = desk.store.outreaches.get(id)
    if (outreach === null) return c.notFound()
    const result = await care.takeDownReply(id, memberOf(me))
    if (!result.ok) {
      leaveSaid(me, false, (write) => texts.reply.takeDownRefusal(result, write), outreach.caseId)
      return c.redirect(`/cases/${outreach.caseId}`, 303)
    }
    leave(me, true, words.takeDown.done, outreach.caseId)
    const anew = fields['next'] === 'anew'
    return c.redirect(`/cases/${outreach.caseId}${anew ? `/reply?from=${id}` : ''}`, 303)
  })

  app.post(`${REPLY}/:verb{approve|withdraw}`, signedIn(rooms), async (c) => {
    const { reader, me } = c.var
    await readForm(c, me)
    const id: OutreachId = Number(c.req.param('id'))
    const caseId = desk.store.outreaches.get(id)?.caseId
    if (caseId === undefined) return c.notFound()
    const notice = c.req.param('verb') === 'approve' ? approve(id, caseId, me) : withdraw(id, caseId, me)
    if (c.req.header('x-fragment') === '1')
      return c.html(<NoticeLine reader={reader} notice={notice} />, wentWell(notice) ? 200 : 409)
    rooms.notices.leave(me.tokenHash, notice)
    return c.redirect(`/cases/${caseId}`, 303)
  })

  /** A claim does not run out under the hands of somebody who writes. */
  function keepWhileWriting(id: CaseId, me: SignedIn): void {
    const current = desk.store.cases.get(id)
    if (current === null || current.status !== 'claimed' || !isMine(current, me)) return
    const length = desk.lease.byLevel?.[current.priority.level] ?? desk.lease.length
    if (current.leaseUntil - desk.clock() < length / 2) care.act(id, { type: 'still-on-it' }, memberOf(me))
  }
  function approve(id: OutreachId, caseId: CaseId, me: SignedIn): Notice {
    const answer = care.approveReply(id, memberOf(me))
    return { type: 'said', ok: answer === 'approved', caseId, say: () => texts.reply.approval(answer) }
  }
  function withdraw(id: OutreachId, caseId: CaseId, me: SignedIn): Notice {
    const ok = care.withdrawReply(id, memberOf(me))
    const say = () => (ok ? words.takeDown.withdrawn : texts.reply.approval('not-waiting'))
    return { type: 'said', ok, caseId, say }
  }

  const leaveSaid = (
    me: SignedIn,
    ok: boolean,
    say: Extract<Notice, { type: 'said' }>['say'],
    caseId: CaseId,
  ) => rooms.notices.leave(me.tokenHash, { type: 'said', ok, caseId, say })
  const leave = (me: SignedIn, ok: boolean, told: string, caseId: CaseId) =>
    leaveSaid(me, ok, () => told, caseId)

  function showForm(
    reader: Reader,
    view: CaseView,
    written: Pick<Writing, 'kind'> & { text: string | null; lang: string | null; key?: string },
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
        <Page texts={texts} title={title} me={me} demo={rooms.demo} notices={left(rooms, reader)}>
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

const left = (rooms: Rooms, reader: Reader) =>
  rooms.notices.take(reader.me.tokenHash).map((notice) => <NoticeLine reader={reader} notice={notice} />)

function caseView(rooms: Rooms, id: CaseId, me: SignedIn): CaseView | null {
  const card = rooms.desk.store.cases.card(id)
  return card === null ? null : viewOf(rooms, card, me)
}

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

function TakeDownPage(props: { rooms: Rooms; reader: Reader; view: CaseView; outreach: Outreach }) {
  const { rooms, reader, view, outreach } = props
  const { texts, me } = reader
  const words = texts.desk.care.takeDown
  const title = words.title(texts.network(view.current.network))
  const back = `/cases/${outreach.caseId}`
  return (
    <Page texts={texts} title={title} me={me} demo={rooms.demo}>
      <Plain title={title} help={words.help}>
        <div class="turn ours">
          <OurReply reader={reader} view={view} outreach={outreach} bare />
        </div>
        <form class="choices" method="post" action={`/replies/${outreach.id}/take-down`} data-once="">
          <FormFields me={me} back={back} />
          <a class="button" href={back}>
            {words.keep}
          </a>
          <button type="submit" name="next" value="anew">
            {words.anew}
          </button>
          <button type="submit" name="next" value="stay">
            {words.only}
          </button>
        </form>
      </Plain>
    </Page>
  )
}
