import { Hono } from 'hono'
import type { AskedPulse } from '../app/ask-pulse.js'
import type { Case } from '../domain/case.js'
import type { PulseRefusal } from '../domain/pulse.js'
import { PULSE_PAGES } from '../texts/pulse-page/index.js'
import { memberOf, type Reader, type Rooms, type WebEnv } from './context.js'
import { Page } from './layout.js'
import { sentence } from './moment.js'
import { FormFields } from './press-form.js'
import { readForm } from './session.js'
import { signedIn } from './signed-in.js'

/** A rep asks for a link. It is shown in the answer to the press, and nowhere again. */
export function askPulseRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { care, desk, texts } = rooms

  app.post('/cases/:id{[0-9]{1,12}}/ask-pulse', signedIn(rooms), async (c) => {
    const { reader, me } = c.var
    await readForm(c, me)
    const id = Number(c.req.param('id'))
    const current = desk.store.cases.get(id)
    if (current === null) return c.notFound()
    const asked = care.askPulse(id, memberOf(me))
    if (asked.ok)
      return c.html(
        <Page texts={texts} title={texts.pulse.title(id)} me={me} demo={rooms.demo}>
          <ReadyToSend reader={reader} current={current} asked={asked} />
        </Page>,
      )
    rooms.notices.leave(me.tokenHash, {
      type: 'said',
      ok: false,
      caseId: id,
      say: (write) => texts.pulse.refusal(asked.refusal, write),
    })
    return c.redirect(`/cases/${id}`, 303)
  })

  return app
}

function ReadyToSend(props: { reader: Reader; current: Case; asked: AskedPulse & { ok: true } }) {
  const { reader, current, asked } = props
  const { texts, now } = reader
  const words = texts.pulse
  const { brand, lang, link, expiresAt } = asked
  return (
    <section class="plain-page">
      <p>
        <a href={`/cases/${current.id}`}>← {words.back}</a>
      </p>
      <h1>{words.title(current.id)}</h1>
      <ul class="rules">
        {words.rules(texts.network(current.network)).map((rule) => (
          <li>{rule}</li>
        ))}
      </ul>
      <div class="link">
        <label for="message">{words.ready(texts.language(lang))}</label>
        <textarea id="message" readonly rows={7} lang={lang}>
          {PULSE_PAGES[lang].message(brand, link)}
        </textarea>
        <button type="button" class="primary" data-copy="message" data-copied={words.copied} hidden>
          {words.copy}
        </button>
      </div>
      <p>
        <small>{sentence(now, (write) => words.lasts(write.at(expiresAt)))}</small>
      </p>
    </section>
  )
}

/** Under *More*: the press, or why there is none where that is worth a word. */
export function AskPulse(props: { reader: Reader; current: Case; refusal: PulseRefusal | null }) {
  const { reader, current, refusal } = props
  const { texts, me, now } = reader
  if (refusal === null)
    return (
      <form class="item" method="post" action={`/cases/${current.id}/ask-pulse`} data-once="">
        <FormFields me={me} back={`/cases/${current.id}`} />
        <button type="submit" class="plain">
          {texts.command['ask-pulse']}
        </button>
        <small>{texts.pulse.help}</small>
      </form>
    )
  // Whoever looks for the press is told; all else stands on the page already, or bothers nobody.
  if (refusal.reason !== 'asked-lately') return null
  return (
    <p class="item">
      <small>{sentence(now, (write) => texts.pulse.refusal(refusal, write))}</small>
    </p>
  )
}
