import { Hono } from 'hono'
import type { CaseId } from '../domain/case.js'
import type { Outreach, OutreachId } from '../domain/outreach.js'
import { type CaseView, caseView } from './case-view.js'
import { memberOf, type Reader, type Rooms, type SignedIn, type WebEnv } from './context.js'
import { Page, Plain } from './layout.js'
import { NoticeLine, wentWell } from './notice.js'
import type { Notice } from './notices.js'
import { FormFields } from './press-form.js'
import { readForm } from './session.js'
import { signedIn } from './signed-in.js'
import { OurReply } from './talk.js'

const REPLY = '/replies/:id{[0-9]{1,12}}'

/** What can be done about a reply once it is written: take it down, correct it, approve it, withdraw it. */
export function replyDeedRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { care, desk, texts } = rooms
  const words = texts.desk.care

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
      leave(me, false, (write) => texts.reply.takeDownRefusal(result, write), outreach.caseId)
      return c.redirect(`/cases/${outreach.caseId}`, 303)
    }
    leave(me, true, () => words.takeDown.done, outreach.caseId)
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

  function approve(id: OutreachId, caseId: CaseId, me: SignedIn): Notice {
    const answer = care.approveReply(id, memberOf(me))
    return { type: 'said', ok: answer === 'approved', caseId, say: () => texts.reply.approval(answer) }
  }
  function withdraw(id: OutreachId, caseId: CaseId, me: SignedIn): Notice {
    const ok = care.withdrawReply(id, memberOf(me))
    const say = () => (ok ? words.takeDown.withdrawn : texts.reply.approval('not-waiting'))
    return { type: 'said', ok, caseId, say }
  }

  const leave = (me: SignedIn, ok: boolean, say: Extract<Notice, { type: 'said' }>['say'], caseId: CaseId) =>
    rooms.notices.leave(me.tokenHash, { type: 'said', ok, caseId, say })

  return app
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
