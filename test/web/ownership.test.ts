import { afterEach, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../src/domain/time.js'
import { csvLine } from '../../src/web/csv.js'
import { type CareDesk, openCareDesk } from '../support/care-desk.js'
import { wordsOf } from '../support/desk-visitor.js'
import { author, post } from '../support/posts.js'

let desk: CareDesk
afterEach(() => desk.close())

const BAG = 'my bag is gone, acme air (3/2 delivery)'

test('a case is handed to a colleague by name, and nobody who was never here can be named', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const [ana, ben] = [await desk.signIn('Ana'), await desk.signIn('Ben')]
  await ana.press('/cases/1/claim')
  const id = /<option value="(web:ben-[0-9a-f]+)">Ben \(desk\)/.exec(await ana.text('/cases/1'))?.[1] ?? ''
  expect(wordsOf(await ana.press('/cases/1/hand', { to: 'web:nobody' }))).toContain('did not make sense')
  expect(wordsOf(await ana.press('/cases/1/hand', { to: id }))).toContain("Case #1 is Ben's now")
  expect(wordsOf(await ben.text('/?mine=1'))).toContain('my bag is gone')
})

test('a case that is put aside leaves the lists until it wakes, by the clock, by hand or by the customer', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const ana = await desk.signIn('Ana')
  await ana.press('/cases/1/claim')
  expect(wordsOf(await ana.text('/cases/1'))).toContain('in an hour 10:00 UTC')
  expect(wordsOf(await ana.press('/cases/1/snooze', { for: 'hour' }))).toContain('put aside until 10:00 UTC')
  expect(wordsOf(await ana.text('/?mine=1'))).toContain('Mine 0 Claimed 0 Waiting 0 Snoozed 1')
  expect(wordsOf(await ana.text('/?status=snoozed'))).toContain('Put aside until 10:00 UTC')
  desk.world.wait(HOUR)
  desk.watch()
  expect(wordsOf(await ana.text('/?mine=1'))).toContain('Mine 1 Claimed 1 Waiting 0 Snoozed 0')

  await ana.press('/cases/1/snooze', { for: 'answer' })
  desk.hear('any news, acme air?')
  expect(wordsOf(await ana.text('/?mine=1'))).toContain('Snoozed 0')

  await ana.press('/cases/1/snooze', { for: 'moment', moment: '2026-01-07T08:30' })
  expect(wordsOf(await ana.text('/cases/1'))).toContain('Put aside until 7 Jan, 08:30 UTC')
  expect(wordsOf(await ana.press('/cases/1/wake'))).toContain('Case #1 is back on the desk')
  expect(wordsOf(await ana.press('/cases/1/snooze', { for: 'moment', moment: '' }))).toContain(
    'That moment is over',
  )
})

test('work on a case renews its claim; a note by anybody stands in the conversation', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const [ana, ben] = [await desk.signIn('Ana'), await desk.signIn('Ben')]
  await ana.press('/cases/1/claim')
  desk.world.wait(10 * MINUTE)
  expect(wordsOf(await ana.press('/cases/1/still-on-it'))).toContain('yours until 09:25 UTC')
  expect(wordsOf(await ben.press('/cases/1/note', { text: 'Lisbon found <b>it</b>' }))).toContain('Noted.')
  const page = await ana.text('/cases/1')
  expect(page).not.toContain('<b>it</b>')
  expect(wordsOf(page)).toContain('Ben · Note · 09:10 UTC Lisbon found <b>it</b>')
  expect(wordsOf(await ben.press('/cases/1/note', { text: ' ' }))).toContain('There are no words in it yet')
})

test('an unattended case says in the list and on its page how far its ladder has gone', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const ana = await desk.signIn('Ana')
  desk.world.wait(15 * MINUTE)
  desk.watch()
  expect(await ana.text('/')).toContain('>overdue<')
  expect(wordsOf(await ana.text('/cases/1'))).toContain(
    '09:15 UTC: nobody had claimed it in time: time to remind the channel',
  )
  await ana.press('/cases/1/answered-elsewhere')
  expect(wordsOf(await ana.text('/cases/1'))).toContain('answered outside Amends')
  expect(await ana.text('/?status=waiting')).not.toContain('>overdue<')
})

test('two cases of one author are merged, and a post about something else is split off', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const ana = await desk.signIn('Ana')
  await ana.press('/cases/1/claim')
  await ana.press('/cases/1/resolve', { outcome: 'answered' })
  desk.world.take(post('now the food is cold, acme air (2/1 product-fault)'))
  await ana.press('/cases/1/reopen')
  const page = await ana.text('/cases/2')
  expect(page).toContain('<a href="/cases/1">#1 (open)</a>')
  expect(page).toContain('Merge into #1')
  const merged = await ana.press('/cases/2/merge', { into: '1' })
  expect(wordsOf(merged)).toContain('Merged: everything is in case #1 now')
  expect(wordsOf(merged)).toContain('now the food is cold')
  expect(desk.world.card(2).case).toMatchObject({ status: 'resolved', outcome: 'duplicate' })

  const mention = String(desk.world.card(1).joined[0]?.id)
  expect(wordsOf(await ana.press('/cases/1/split', { mention }))).toContain(
    'Split off: the post is case #3 now',
  )
  expect(wordsOf(await ana.press('/cases/1/split', { mention }))).toContain('cannot be split off')
  desk.world.take(post('and I am somebody else, acme air (2/1 other)', { author: author('bo.example') }))
  expect(wordsOf(await ana.press('/cases/4/merge', { into: '1' }))).toContain('Only cases of one author')
})

test('a corrected verdict sorts the case anew, and is on its record', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const ana = await desk.signIn('Ana')
  expect(await ana.press('/cases/1/correct', { severity: '4', urgency: '3', category: 'safety' })).toContain(
    'Corrected. Thank you',
  )
  expect(desk.world.card(1).case.priority.level).toBe('P1')
  expect(wordsOf(await ana.text('/cases/1'))).toContain('corrected to critical, answer now, safety')
  expect(await ana.press('/cases/1/correct', { severity: '9', urgency: '3', category: 'safety' })).toContain(
    'did not make sense',
  )
})

test('what grew since a post came in, and what its author edited, can be seen', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG, { engagement: { likes: 3, reposts: 0, replies: 1 } }))
  const { opening } = desk.world.card(1)
  desk.world.wait(MINUTE)
  desk.world.store.transaction(() => {
    desk.world.store.mentions.grow(opening.id, { likes: 44, reposts: 12, replies: 1 })
    const edited = { ...opening.post, text: `${BAG} again`, editedAt: desk.world.now() }
    desk.world.store.mentions.revise(
      opening.id,
      { ...edited, engagement: { likes: 50, reposts: 12, replies: 1 } },
      opening.assessment,
    )
  })
  const page = wordsOf(await (await desk.signIn('Ana')).text('/cases/1'))
  expect(page).toContain('50 likes, 12 reposts, 1 reply +47 likes, +12 reposts since it came in')
  expect(page).toContain('edited by its author just now')
})

test('a case is opened by hand from the address of a post; a second time leads to the same case', async () => {
  const found = post('quietly annoyed with acme air', { author: author('cy.example') })
  desk = await openCareDesk({ byUrl: async (url) => (url.includes('/post/abc') ? found : null) })
  const ana = await desk.signIn('Ana')
  const brand = 'Acme Air'
  const url = 'https://bsky.app/profile/cy.example/post/abc'
  expect(wordsOf(await ana.text('/open'))).toContain('Open a case by hand')
  expect(await ana.press('/open', { url: 'no address', brand })).toContain('Copy the address of the post')
  expect(await ana.press('/open', { url: 'https://bsky.app/profile/x/post/gone', brand })).toContain(
    'No network that Amends is connected to knows a post',
  )
  const opened = wordsOf(await ana.press('/open', { url, brand }))
  expect(opened).toContain('The case is open.')
  expect(opened).toContain('quietly annoyed with acme air')
  expect(wordsOf(await ana.press('/open', { url, brand }))).toContain('This post has a case already')
})

test('managers read who did what, page by page, and take it along; reps do not', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const [ana, max] = [await desk.signIn('=Ana+1'), await desk.signIn('Max', 'manager')]
  await ana.press('/cases/1/claim')
  await max.press('/cases/1/claim')
  expect((await ana.ask('/audit')).status).toBe(403)
  expect((await ana.ask('/audit.csv')).status).toBe(403)
  expect(await ana.text('/')).not.toContain('href="/audit"')
  const page = wordsOf(await max.text('/audit'))
  expect(page).toContain('Max manager claim #1 already claimed')
  expect(page.indexOf('already claimed')).toBeLessThan(page.indexOf('=Ana+1 rep claim #1 done'))
  for (let i = 0; i < 101; i++)
    await max.post('/cases/1/note', { form: await max.formToken(), text: `note ${i}` })
  const first = await max.text('/audit')
  const older = /href="(\/audit\?before=\d+)"/.exec(first)?.[1] ?? ''
  expect(wordsOf(await max.text(older))).toContain('=Ana+1 rep claim #1 done')
  // By a name, a deed, or both, from page to page; each chip widens it again.
  const claims = /class="only" href="(\/audit\?action=claim)"/.exec(await max.text(older))?.[1] ?? ''
  expect(wordsOf(await max.text(claims))).toMatch(/Only: claim ×.*Max.*=Ana\+1/s)
  const byMax = (
    /class="only" href="(\/audit\?by=[^"]+)"/.exec(await max.text(claims))?.[1] ?? ''
  ).replaceAll('&amp;', '&')
  expect(byMax).toContain('action=claim')
  const both = await max.text(byMax)
  expect(wordsOf(both)).toContain('Max manager claim #1 already claimed')
  expect(wordsOf(both)).not.toContain('=Ana+1 rep')
  expect(both).toContain('href="/audit?action=claim" aria-label="No longer only Max"')
  const notes = await max.text('/audit?action=note')
  expect(notes).toMatch(/href="\/audit\?action=note&amp;before=\d+"/)
  expect(wordsOf(await max.text('/audit?by=nobody'))).toContain('Nothing of that.')
  const csv = await (await max.ask('/audit.csv')).text()
  expect(csv.split('\r\n')).toHaveLength(105)
  expect(csv).toContain('"\'=Ana+1","rep","claim","1","done",""')
})

test('no cell of a download is a formula', () => {
  expect(csvLine(['=1+1', '+1', '-1', '@x', '\tx', '\rx', 'a "b"', -5, null])).toBe(
    `"'=1+1","'+1","'-1","'@x","'\tx","'\rx","a ""b""","-5",""\r\n`,
  )
})
