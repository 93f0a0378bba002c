import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWebDesk, type Visitor } from '../support/desk-visitor.js'
import { author, post } from '../support/posts.js'
import { startWorld } from '../support/world.js'

let world: ReturnType<typeof startWorld>
let desk: Awaited<ReturnType<typeof openWebDesk>>

beforeEach(async () => {
  world = startWorld({ boards: [] })
  desk = await openWebDesk(world, { beat: 200 })
})
afterEach(async () => {
  await desk.web.stop()
  world.store.close()
})

/** Opens a stream and hands out its events one by one; `null` once it has ended. */
async function listen(visitor: Visitor) {
  const response = await visitor.ask('/events')
  if (response.body === null || response.status !== 200) throw new Error(`no stream: ${response.status}`)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let buffer = ''
  const next = async (): Promise<{ type: string; data: unknown } | null> => {
    while (!buffer.includes('\n\n')) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
      if (done) return null
      buffer += value
    }
    const at = buffer.indexOf('\n\n')
    const block = buffer.slice(0, at)
    buffer = buffer.slice(at + 2)
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
    return { type: field('event'), data: JSON.parse(field('data')) }
  }
  const until = async (type: string) => {
    for (let event = await next(); event !== null; event = await next()) if (event.type === type) return event
    throw new Error(`the stream ended without ${type}`)
  }
  return { next, until, close: () => reader.cancel() }
}

test('a new complaint and a claim reach an open window', async () => {
  const stream = await listen(await desk.signIn('Ana'))
  expect((await stream.next())?.type).toBe('hello')
  world.take(post('where is my bag, acme air (3/2 delivery)'))
  expect((await stream.until('change')).data).toEqual({ cases: [1] })
  await (await desk.signIn('Ben')).press('/cases/1/claim')
  expect((await stream.until('change')).data).toEqual({ cases: [1] })
  await stream.close()
})

test('a storm is told in a few words', async () => {
  const stream = await listen(await desk.signIn('Ana'))
  await stream.next()
  const storm = Array.from({ length: 80 }, (_, i) =>
    post(`late ${i}, acme air (2/1 delivery)`, { author: author(`p${i}.example`) }),
  )
  world.take(...storm)
  expect((await stream.until('change')).data).toEqual({ cases: 'many' })
  expect((await stream.next())?.type).toBe('beat')
  await stream.close()
})

test('a quiet stream says that it is alive', async () => {
  const stream = await listen(await desk.signIn('Ana'))
  expect(['hello', 'beat', 'beat']).toEqual([
    (await stream.next())?.type,
    (await stream.next())?.type,
    (await stream.next())?.type,
  ])
  await stream.close()
})

test('signing out ends the streams of that session, and only those', async () => {
  const [ana, ben] = [await desk.signIn('Ana'), await desk.signIn('Ben')]
  const [hers, his] = [await listen(ana), await listen(ben)]
  await hers.next()
  await ana.press('/sign-out')
  for (let event = await hers.next(); event !== null; event = await hers.next())
    expect(event.type).toBe('beat')
  await his.until('beat')
  await his.close()
})

test('one session cannot hold more streams than a browser has windows for', async () => {
  const ana = await desk.signIn('Ana')
  const streams = await Promise.all(Array.from({ length: 6 }, () => listen(ana)))
  expect((await ana.ask('/events')).status).toBe(429)
  const ben = await listen(await desk.signIn('Ben'))
  await ben.close()

  await streams[0]?.close()
  await expect
    .poll(async () => {
      const again = await ana.ask('/events')
      await again.body?.cancel()
      return again.status
    })
    .toBe(200)
  await Promise.all(streams.map((stream) => stream.close()))
})

test('stopping with open streams is quick, and the desk can be stopped twice', async () => {
  const stream = await listen(await desk.signIn('Ana'))
  await stream.next()
  const begun = performance.now()
  await desk.web.stop()
  expect(performance.now() - begun).toBeLessThan(5_000)
  expect(await stream.next()).toBeNull()
  await desk.web.stop()
  expect(desk.web.address).toBeNull()
})
