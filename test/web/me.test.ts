import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Person } from '../../src/domain/people.js'
import { MINUTE } from '../../src/domain/time.js'
import { openWebDesk, type Visitor, wordsOf } from '../support/desk-visitor.js'
import { author, post } from '../support/posts.js'
import { dana, lee, startWorld } from '../support/world.js'

let world: ReturnType<typeof startWorld>
let desk: Awaited<ReturnType<typeof openWebDesk>>
let ben: Visitor

beforeEach(async () => {
  world = startWorld({ boards: [] })
  desk = await openWebDesk(world)
  ben = await desk.signIn('Ben')
})
afterEach(async () => {
  await desk.web.stop()
  world.store.close()
})

const hear = () =>
  world.take(
    post('late again, acme air (2/1 delivery)', {
      author: author(`person${world.store.cases.count({})}.example`),
      postedAt: world.now(),
    }),
  )
const personOf = (name: string): Person => {
  const found = world.store.desk.people(world.now(), 0).find((one) => one.name === name)
  if (found === undefined) throw new Error(`nobody called ${name}`)
  return found
}
/** A case that this person claims after some minutes, answers and resolves. */
function work(by: Person, minutes: number): void {
  hear()
  const id = world.store.cases.count({})
  world.wait(minutes * MINUTE)
  world.act(id, { type: 'claim' }, by)
  world.wait(5 * MINUTE)
  world.act(id, { type: 'replied', at: world.now(), elsewhere: false }, by)
  world.act(id, { type: 'resolve', outcome: 'fixed', note: null }, by)
  world.wait(MINUTE)
}

test('everybody reads their own times, and nobody else’s', async () => {
  work(personOf('Ben'), 4)
  work(lee, 50)
  const page = wordsOf(await ben.text('/me'))
  expect(page).toContain('Your last 30 days')
  expect(page).toMatch(/Claimed 1 4 min 4 min .* Answered 1 9 min 9 min .* Resolved 1 9 min 9 min/)
  expect(page).not.toMatch(/50 min|55 min|Lee/)
  expect(wordsOf(await (await desk.signIn('Maya', 'manager')).text('/me'))).toContain('Nothing yet')
  expect(await ben.text('/')).toContain('href="/me"')
  expect((await desk.stranger().ask('/me')).status).toBe(401)
})

test('a person chooses whether digests name them, and the audit log says so once', async () => {
  const { team } = world.store
  expect(wordsOf(await ben.text('/me'))).toContain('Digests do not name you.')
  expect(wordsOf(await ben.press('/me/named', { named: 'yes' }))).toContain('Digests may name you.')
  expect(team.isNamed(personOf('Ben').id)).toBe(true)
  await ben.press('/me/named', { named: 'yes' })
  expect(wordsOf(await ben.press('/me/named', { named: 'no' }))).toContain('Digests do not name you.')
  const log = team.audited({ limit: 9, before: null })
  expect(log.map(({ action, outcome }) => `${action}: ${outcome}`)).toEqual([
    'not-be-named: done',
    'be-named: unchanged',
    'be-named: done',
  ])
})

test('a choice that no form of the desk offers, or that another page sends, is none', async () => {
  expect((await ben.post('/me/named', { form: await ben.formToken(), named: 'always' })).status).toBe(404)
  expect((await ben.post('/me/named', { form: 'x', named: 'yes' })).status).toBe(403)
  const elsewhere = { origin: 'https://evil.example' }
  const form = await ben.formToken()
  expect((await ben.post('/me/named', { form, named: 'yes' }, elsewhere)).status).toBe(403)
  expect(world.store.team.isNamed(personOf('Ben').id)).toBe(false)
})

test('managers read what people did together, from five people on', async () => {
  const maya = await desk.signIn('Maya', 'manager')
  const others = ['3', '4'].map((id) => ({ id: `discord:${id}`, name: `Rep ${id}` }))
  for (const [i, person] of [dana, lee, ...others].entries()) work(person, i + 1)
  expect(wordsOf(await maya.text('/reports'))).toContain('fewer than five people claimed')
  work(personOf('Ben'), 5)
  const page = wordsOf(await maya.text('/reports'))
  expect(page).toMatch(/The team together .* Claimed 5 3 min 5 min/)
  expect(page).not.toMatch(/Dana|Lee|Ben|Rep 3/)
})

test('one person who signed in twice is not two', async () => {
  const maya = await desk.signIn('Maya', 'manager')
  await desk.signIn('ben ')
  const others = ['3', '4'].map((id) => ({ id: `discord:${id}`, name: `Rep ${id}` }))
  const twice = [personOf('Ben'), personOf('ben')]
  for (const person of [dana, ...others, ...twice]) work(person, 2)
  expect(wordsOf(await maya.text('/reports'))).toContain('fewer than five people claimed')
})
