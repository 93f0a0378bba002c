import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Log } from '../../src/ports.js'
import { askRaw, openWebDesk, wordsOf } from '../support/desk-visitor.js'
import { post } from '../support/posts.js'
import { quiet, startWorld } from '../support/world.js'

let world: ReturnType<typeof startWorld>
let desk: Awaited<ReturnType<typeof openWebDesk>>
let logged: string[]

beforeEach(async () => {
  logged = []
  const log: Log = {
    ...quiet,
    error: (fields, message) => void logged.push(`${message} ${JSON.stringify(fields)}`),
  }
  world = startWorld({ boards: [] })
  desk = await openWebDesk(world, { log })
  world.take(post('where is my bag, acme air (3/2 delivery)'))
})
afterEach(async () => {
  await desk.web.stop()
  world.store.close()
})

test('a press without the token of the session is refused and changes nothing', async () => {
  const [ana, ben] = [await desk.signIn('Ana'), await desk.signIn('Ben')]
  for (const form of ['', 'wrong', await ben.formToken()]) {
    const refused = await ana.post('/cases/1/claim', { form, back: '/' })
    expect(refused.status).toBe(403)
    expect(wordsOf(await refused.text())).toContain('Nothing was changed')
  }
  expect(world.card(1).case.status).toBe('open')
})

test('a form sent by a page of another site is refused, even with the token', async () => {
  const ana = await desk.signIn('Ana')
  const form = await ana.formToken()
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1'])
    expect((await ana.post('/cases/1/claim', { form }, { origin })).status).toBe(403)
  expect(
    (await ana.ask('/cases/1/claim', { method: 'POST', body: new URLSearchParams({ form }) })).status,
  ).toBe(403)
  expect(world.card(1).case.status).toBe('open')
})

test('a press leads back to the desk, never elsewhere', async () => {
  const ana = await desk.signIn('Ana')
  const form = await ana.formToken()
  for (const back of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/?x=\r\nset-cookie:a=b',
  ]) {
    const response = await ana.post('/cases/1/claim', { form, back })
    expect(response.headers.get('location')).toBe('/')
  }
  const kept = await ana.post('/cases/1/claim', { form, back: '/?status=claimed&brand=Acme+Air' })
  expect(kept.headers.get('location')).toBe('/?status=claimed&brand=Acme+Air')
})

test('a name that points at this machine from elsewhere gets nothing', async () => {
  const { port } = new URL(desk.url)
  const ask = async (host: string) => (await askRaw(desk.url, '/healthz', { headers: { host } })).status
  expect(await ask(`evil.example:${port}`)).toBe(421)
  expect(await ask('127.0.0.1.evil.example')).toBe(421)
  expect(await ask(`localhost:${port}`)).toBe(200)
  expect(await ask(`[::1]:${port}`)).toBe(200)
})

test('every page carries a strict policy and stays out of caches', async () => {
  const { headers } = await (await desk.signIn('Ana')).ask('/')
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
      "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  )
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('x-powered-by')).toBeNull()
})

test('no page holds a script or a style of its own: the policy would drop them', async () => {
  const ana = await desk.signIn('Ana')
  for (const path of ['/', '/cases/1', '/cases/1/reply', '/open', '/audit', '/team']) {
    const page = await ana.text(path)
    expect(page).not.toMatch(/<script(?![^>]* src=)/)
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=/)
  }
})

test('scripts and styles are served to anybody, whole or not at all', async () => {
  const stranger = desk.stranger()
  const script = await stranger.ask('/assets/desk.js')
  expect(script.status).toBe(200)
  expect(script.headers.get('content-type')).toContain('text/javascript')
  const etag = script.headers.get('etag') ?? ''
  expect((await stranger.ask('/assets/desk.js', { headers: { 'if-none-match': etag } })).status).toBe(304)
  for (const path of ['/assets/..%2findex.ts', '/assets/%2e%2e/app.tsx', '/assets/index.ts', '/assets/'])
    expect((await stranger.ask(path)).status, path).toBe(401)
})

test('health can be asked without signing in, and tells nothing private', async () => {
  const response = await desk.stranger().ask('/healthz')
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    ok: true,
    lastPostAt: world.now() - 12_000,
    parts: [
      { name: 'Bluesky', ok: true, lastSuccessAt: world.now() - 12_000 },
      { name: 'Mastodon', ok: true, lastSuccessAt: world.now() - 31_000 },
      { name: 'Discord', ok: true, lastSuccessAt: null },
    ],
  })
})

test('a form that is far too large is refused', async () => {
  const ana = await desk.signIn('Ana')
  const refused = await ana.post('/cases/1/claim', { form: await ana.formToken(), note: 'x'.repeat(40_000) })
  expect(refused.status).toBe(413)
})

test('a form that no page of ours sends is refused', async () => {
  const ana = await desk.signIn('Ana')
  const form = await ana.formToken()
  await ana.press('/cases/1/claim')
  expect((await ana.post('/cases/1/resolve', { form, outcome: 'won' })).status).toBe(400)
  expect(
    (await ana.post('/cases/1/resolve', { form, outcome: 'fixed', note: 'x'.repeat(1_001) })).status,
  ).toBe(400)
  expect((await ana.post('/cases/1/delete', { form })).status).toBe(404)
  expect((await ana.ask('/cases/999')).status).toBe(404)
  expect((await ana.ask('/cases/1e3')).status).toBe(404)
  expect(world.card(1).case.status).toBe('claimed')
})

test('a press on a case that is not there is answered in words', async () => {
  const ana = await desk.signIn('Ana')
  expect(wordsOf(await ana.press('/cases/77/claim'))).toContain('There is no case #77.')
})

test('a fault of ours is logged, and its page shows no inside', async () => {
  const ana = await desk.signIn('Ana')
  const form = await ana.formToken()
  world.store.cases.card = () => {
    throw new Error('disk I/O error at /srv/amends.db')
  }
  const response = await ana.ask('/cases/1')
  expect(response.status).toBe(500)
  const page = await response.text()
  expect(wordsOf(page)).toContain('Our mistake')
  expect(page).not.toMatch(/disk|srv|node:|at .*\.ts/)
  expect(logged).toHaveLength(1)
  expect(form).not.toBe('')
})

test('a taken port is told in words, and the desk can be started elsewhere', async () => {
  const port = Number(new URL(desk.url).port)
  await expect(openWebDesk(world, { port })).rejects.toThrow(`port ${port} on 127.0.0.1 is taken`)
})
