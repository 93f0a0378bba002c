import { Hono } from 'hono'
import { DEEDS, type OwnMonth, ownMonth } from '../reports/persons.js'
import { dayAndTime } from '../reports/say.js'
import { memberOf, type Reader, type Rooms, type WebEnv } from './context.js'
import { Page } from './layout.js'
import { Doings } from './report-people.js'
import { readForm } from './session.js'
import { signedIn } from './signed-in.js'

/** A page for each person of the team, about themselves alone. */
export function meRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { care, desk, reports } = rooms

  app.get('/me', signedIn(rooms), async (c) => {
    const { reader, me } = c.var
    const month = await ownMonth(reports, me.person.id, desk.clock())
    return c.html(<MePage rooms={rooms} reader={reader} month={month} />)
  })

  app.post('/me/named', signedIn(rooms), async (c) => {
    const { me } = c.var
    const { named } = await readForm(c, me)
    if (named !== 'yes' && named !== 'no') return c.notFound()
    care.setNamed(named === 'yes', memberOf(me))
    return c.redirect('/me#named', 303)
  })

  return app
}

function MePage({ rooms, reader, month }: { rooms: Rooms; reader: Reader; month: OwnMonth }) {
  const { texts, me } = reader
  const words = texts.figures.me
  const { named } = words
  const { period, times } = month
  const { zone } = rooms.desk.policy.of('')
  const isNamed = rooms.care.isNamed(memberOf(me))
  const to = isNamed ? 'no' : 'yes'
  return (
    <Page texts={texts} title={words.title} me={me} demo={rooms.demo} here="me">
      <article class="report own">
        <h1>{words.title}</h1>
        <p class="span">
          {texts.figures.report.span(dayAndTime(period.from, zone), dayAndTime(period.to, zone), zone)}.{' '}
          <small>{words.help}</small>
        </p>
        {DEEDS.every((deed) => times[deed].n === 0) ? (
          <p>{words.nothing}</p>
        ) : (
          <Doings texts={texts} caption={words.title} times={times} />
        )}
        <h2 id="named">{named.title}</h2>
        <p>{named.help}</p>
        <form method="post" action="/me/named">
          <input type="hidden" name="form" value={me.formToken} />
          <p>
            <b>{named.is[isNamed ? 'yes' : 'no']}</b>
          </p>
          <button type="submit" name="named" value={to}>
            {named.press[to]}
          </button>
        </form>
      </article>
    </Page>
  )
}
