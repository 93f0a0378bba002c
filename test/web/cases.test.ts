import { afterEach, beforeEach, expect, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.js'
import { healthy, openWebDesk, wordsOf } from '../support/desk-visitor.js'
import { author, post } from '../support/posts.js'
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

const by = (handle: string) => ({ author: author(handle) })

test('the most pressing complaint stands first, whenever it came', async () => {
  world.take(post('cold meal, acme air (2/0 product-fault)', by('cold.example')))
  world.wait(MINUTE)
  world.take(post('stuck at the gate, acme air (3/3 delivery)', by('stuck.example')))
  const page = wordsOf(await (await desk.signIn('Ana')).text('/'))
  expect(page).toContain('Open 2')
  expect(page.indexOf('stuck at the gate')).toBeLessThan(page.indexOf('cold meal'))
  expect(page).toContain('serious · answer now · delivery')
  expect(page).toContain('@stuck.example · 120 followers')
  expect(page).toContain('waiting 60 secs')
})

test('two reps press Claim: one has it, the other reads who and since when', async () => {
  world.take(post('where is my bag, acme air (3/2 delivery)'))
  const [ana, ben] = [await desk.signIn('Ana'), await desk.signIn('Ben')]
  const forms = await Promise.all([ana.formToken(), ben.formToken()])
  await Promise.all([
    ana.post('/cases/1/claim', { form: forms[0], back: '/' }),
    ben.post('/cases/1/claim', { form: forms[1], back: '/' }),
  ])
  const current = world.card(1).case
  if (current.status !== 'claimed') throw new Error(current.status)
  const [winner, loser] = current.owner.name === 'Ana' ? [ana, ben] : [ben, ana]
  expect(wordsOf(await winner.text('/'))).toContain('Case #1 is yours until 09:15 UTC')
  const told = wordsOf(await loser.text('/'))
  expect(told).toContain(`${current.owner.name} has had this case since 09:00 UTC (just now)`)
  expect(wordsOf(await loser.text('/'))).not.toContain('has had this case')
})

test('a case goes its whole way without a script: claim, resolve with a note, reopen', async () => {
  world.take(post('where is my bag, acme air (3/2 delivery)'))
  const ana = await desk.signIn('Ana')
  await ana.press('/cases/1/claim')
  await ana.press('/cases/1/resolve', {
    outcome: 'fixed',
    note: 'Bag <b>found</b> in Lisbon',
    back: '/cases/1',
  })
  const page = wordsOf(await ana.text('/cases/1'))
  expect(page).toContain('Ana resolved it just now · Fixed')
  expect(page).toContain('09:00 UTC Ana resolved: fixed (Bag <b>found</b> in Lisbon)')
  await ana.press('/cases/1/reopen')
  expect(world.story(1)).toEqual([
    'opened by connector',
    'claimed by Ana',
    'resolved by Ana',
    'reopened by Ana',
  ])
})

test('the same press twice changes nothing the second time', async () => {
  world.take(post('where is my bag, acme air (3/2 delivery)'))
  const ana = await desk.signIn('Ana')
  const fields = { form: await ana.formToken(), back: '/' }
  await ana.post('/cases/1/claim', fields)
  await ana.post('/cases/1/claim', fields)
  await ana.post('/cases/1/resolve', { ...fields, outcome: 'fixed' })
  await ana.post('/cases/1/resolve', { ...fields, outcome: 'fixed' })
  expect(world.story(1)).toEqual(['opened by connector', 'claimed by Ana', 'resolved by Ana'])
})

test('not a complaint: one press, no claim needed, and one press back', async () => {
  world.take(post('love you, acme air (2/1 other)'))
  const ana = await desk.signIn('Ana')
  const page = await ana.press('/cases/1/dismiss')
  expect(wordsOf(page)).toContain('Case #1 is resolved')
  expect(page).toContain('action="/cases/1/reopen"')
  expect(world.card(1).case).toMatchObject({ status: 'resolved', outcome: 'not-a-complaint' })
})

test('an expired claim can be taken over with one press, a running one with a reason', async () => {
  world.take(post('where is my bag, acme air (3/2 delivery)'))
  const [ana, ben] = [await desk.signIn('Ana'), await desk.signIn('Ben')]
  await ana.press('/cases/1/claim')
  expect(await ben.text('/')).not.toContain('/take-over')
  expect(wordsOf(await ben.press('/cases/1/take-over'))).toContain('Ana is on it')
  const why = { reason: 'Ana is in a meeting' }
  expect(wordsOf(await ben.press('/cases/1/take-over', why))).toContain('Case #1 is yours')
  expect(wordsOf(await ben.text('/cases/1'))).toContain('taken over from Ana')
  expect(wordsOf(await ben.text('/cases/1'))).toContain('Ana is in a meeting')
  await ana.press('/cases/1/take-over', { reason: 'back again' })
  world.wait(15 * MINUTE)
  expect(await ben.text('/?status=claimed')).toContain('/take-over')
  expect(wordsOf(await ben.press('/cases/1/take-over'))).toContain('Case #1 is yours until 09:30 UTC')
})

test('the script gets the sentence alone, and a refusal as one', async () => {
  world.take(post('where is my bag, acme air (3/2 delivery)'))
  const [ana, ben] = [await desk.signIn('Ana'), await desk.signIn('Ben')]
  await ana.press('/cases/1/claim')
  const refused = await ben.post('/cases/1/claim', { form: await ben.formToken() }, { 'x-fragment': '1' })
  expect(refused.status).toBe(409)
  const fragment = await refused.text()
  expect(fragment).not.toContain('<html')
  expect(wordsOf(fragment)).toContain('Ana has had this case since')
  expect(wordsOf(await ben.text('/'))).not.toContain('has had this case')
})

test('what a stranger wrote stays text, cannot turn the page around, and cannot hide', async () => {
  const attack =
    '<script>alert(1)</script> \u202egnp.exe\u202c pay\u200bpal & "quotes" acme air (3/2 fraud-money)'
  world.take(
    post(attack, {
      author: author('eve.example', { displayName: '"><img src=x onerror=alert(1)>\u202e' }),
      contentWarning: '</blockquote><h1>',
      url: 'javascript:alert(1)',
      langs: ['en" onmouseover="x'],
    }),
  )
  const ana = await desk.signIn('Ana')
  for (const path of ['/', '/cases/1']) {
    const page = await ana.text(path)
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('<img src=x')
    expect(page).not.toContain('<h1></blockquote>')
    expect(page).not.toContain('javascript:')
    expect(page).not.toContain('onmouseover')
    expect(page).not.toMatch(/[\u200b\u202a-\u202e\u2066-\u2069]/)
    expect(wordsOf(page)).toContain('<script>alert(1)</script> gnp.exe paypal & "quotes"')
  }
})

test('the words that carried the verdict are marked where they stand', async () => {
  world.take(post('lost my bag, acme air, again (3/2 delivery)'))
  expect(await (await desk.signIn('Ana')).text('/cases/1')).toContain('<mark>lost my bag</mark>')
})

test('the case page shows how the priority came about, and everything that happened', async () => {
  world.take(
    post('lost my bag, acme air (3/2 delivery)', { author: author('big.example', { followers: 20_000 }) }),
  )
  const page = wordsOf(await (await desk.signIn('Ana')).text('/cases/1'))
  expect(page).toContain('Severity, counted double 6')
  expect(page).toContain('Reach: 10,000 followers or more 1')
  expect(page).toContain('Real loss or repeated failure')
  expect(page).toContain('09:00 UTC bluesky:test opened as P1')
})

test('a post that its author deleted is gone from the desk', async () => {
  const bag = post('where is my bag, acme air (3/2 delivery)')
  world.take(bag)
  world.store.transaction(() => world.store.mentions.erase(world.card(1).opening.id, world.now()))
  const ana = await desk.signIn('Ana')
  for (const path of ['/', '/cases/1']) {
    const page = await ana.text(path)
    expect(page).not.toContain('my bag')
    expect(page).not.toContain('ana.bsky.social')
    expect(wordsOf(page)).toContain('The author deleted this post')
  }
})

test('filters and tabs find what they name, and their counts agree', async () => {
  world.take(post('late, acme air (3/3 delivery)', by('a.example')))
  world.take(post('rude, acme air (2/1 staff-support)', { ...by('b.example'), network: 'mastodon' }))
  const ana = await desk.signIn('Ana')
  await ana.press('/cases/2/claim')
  expect(wordsOf(await ana.text('/'))).toContain(
    'Open 1 Mine 1 Claimed 1 Waiting 0 Snoozed 0 Resolved 0 All 2',
  )
  expect(wordsOf(await ana.text('/?mine=1'))).toContain('rude')
  expect(wordsOf(await ana.text('/?status=all&network=mastodon'))).not.toContain('late, acme')
  expect(wordsOf(await ana.text('/?status=all&priority=P1'))).not.toContain('rude')
  const none = wordsOf(await ana.text('/?brand=Acme+Rail&status=nonsense&page=-3'))
  expect(none).toContain('Nothing matches these filters')
})

test('forty cases make a page, and the page after the last is the last', async () => {
  for (let i = 0; i < 45; i++) world.take(post(`late ${i}, acme air (2/1 delivery)`, by(`p${i}.example`)))
  const ana = await desk.signIn('Ana')
  const first = await ana.text('/')
  expect(first.match(/id="case-/g)).toHaveLength(40)
  expect(wordsOf(first)).toContain('1–40 of 45')
  const last = await ana.text('/?page=99')
  expect(last.match(/id="case-/g)).toHaveLength(5)
  expect(wordsOf(last)).toContain('41–45 of 45')
})

test('when nothing is open the desk says when it last heard anything, and when it is blind', async () => {
  const ana = await desk.signIn('Ana')
  expect(wordsOf(await ana.text('/'))).toContain('Nothing open. The last post came in 12 sec ago.')

  const detail = 'Bluesky refuses our password since 08:00.'
  const sick = await openWebDesk(world, {
    health: () => ({
      ok: false,
      lastPostAt: world.now() - HOUR,
      parts: [
        { name: 'Bluesky', ok: false, detail, lastSuccessAt: null },
        ...healthy(world.now()).parts.slice(1),
      ],
    }),
  })
  try {
    const page = wordsOf(await (await sick.signIn('Ana')).text('/'))
    expect(page).toContain(
      `Not everything works. Bluesky: ${detail} Until it does, silence does not mean peace.`,
    )
  } finally {
    await sick.web.stop()
  }
})

test('a moment is written so that it can be read with and without a script', async () => {
  world.take(post('late, acme air (2/1 delivery)', { postedAt: world.now() - 90 * SECOND }))
  world.wait(3 * HOUR)
  const page = await (await desk.signIn('Ana')).text('/cases/1')
  expect(page).toContain(
    'datetime="2026-01-05T09:00:00.000Z" data-as="span" title="5 Jan 2026, 09:00:00 UTC">3 hrs<',
  )
})

test('a moment outside the calendar, as networks may claim one, costs no page', async () => {
  world.take(post('late, acme air (2/1 delivery)'))
  const card = world.card(1)
  world.store.transaction(() =>
    world.store.mentions.revise(
      card.opening.id,
      { ...card.opening.post, editedAt: 9e15 },
      card.opening.assessment,
    ),
  )
  expect((await (await desk.signIn('Ana')).ask('/cases/1')).status).toBe(200)
})

test('a promise that is overdue is told above every list, until it is kept', async () => {
  world.take(post('where is my bag, acme air (3/2 delivery)'))
  const { outreaches, clockwork } = world.store
  outreaches.found(1, 1, post('by noon', { uri: 'at://acme/1', author: author('acmeair.bsky.social') }))
  const outreachId = outreaches.of(1)[0]?.id ?? 0
  clockwork.addPromise({ caseId: 1, outreachId, phrase: 'by noon', dueAt: world.now() + HOUR })
  const ana = await desk.signIn('Ana')
  const overdue = 'A promise to a customer is overdue: #1'
  expect(wordsOf(await ana.text('/'))).not.toContain(overdue)
  world.wait(2 * HOUR)
  for (const path of ['/', '/?status=resolved', '/?mine=1'])
    expect(wordsOf(await ana.text(path))).toContain(overdue)
  clockwork.settlePromises(1, 'kept', world.now())
  expect(wordsOf(await ana.text('/'))).not.toContain(overdue)
})
