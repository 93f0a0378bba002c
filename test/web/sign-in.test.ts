import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../src/domain/time.js'
import { askRaw, openWebDesk, wordsOf } from '../support/desk-visitor.js'
import { post } from '../support/posts.js'
import { startWorld } from '../support/world.js'

let world: ReturnType<typeof startWorld>
let desk: Awaited<ReturnType<typeof openWebDesk>>

beforeEach(async () => {
  world = startWorld({ boards: [] })
  desk = await openWebDesk(world)
})
afterEach(async () => {
  await desk.web.stop()
  world.store.close()
})

const tokenOf = (link: string): string => new URL(link).searchParams.get('token') ?? ''

test('who is not signed in learns how to, and sees no case', async () => {
  world.take(post('where is my bag, acme air (3/2 delivery)'))
  const stranger = desk.stranger()
  for (const path of [
    '/',
    '/cases/1',
    '/cases/1/reply',
    '/replies/1/take-down',
    '/open',
    '/audit',
    '/audit.csv',
    '/team',
    '/?status=all',
    '/no-such-page',
  ]) {
    const response = await stranger.ask(path)
    const page = await response.text()
    expect(response.status, path).toBe(401)
    expect(wordsOf(page)).toContain('one-time sign-in link')
    expect(page, path).not.toContain('bag')
    expect(page).not.toContain('Acme')
  }
  expect((await stranger.ask('/events')).status).toBe(401)
  expect((await stranger.post('/cases/1/claim', {})).status).toBe(401)
  expect(world.card(1).case.status).toBe('open')
})

test('a sign-in link asks for a name, signs in once, and greets by that name', async () => {
  const ana = desk.stranger()
  const link = desk.web.invite('rep')
  expect(link.startsWith(`${desk.url}/sign-in?token=`)).toBe(true)
  expect(wordsOf(await ana.text(link))).toContain('Your name')

  const signedIn = await ana.post('/sign-in', { token: tokenOf(link), name: '  Ana\u202e  María ' })
  expect(signedIn.status).toBe(303)
  const cookie = signedIn.headers.getSetCookie()[0] ?? ''
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Lax')
  expect(wordsOf(await ana.text('/'))).toContain('Ana María')
})

test('a program that previews the link does not use it up', async () => {
  const link = desk.web.invite('rep')
  const unfurler = desk.stranger()
  await unfurler.ask(link)
  await unfurler.ask(link, { method: 'HEAD' })
  const ana = desk.stranger()
  expect((await ana.post('/sign-in', { token: tokenOf(link), name: 'Ana' })).status).toBe(303)
})

test('a used link is refused, and the page says how to get another', async () => {
  const link = desk.web.invite('rep')
  await desk.stranger().post('/sign-in', { token: tokenOf(link), name: 'Ana' })
  const thief = desk.stranger()
  const refused = await thief.post('/sign-in', { token: tokenOf(link), name: 'Mallory' })
  expect(refused.status).toBe(410)
  expect(wordsOf(await refused.text())).toContain('Ask a colleague for a new one')
  expect((await thief.ask('/')).status).toBe(401)
})

test('a link runs out after a day', async () => {
  const token = tokenOf(desk.web.invite('rep'))
  world.wait(DAY)
  expect((await desk.stranger().post('/sign-in', { token, name: 'Ana' })).status).toBe(410)
})

test('a sign-in without a name keeps the link', async () => {
  const token = tokenOf(desk.web.invite('rep'))
  const ana = desk.stranger()
  const asked = await ana.post('/sign-in', { token, name: ' \u200b ' })
  expect(asked.status).toBe(400)
  expect(wordsOf(await asked.text())).toContain('a name that your colleagues know you by')
  expect((await ana.post('/sign-in', { token, name: 'Ana' })).status).toBe(303)
})

test('whoever guesses at links is stopped after ten, for ten minutes', async () => {
  const guesser = desk.stranger()
  for (let i = 0; i < 10; i++)
    expect((await guesser.post('/sign-in', { token: `guess-${i}`, name: 'M' })).status).toBe(410)
  const token = tokenOf(desk.web.invite('rep'))
  const stopped = await guesser.post('/sign-in', { token, name: 'M' })
  expect(stopped.status).toBe(429)
  expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(500)
  world.wait(10 * MINUTE)
  expect((await guesser.post('/sign-in', { token, name: 'M' })).status).toBe(303)
})

test('a session ends by itself after two weeks without a visit', async () => {
  const ana = await desk.signIn('Ana')
  world.wait(14 * DAY)
  expect((await ana.ask('/')).status).toBe(401)
})

test('who comes by every week stays signed in', async () => {
  const ana = await desk.signIn('Ana')
  for (let week = 0; week < 4; week++) {
    world.wait(8 * DAY)
    expect((await ana.ask('/', { headers: { 'sec-fetch-dest': 'document' } })).status).toBe(200)
  }
})

test('signing out ends the session on the server too', async () => {
  const ana = await desk.signIn('Ana')
  const before = [...ana.cookies]
  const form = await ana.formToken()
  expect(wordsOf(await (await ana.post('/sign-out', { form })).text())).toContain('You are signed out')
  expect((await ana.ask('/')).status).toBe(401)
  for (const [name, value] of before) ana.cookies.set(name, value)
  expect((await ana.ask('/')).status).toBe(401)
})

test('a colleague is invited with a link that works once', async () => {
  const ana = await desk.signIn('Ana', 'manager')
  const page = await ana.press('/team/invite', { role: 'rep' })
  const link = /value="(http[^"]+)"/.exec(page)?.[1] ?? ''
  const ben = desk.stranger()
  expect((await ben.post('/sign-in', { token: tokenOf(link), name: 'Ben' })).status).toBe(303)
  expect(wordsOf(await ben.text('/team'))).toContain('You are signed in as Ben (rep)')
  expect((await desk.stranger().post('/sign-in', { token: tokenOf(link), name: 'Eve' })).status).toBe(410)
})

test('nobody invites others to more than they may do themselves', async () => {
  const ben = await desk.signIn('Ben', 'rep')
  expect(await ben.text('/team')).not.toContain('value="admin"')
  const refused = await ben.post('/team/invite', { form: await ben.formToken(), role: 'admin' })
  expect(refused.status).toBe(403)
})

test('two people of one name stay two people', async () => {
  world.take(post('where is my bag, acme air (3/2 delivery)'))
  const [one, other] = [await desk.signIn('Ana'), await desk.signIn('Ana')]
  await one.press('/cases/1/claim')
  expect(wordsOf(await other.press('/cases/1/release'))).toContain("This is Ana's case")
  expect(world.card(1).case.status).toBe('claimed')
})

test('a new link in the same browser, under the same name, keeps the person and their cases', async () => {
  world.take(post('where is my bag, acme air (3/2 delivery)'))
  const ana = await desk.signIn('Ana')
  await ana.press('/cases/1/claim')
  await ana.signIn(desk.web, 'Ana', 'manager')
  expect(wordsOf(await ana.text('/team'))).toContain('You are signed in as Ana (manager)')
  expect(wordsOf(await ana.press('/cases/1/release'))).toContain('Case #1 is free for others')
})

test('behind a proxy, links name the public address and the desk answers to it', async () => {
  const port = Number(new URL(desk.url).port)
  await desk.web.stop()
  const proxied = await openWebDesk(world, { port, publicUrl: 'https://desk.acme.example' })
  try {
    const link = new URL(proxied.web.invite('rep'))
    expect(link.origin).toBe('https://desk.acme.example')
    const headers = {
      host: 'desk.acme.example',
      origin: 'https://desk.acme.example',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '203.0.113.7',
    }
    const form = { token: link.searchParams.get('token') ?? '', name: 'Ana' }
    const signedIn = await askRaw(`http://127.0.0.1:${port}`, '/sign-in', { headers, form })
    expect(signedIn.status).toBe(303)
    expect(signedIn.headers['set-cookie']?.[0]).toContain('Secure')
  } finally {
    await proxied.web.stop()
  }
})

test('over plain HTTP from elsewhere nobody signs in, and the link stays good', async () => {
  const open = await openWebDesk(world, { host: '0.0.0.0' })
  try {
    const token = tokenOf(open.web.invite('rep'))
    const port = new URL(open.url).port
    const afar = { host: `desk.acme.example:${port}`, origin: `http://desk.acme.example:${port}` }
    const form = { token, name: 'Ana' }
    const refused = await askRaw(open.url, '/sign-in', { headers: afar, form })
    expect(refused.status).toBe(403)
    expect(wordsOf(refused.text)).toContain('not encrypted')
    const overTls = { ...afar, origin: `https://desk.acme.example:${port}`, 'x-forwarded-proto': 'https' }
    const signedIn = await askRaw(open.url, '/sign-in', { headers: overTls, form })
    expect(signedIn.status).toBe(303)
    expect(signedIn.headers['set-cookie']?.[0]).toContain('Secure')
  } finally {
    await open.web.stop()
  }
})
