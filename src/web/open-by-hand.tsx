import { Hono } from 'hono'
import { memberOf, type Reader, type Rooms, type WebEnv } from './context.js'
import { Page } from './layout.js'
import { readForm } from './session.js'
import { signedIn } from './signed-in.js'

const LONGEST_ADDRESS = 2_000

type Filled = { readonly url: string; readonly brand: string; readonly fault: string | null }

/** A case from a post's address, for what Amends did not bring. */
export function openRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { care, texts } = rooms
  const words = texts.desk.care.open

  app.get('/open', signedIn(rooms), (c) => {
    // Filled in already where a page of ours leads here with a post.
    const url = (c.req.query('url') ?? '').slice(0, LONGEST_ADDRESS)
    const filled: Filled = { url, brand: c.req.query('brand') ?? '', fault: null }
    return c.html(<OpenPage rooms={rooms} reader={c.var.reader} filled={filled} />)
  })

  app.post('/open', signedIn(rooms), async (c) => {
    const { reader, me } = c.var
    const fields = await readForm(c, me)
    const url = (fields['url'] ?? '').trim().slice(0, LONGEST_ADDRESS)
    const brand = fields['brand'] ?? ''
    const again = (fault: string) =>
      c.html(<OpenPage rooms={rooms} reader={reader} filled={{ url, brand, fault }} />, 422)
    if (!/^https?:\/\/\S+$/i.test(url)) return again(words.missing)

    const result = await care.openByUrl(url, brand, memberOf(me))
    if (!result.ok) return again(texts.reply.openRefusal(result.why))
    const { caseId, existed } = result
    const say = () => (existed ? words.existed : words.opened)
    rooms.notices.leave(me.tokenHash, { type: 'said', ok: true, caseId: null, say })
    return c.redirect(`/cases/${caseId}`, 303)
  })

  return app
}

function OpenPage({ rooms, reader, filled }: { rooms: Rooms; reader: Reader; filled: Filled }) {
  const { texts, me } = reader
  const words = texts.desk.care.open
  const { url, brand, fault } = filled
  return (
    <Page texts={texts} title={words.title} me={me} demo={rooms.demo}>
      <section class="plain-page">
        <p>
          <a href="/">← {texts.desk.case.back}</a>
        </p>
        <h1>{words.title}</h1>
        <p>{words.help}</p>
        <form class="open-form" method="post" action="/open" data-once="">
          <input type="hidden" name="form" value={me.formToken} />
          {fault !== null && (
            <p class="fault" role="alert" id="fault">
              {fault}
            </p>
          )}
          <label for="url">{words.url}</label>
          <input
            id="url"
            name="url"
            type="url"
            required
            maxlength={LONGEST_ADDRESS}
            value={url}
            placeholder="https://"
            aria-describedby={fault === null ? undefined : 'fault'}
          />
          <label for="brand">{words.brand}</label>
          <select id="brand" name="brand">
            {rooms.brands.map((name) => (
              <option value={name} selected={name === brand}>
                {name}
              </option>
            ))}
          </select>
          <button type="submit" class="primary">
            {words.button}
          </button>
        </form>
      </section>
    </Page>
  )
}
