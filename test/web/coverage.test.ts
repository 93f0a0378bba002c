import { afterEach, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import { healthOf } from '../../src/health.js'
import { en } from '../../src/texts/en.js'
import type { WebDeskOptions } from '../../src/web/index.js'
import { openWebDesk, wordsOf } from '../support/desk-visitor.js'
import { paperNetwork } from '../support/paper-network.js'
import { post } from '../support/posts.js'
import { startWorld } from '../support/world.js'

let close = async () => {}
afterEach(() => close())

async function openDesk(more: (world: ReturnType<typeof startWorld>) => Partial<WebDeskOptions>) {
  const world = startWorld({ boards: [] })
  const desk = await openWebDesk(world, more(world))
  close = async () => {
    await desk.web.stop()
    world.store.close()
  }
  return { world, desk }
}

/** A desk that hears one network through the real store. */
const withSource = () =>
  openDesk((world) => {
    const { connector } = paperNetwork(world.now, 'bluesky:test')
    const parts = { store: world.store, connectors: [connector], deliveries: [], texts: en }
    return { health: () => healthOf(parts) }
  })

test('anybody at the desk reads what a source hears, when it last did, and how late posts come', async () => {
  const { world, desk } = await withSource()
  world.store.transaction(() => world.store.connectors.succeeded('bluesky:test', world.now()))
  world.wait(4 * MINUTE)
  world.take(post('late, acme air (3/2 delivery)', { postedAt: world.now() - 2 * MINUTE }))
  world.wait(10 * MINUTE)
  const page = wordsOf(await (await desk.signIn('Ben')).text('/coverage'))
  expect(page).toContain('Every source answers')
  expect(page).toMatch(/Last success 14 min/)
  expect(page).toContain('half reach us within 2 min')
})

test('a source that fails is told loudly: since when, why, and that silence is no peace', async () => {
  const { world, desk } = await withSource()
  const { connectors } = world.store
  world.store.transaction(() => connectors.succeeded('bluesky:test', world.now()))
  world.wait(HOUR)
  world.store.transaction(() =>
    connectors.failed('bluesky:test', world.now(), 'answers with 503 <b>busy</b>'),
  )
  world.wait(2 * HOUR)
  const html = await (await desk.signIn('Ben')).text('/coverage')
  const page = wordsOf(html)
  expect(html).toContain('role="alert"')
  expect(html).not.toContain('<b>busy')
  expect(page).toContain('We are blind here')
  expect(page).toContain('Silence does not mean peace')
  expect(page).toMatch(/Failing since 2 hr/)
  expect(page).toContain('answers with 503 <b>busy</b>')
  expect(page).toMatch(/Last success 3 hr/)
})

test('a board says what it is owed and what was given up', async () => {
  const { desk } = await openDesk((world) => ({
    health: () => ({
      ok: false,
      lastPostAt: null,
      parts: [
        {
          name: 'Discord',
          ok: false,
          detail: 'the channel is gone',
          lastSuccessAt: null,
          board: { owed: 3, oldestAt: world.now() - 5 * MINUTE, abandoned: 2 },
        },
      ],
    }),
  }))
  const page = wordsOf(await (await desk.signIn('Ben')).text('/coverage'))
  expect(page).toContain('No source is set up')
  expect(page).toContain('3, the oldest since 5 min')
  expect(page).toContain('2 cards were refused by the board')
  expect(page).toContain('the channel is gone')
})

test('settings are for admins; managers and reps are told so, strangers learn nothing', async () => {
  const { desk } = await openDesk(() => ({
    settings: [
      { key: 'claim.lease', value: '15 min', meaning: 'How long a claim lasts.' },
      { key: 'boards.discord.token', value: '[redacted]', meaning: null },
    ],
  }))
  const page = wordsOf(await (await desk.signIn('Ida', 'admin')).text('/settings'))
  expect(page).toContain('claim.lease 15 min')
  expect(page).toContain('How long a claim lasts.')
  expect(page).toContain('boards.discord.token [redacted]')
  for (const role of ['rep', 'manager'] as const) {
    const answer = await (await desk.signIn('Ben', role)).ask('/settings')
    expect(answer.status).toBe(403)
    expect(wordsOf(await answer.text())).not.toContain('claim.lease')
  }
  expect((await desk.stranger().ask('/settings')).status).toBe(401)
  expect((await desk.stranger().ask('/coverage')).status).toBe(401)
})
