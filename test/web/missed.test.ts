import { afterEach, beforeEach, expect, test } from 'vitest'
import { removePost } from '../../src/app/follow-post.js'
import { ingestMentions } from '../../src/app/ingest-mentions.js'
import { openByHand } from '../../src/app/open-by-hand.js'
import { runRegression } from '../../src/app/run-regression.js'
import type { Post } from '../../src/domain/post.js'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import { openWebDesk, type Visitor, wordsOf } from '../support/desk-visitor.js'
import { ACME, author, batch, post, seen } from '../support/posts.js'
import { lee, startWorld } from '../support/world.js'

let world: ReturnType<typeof startWorld>
let desk: Awaited<ReturnType<typeof openWebDesk>>
let maya: Visitor

beforeEach(async () => {
  world = startWorld({ boards: [], brands: [ACME, { ...ACME, name: 'Acme Rail', terms: ['acme rail'] }] })
  desk = await openWebDesk(world)
  maya = await desk.signIn('Maya', 'manager')
})
afterEach(async () => {
  await desk.web.stop()
  world.store.close()
})

let people = 0
const say = (text: string, more: Partial<Post> = {}) =>
  post(text, { author: author(`customer${++people}.example`), postedAt: world.now() - MINUTE, ...more })
const byHand = (one: Post, brand = 'Acme Air') =>
  openByHand(world.desk, world.intake, one, { brand, connector: 'bluesky:test', by: lee })
const big = { engagement: { likes: 60, reposts: 4, replies: 1 } }
const labels = { severity: '3', urgency: '2', category: 'billing' }

test('what was missed is listed newest first, each with what let it pass', async () => {
  world.take(say('strange day, acme air', big))
  world.wait(HOUR)
  byHand(say('acmeaero lost my bag (3/1 delivery)'))
  const page = wordsOf(await maya.text('/missed'))
  expect(page).toContain('To look at 2 In the set 0 Set aside 0')
  expect(page).toMatch(/opened by hand.+acmeaero lost my bag.+grew big without a card.+strange day/)
  expect(page).toContain('No term of Acme Air is in it, and it tags no account of Acme Air.')
  expect(page).toContain('Had it come in, it would have opened a case.')
  expect(page).toContain('Its complaint probability of 0.10 was below the 0.50 that Acme Air asks for.')
  expect(page).toContain('It has not been run yet.')
})

test('the list says so when it is empty, and is narrowed to a brand', async () => {
  expect(wordsOf(await maya.text('/missed'))).toContain('no post was missed that we know of')
  world.take(say('late train, acme rail', big), say('strange day, acme air', big))
  const rail = wordsOf(await maya.text('/missed?brand=Acme+Rail'))
  expect(rail).toContain('late train')
  expect(rail).not.toContain('strange day')
  expect((await maya.ask('/missed?state=%00&page=999999&brand=%3Cb%3E')).status).toBe(200)
})

test('the page of a post tells what was visible when, the verdict then, and names no colleague', async () => {
  const one = say('quiet words, acme air')
  world.take(one)
  world.wait(2 * HOUR)
  byHand({ ...one, engagement: { likes: 31, reposts: 0, replies: 2 } })
  world.wait(HOUR)
  const page = wordsOf(await maya.text('/missed/1'))
  expect(page).toMatch(
    /What was visible when .+ Posted .+ Reached us, with no reactions .+ 31 likes, 2 replies .+ A colleague opened a case/,
  )
  expect(page).toContain('Acme Air asked for severity problem or worse, and a probability of 0.50 or more.')
  expect(page).toContain('No threshold: where the classifier sees no complaint')
  expect(page).toContain('Case #1')
  expect(page).not.toContain('Lee')
})

test('a mild post tells how many more a lower threshold would have brought', async () => {
  for (const text of ['grumble one', 'grumble two'])
    world.take(say(`${text}, acme air (1/0 other)`, text === 'grumble one' ? big : {}))
  const page = wordsOf(await maya.text('/missed/1'))
  expect(page).toContain('alert: { severity: 1, complaint: 0.5 } for Acme Air.')
  expect(page).toContain('In the last seven days that would have brought 2 more posts.')
})

test('one press adds it to the set with its labels; pressed twice it stays one, and Undo takes it out', async () => {
  byHand(say('meh, acme air'))
  const form = await maya.text('/missed/1')
  expect(form, 'begins with what would have alerted').toMatch(/<option value="2" selected="">problem/)
  const added = await maya.press('/missed/1/add-to-set', { ...labels, back: '/missed/1' })
  expect(wordsOf(added)).toContain('Added to the regression set. Undo')
  expect(added).toContain('action="/missed/1/look-again"')
  const again = wordsOf(await maya.press('/missed/1/add-to-set', { ...labels, back: '/missed/1' }))
  expect(again).toContain('That was so already.')
  expect(wordsOf(await maya.text('/missed?state=in-the-set'))).toContain('meh, acme air')
  expect(world.store.missed.get(1)).toMatchObject({
    state: 'in-the-set',
    labels: { severity: 3, urgency: 2, category: 'billing' },
  })
  await maya.press('/missed/1/look-again', { back: '/missed' })
  expect(world.store.missed.get(1)).toMatchObject({ state: 'to-look-at' })
  const audit = world.store.team.audited({ limit: 5, before: null })
  expect(audit.map(({ action, outcome, caseId, detail }) => [action, outcome, caseId, detail])).toEqual([
    ['look-at-miss-again', 'done', 1, 'post 1'],
    ['add-to-regression-set', 'unchanged', 1, 'post 1'],
    ['add-to-regression-set', 'done', 1, 'post 1'],
  ])
})

test('a post is set aside from the list, and the list comes back as it was', async () => {
  world.take(say('strange day, acme air', big))
  const list = await maya.press('/missed/1/set-aside', { back: '/missed?brand=Acme+Air' })
  expect(wordsOf(list)).toContain('Set aside. Undo')
  expect(wordsOf(list)).toContain('To look at 0 In the set 0 Set aside 1')
  expect(
    (await maya.post('/missed/1/set-aside', { form: await maya.formToken(), back: '//evil.example' })).status,
  ).toBe(400)
})

test('reps are refused, also when they press by hand, and it is written down; strangers learn nothing', async () => {
  byHand(say('acmeaero lost my bag (3/1 delivery)'))
  const ben = await desk.signIn('Ben')
  for (const path of ['/missed', '/missed/1']) {
    const answer = await ben.ask(path)
    expect(answer.status).toBe(403)
    const words = wordsOf(await answer.text())
    expect(words).toContain('reviewed by managers and admins')
    expect(words).not.toContain('acmeaero')
    expect((await desk.stranger().ask(path)).status).toBe(401)
  }
  const pressed = await ben.post('/missed/1/set-aside', { form: await ben.formToken(), back: '/missed' })
  expect(pressed.status).toBe(403)
  expect(world.store.missed.get(1)).toMatchObject({ state: 'to-look-at' })
  expect(world.store.team.audited({ limit: 1, before: null })).toMatchObject([
    { action: 'set-miss-aside', outcome: 'not-allowed' },
  ])
  expect((await maya.post('/missed/1/set-aside', { form: 'forged', back: '/missed' })).status).toBe(403)
})

test('what its author takes back leaves the list and the set at once; its page says only that', async () => {
  world.take(say('secret words, acme air', big))
  await maya.press('/missed/1/add-to-set', { ...labels, back: '/missed/1' })
  runRegression(world.store, world.intake, false, world.now())
  const known = world.store.mentions.get(1)
  if (known === null) throw new Error('no mention')
  world.store.transaction(() => removePost(world.desk, known, 'bluesky:test', world.now()))
  expect(wordsOf(await maya.text('/missed?state=in-the-set'))).toContain('The regression set is empty')
  const page = await maya.ask('/missed/1')
  expect(page.status).toBe(410)
  const words = wordsOf(await page.text())
  expect(words).toContain('The author took this post back')
  expect(words).not.toMatch(/secret|customer/)
  const late = await maya.post('/missed/1/add-to-set', {
    form: await maya.formToken(),
    back: '/missed/1',
    ...labels,
  })
  expect(late.headers.get('location')).toBe('/missed/1')
})

test('a Spanish post is quoted as Spanish, and its words stay as they were written', async () => {
  world.take(say('¡Qué día, Acme Air!', { ...big, langs: ['es'] }))
  const mention = world.store.mentions.get(1)
  if (mention === null) throw new Error('no mention')
  world.store.mentions.revise(1, mention.post, { ...mention.assessment, lang: 'es' })
  const html = await maya.text('/missed/1')
  expect(html).toMatch(/<blockquote[^>]+lang="es"[^>]*>¡Qué día, Acme Air!/)
})

test('hostile text and a hostile brand in the address stay words', async () => {
  world.take(
    say('<script>alert(1)</script>\u202e acme air', {
      ...big,
      author: author('evil.example', { displayName: '"><img src=x onerror=1>' }),
      url: 'javascript:alert(1)',
    }),
  )
  for (const path of ['/missed', '/missed/1', '/missed?brand=%22%3E%3Cscript%3E']) {
    const html = await maya.text(path)
    expect(html).not.toMatch(/<script>|<img src=x|\u202e|href="javascript/)
  }
})

test('a post that nobody answered leads to a case in two presses, filled in already', async () => {
  world.take(say('strange day, acme air', big))
  const page = await maya.text('/missed/1')
  const [, href = ''] = /href="(\/open\?[^"]+)"/.exec(page) ?? []
  const form = await maya.text(href.replaceAll('&amp;', '&'))
  expect(form).toContain(`value="${world.store.mentions.get(1)?.post.url}"`)
  expect(form).toMatch(/<option value="Acme Air" selected="">/)
})

test('the way there leads from the figures, and from a case that was opened by hand, for managers alone', async () => {
  byHand(say('acmeaero lost my bag (3/1 delivery)'))
  world.take(say('late, acme air (2/1 delivery)'))
  expect(await maya.text('/reports')).toContain('href="/missed"')
  expect(await maya.text('/cases/1')).toMatch(/<a href="\/missed\/1">Why did we not hear it\?/)
  expect(await maya.text('/cases/2')).not.toContain('/missed/')
  expect(await (await desk.signIn('Ben')).text('/cases/1')).not.toContain('/missed/')
})

test('the last run of the classifier stands above the list and beside each post of the set', async () => {
  ingestMentions(world.desk, world.intake, 'bluesky:test', batch([seen(say('strange day, acme air', big))]))
  await maya.press('/missed/1/add-to-set', { ...labels, back: '/missed/1' })
  runRegression(world.store, world.intake, false, world.now())
  world.wait(HOUR)
  const page = wordsOf(await maya.text('/missed?state=in-the-set'))
  expect(page).toMatch(/Last run .+ with spelled-out: 0 of 1 judged right\./)
  expect(page).toContain('✕ at the last run it does not alert (0.10)')
})

test('a post that was never missed has no page', async () => {
  world.take(say('late, acme air (2/1 delivery)'))
  expect((await maya.ask('/missed/1')).status).toBe(404)
  expect((await maya.ask('/missed/77')).status).toBe(404)
  const form = await maya.formToken()
  expect((await maya.post('/missed/1/explode', { form, back: '/missed' })).status).toBe(404)
})
