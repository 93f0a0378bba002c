import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWebDesk, type Visitor, wordsOf } from '../support/desk-visitor.js'
import { author, post } from '../support/posts.js'
import { lee, startWorld } from '../support/world.js'

let world: ReturnType<typeof startWorld>
let desk: Awaited<ReturnType<typeof openWebDesk>>
let ana: Visitor

beforeEach(async () => {
  world = startWorld({ boards: [] })
  for (const name of ['one', 'two', 'three', 'four'])
    world.take(post(`${name} love letter, acme air (2/1 other)`, { author: author(`${name}.example`) }))
  desk = await openWebDesk(world)
  ana = await desk.signIn('Ana')
})
afterEach(async () => {
  await desk.web.stop()
  world.store.close()
})

/** Sends the form below the list with these cases chosen, as a browser does. */
async function dismiss(ids: readonly (number | string)[], more: Record<string, string> = {}) {
  const body = new URLSearchParams({ form: await ana.formToken(), back: '/', ...more })
  for (const id of ids) body.append('case', String(id))
  return ana.ask('/cases/dismiss', { method: 'POST', body, headers: { origin: desk.url } })
}
const statuses = () => [1, 2, 3, 4].map((id) => world.card(id).case.status)

test('several that are no complaint are closed with one press, each with a history of its own', async () => {
  expect((await dismiss([1, 3])).status).toBe(303)
  expect(wordsOf(await ana.text('/'))).toContain('2 cases are resolved as not a complaint')
  expect(statuses()).toEqual(['resolved', 'open', 'resolved', 'open'])
  expect(world.story(3)).toEqual(['opened by connector', 'resolved by Ana'])
  const audit = world.store.team.audited({ limit: 10, before: null })
  expect(audit.map(({ caseId, by }) => [caseId, by.name])).toEqual([
    [3, 'Ana'],
    [1, 'Ana'],
  ])
})

test('a slip is taken back with one press; what a colleague has reopened since is as it is', async () => {
  await dismiss([1, 3])
  const page = await ana.text('/')
  expect(wordsOf(page)).toContain('Reopen all 2')
  expect(page).toMatch(/action="\/cases\/reopen".*name="case" value="1".*name="case" value="3"/s)
  world.act(3, { type: 'reopen' }, lee)
  const body = new URLSearchParams({ form: await ana.formToken() })
  for (const id of ['1', '3']) body.append('case', id)
  await ana.ask('/cases/reopen', { method: 'POST', body, headers: { origin: desk.url } })
  expect(wordsOf(await ana.text('/'))).toContain('2 cases are open again')
  expect(world.story(1).filter((line) => line.startsWith('reopened'))).toEqual(['reopened by Ana'])
  expect(world.story(3).filter((line) => line.startsWith('reopened'))).toEqual(['reopened by Lee'])
  expect(statuses()).toEqual(['open', 'open', 'open', 'open'])
})

test('a case that a colleague took meanwhile stays theirs, and the reader is told', async () => {
  world.act(2, { type: 'claim' }, lee)
  await dismiss([1, 2])
  const page = wordsOf(await ana.text('/'))
  expect(page).toContain('1 case is resolved as not a complaint')
  expect(page).toContain("#2: This is Lee's case since 09:00 UTC")
  expect(statuses()).toEqual(['resolved', 'claimed', 'open', 'open'])
})

test('a press with nothing chosen, or with cases that are not there, changes nothing', async () => {
  await dismiss([])
  expect(wordsOf(await ana.text('/'))).toContain('No case was selected')
  await dismiss([99, 'all', '1; drop'])
  await dismiss(Array.from({ length: 101 }, (_, id) => id + 1))
  expect(wordsOf(await ana.text('/'))).toContain('At most 100 cases at once')
  expect(statuses()).toEqual(['open', 'open', 'open', 'open'])
})

test('a forged form closes nothing', async () => {
  expect((await dismiss([1, 2], { form: 'guessed' })).status).toBe(403)
  expect(statuses()).toEqual(['open', 'open', 'open', 'open'])
})

test('only what one may close at a glance can be chosen', async () => {
  world.act(2, { type: 'claim' }, lee)
  await ana.press('/cases/3/claim')
  const page = await ana.text('/?status=all')
  expect([1, 2, 3, 4].map((id) => page.includes(`id="pick-${id}"`))).toEqual([true, false, true, true])
})
