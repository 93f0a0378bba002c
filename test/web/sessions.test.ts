import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../src/domain/time.js'
import { openWebDesk, type Visitor, wordsOf } from '../support/desk-visitor.js'
import { startWorld } from '../support/world.js'

let world: ReturnType<typeof startWorld>
let desk: Awaited<ReturnType<typeof openWebDesk>>

beforeEach(async () => {
  world = startWorld({ boards: [] })
  desk = await openWebDesk(world, { beat: 60_000 })
})
afterEach(async () => {
  await desk.web.stop()
  world.store.close()
})

/** Ids of the sessions that somebody may end, as the buttons of their page carry them. */
const offered = async (visitor: Visitor): Promise<readonly string[]> =>
  [...(await visitor.text('/team')).matchAll(/name="session" value="([^"]+)"/g)].map(([, id = '']) => id)

const listed = async (visitor: Visitor): Promise<string> =>
  wordsOf(/<section class="sessions"[\s\S]*?<\/section>/.exec(await visitor.text('/team'))?.[0] ?? '')

const end = (visitor: Visitor, session: string) => visitor.press('/team/sessions/end', { session })

/** Reads a stream until it ends. */
async function heard(visitor: Visitor): Promise<() => Promise<string>> {
  const response = await visitor.ask('/events')
  const all = response.text()
  return () => all
}

test('an admin sees who is signed in, since when, how, and when they were last there', async () => {
  await desk.signIn('Ben')
  world.wait(3 * MINUTE)
  const ana = await desk.signIn('Ana', 'admin')
  const list = await listed(ana)
  expect(list).toMatch(/Ana \(admin\) by a one-time link, since .+ UTC, last seen just now/)
  expect(list).toContain('this browser')
  expect(list).toMatch(/Ben \(rep\) by a one-time link, since .+, last seen 3 min ago End session of Ben/)
  expect(await offered(ana)).toHaveLength(1)
})

test('an admin ends a session: at once, in its open windows too, and it stands in the audit log', async () => {
  const ben = await desk.signIn('Ben')
  const all = await heard(ben)
  const ana = await desk.signIn('Ana', 'admin')
  const [session = ''] = await offered(ana)
  expect(wordsOf(await end(ana, session))).toContain('The session of Ben is ended.')
  expect(await all()).toContain('event: ended')
  expect((await ben.ask('/')).status).toBe(401)
  expect((await ben.ask('/events')).status).toBe(401)
  expect(world.store.team.audited({ limit: 1, before: null })).toMatchObject([
    { by: { name: 'Ana' }, role: 'admin', action: 'end-session', outcome: 'done', detail: 'Ben' },
  ])
  expect(wordsOf(await ana.text('/audit'))).toContain('end session')
})

test('a second press changes nothing, and says so', async () => {
  await desk.signIn('Ben')
  const ana = await desk.signIn('Ana', 'admin')
  const [session = ''] = await offered(ana)
  await end(ana, session)
  expect(wordsOf(await end(ana, session))).toContain('That session was over already.')
  expect(await offered(ana)).toEqual([])
})

test('nobody but admins sees or ends the sessions of others', async () => {
  const [ana, ben] = [await desk.signIn('Ana', 'admin'), await desk.signIn('Ben', 'manager')]
  const [anas] = world.store.desk.sessions(world.now()).filter(({ name }) => name === 'Ana')
  expect(await listed(ben)).toContain('Where you are signed in')
  expect(await listed(ben)).not.toContain('Ana')
  expect(wordsOf(await end(ben, anas?.id ?? ''))).toContain('Only admins end the sessions of others')
  expect((await ana.ask('/')).status).toBe(200)
  expect(world.store.team.audited({ limit: 1, before: null })).toMatchObject([
    { action: 'end-session', outcome: 'not-allowed', detail: null },
  ])
})

test('a person who is signed in twice ends the other one', async () => {
  const laptop = await desk.signIn('Ben')
  const personId = world.store.desk.sessions(world.now())[0]?.personId ?? ''
  const phone = await desk.signIn('Ben')
  // As somebody is who came through a board that knows them: one person in two browsers.
  const [other] = world.store.desk.sessions(world.now()).filter((one) => one.personId !== personId)
  world.store.transaction(() => {
    world.store.desk.endSession(other?.id ?? '')
    if (other !== undefined) world.store.desk.addSession({ ...other, personId })
  })
  expect(await offered(laptop)).toEqual([other?.id])
  expect(wordsOf(await end(laptop, other?.id ?? ''))).toContain('That session of yours is ended.')
  expect((await phone.ask('/')).status).toBe(401)
  expect((await laptop.ask('/')).status).toBe(200)
})

test('a session can be ended by nobody whose form does not come from their own page', async () => {
  await desk.signIn('Ben')
  const ana = await desk.signIn('Ana', 'admin')
  const [session = ''] = await offered(ana)
  const form = await ana.formToken()
  expect((await ana.post('/team/sessions/end', { session, form: 'forged' })).status).toBe(403)
  const elsewhere = { origin: 'https://evil.example' }
  expect((await ana.post('/team/sessions/end', { session, form }, elsewhere)).status).toBe(403)
  expect((await desk.stranger().post('/team/sessions/end', { session, form })).status).toBe(401)
  expect(await offered(ana)).toEqual([session])
})

test('a session that was renewed is one line still, and ends whole', async () => {
  const ben = await desk.signIn('Ben')
  const before = [...ben.cookies]
  const ana = await desk.signIn('Ana', 'admin')
  world.wait(8 * DAY)
  await ben.ask('/', { headers: { 'sec-fetch-dest': 'document' } })
  expect([...ben.cookies]).not.toEqual(before)
  const [session = '', ...more] = await offered(ana)
  expect(more).toEqual([])
  await end(ana, session)
  expect((await ben.ask('/')).status).toBe(401)
  for (const [name, value] of before) ben.cookies.set(name, value)
  expect((await ben.ask('/')).status).toBe(401)
})

test('signing out of a renewed session leaves no older token behind', async () => {
  const ben = await desk.signIn('Ben')
  const before = [...ben.cookies]
  world.wait(8 * DAY)
  await ben.ask('/', { headers: { 'sec-fetch-dest': 'document' } })
  await ben.press('/sign-out')
  for (const [name, value] of before) ben.cookies.set(name, value)
  expect((await ben.ask('/')).status).toBe(401)
})

test('sessions that ran out are neither listed nor kept', async () => {
  await desk.signIn('Ben')
  world.wait(14 * DAY)
  const ana = await desk.signIn('Ana', 'admin')
  expect(await listed(ana)).not.toContain('Ben')
})

test('a name that means ill is shown as the letters it is', async () => {
  await desk.signIn('<b>Ben</b>\u202e')
  const ana = await desk.signIn('Ana', 'admin')
  const page = await ana.text('/team')
  expect(page).toContain('&lt;b&gt;Ben&lt;/b&gt;')
  expect(page).not.toContain('\u202e')
})
