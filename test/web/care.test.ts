import { afterEach, expect, test } from 'vitest'
import { MINUTE } from '../../src/domain/time.js'
import { type CareDesk, openCareDesk, replyFormOf } from '../support/care-desk.js'
import { type Visitor, wordsOf } from '../support/desk-visitor.js'
import { author, post } from '../support/posts.js'

let desk: CareDesk
afterEach(() => desk.close())

const BAG = 'my bag is gone, acme air (3/2 delivery)'
/** Hears, owns, says what comes next and by when: the coach has nothing to add. */
const GOOD =
  'Hi Ana, your bag is gone and that is on us. I am sorry. I am asking Lisbon now and you hear from me by 6 pm today.'
const STIFF = 'We apologise for any inconvenience this may have caused.'

/** Opens the reply form of a case and sends what it says, with other words where given. */
async function write(person: Visitor, text: string, path = '/cases/1/reply') {
  const form = replyFormOf(await person.text(path))
  return send(person, { ...form, text }, path)
}

async function send(person: Visitor, fields: Record<string, string>, path = '/cases/1/reply') {
  const { anyway: _later, ...asked } = { anyway: '', ...fields }
  const body = { form: await person.formToken(), ...(fields['wave'] === 'yes' ? fields : asked) }
  const response = await person.post(path.split('?')[0] ?? path, body)
  const html = response.status === 303 ? '' : await response.text()
  return { status: response.status, to: response.headers.get('location'), html, words: wordsOf(html) }
}

test('the whole loop: claimed, drafted, advised, sent once, answered, resolved with a last line, reopened', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG, { tagged: ['acmeair.bsky.social'] }))
  const ana = await desk.signIn('Ana')
  await ana.press('/cases/1/claim')

  const page = await ana.text('/cases/1/reply')
  expect(wordsOf(page)).toContain('my bag is gone')
  const draft = replyFormOf(page)
  expect(draft.text).toContain('[')
  const unfilled = await send(ana, draft)
  expect(unfilled.status).toBe(422)
  expect(unfilled.words).toContain('This cannot go out yet')
  expect(unfilled.html).not.toContain('name="anyway"')

  const advised = await send(ana, { ...draft, text: STIFF })
  expect(advised.status).toBe(422)
  expect(advised.words).toContain('This sounds like a form letter')
  expect(advised.html).toContain('<q dir="auto">')
  const form = replyFormOf(advised.html)
  expect(form.key).toBe(draft.key)
  const press = { ...form, wave: 'yes' }
  const [first, second] = await Promise.all([send(ana, press), send(ana, press)])
  expect([first.status, second.status]).toEqual([303, 303])
  expect(wordsOf(await ana.text('/cases/1'))).toContain('sending …')
  await desk.deliver()
  await desk.deliver()
  expect([...desk.network.published.values()].map(({ order }) => order.text)).toEqual([STIFF])
  expect(wordsOf(await ana.text('/cases/1'))).toContain('sent just now')
  expect(wordsOf(await ana.text('/?status=waiting'))).toContain('You answered just now')

  desk.world.wait(MINUTE)
  desk.hear('and where is it now?')
  expect(desk.world.card(1).case.status).toBe('claimed')
  const woken = wordsOf(await ana.text('/cases/1'))
  expect(woken.indexOf(STIFF)).toBeGreaterThan(woken.indexOf('my bag is gone'))
  expect(woken.indexOf('and where is it now?')).toBeGreaterThan(woken.indexOf(STIFF))

  const token = await ana.formToken()
  const resolved = await ana.post('/cases/1/resolve', { form: token, outcome: 'fixed', closing: '1' })
  expect(resolved.headers.get('location')).toBe('/cases/1/reply?kind=closing')
  const closing = await write(
    ana,
    'Your bag is with you, Ana. Thank you for your patience.',
    '/cases/1/reply?kind=closing',
  )
  const sent =
    closing.status === 303 ? closing : await send(ana, { ...replyFormOf(closing.html), wave: 'yes' })
  expect(sent.status).toBe(303)
  await desk.deliver()
  expect(desk.network.published.size).toBe(2)
  expect(desk.world.card(1).case).toMatchObject({ status: 'resolved', outcome: 'fixed' })

  desk.world.wait(MINUTE)
  desk.hear('it is broken, acme air (3/2 product-fault)')
  expect(desk.world.card(1).case.status).toBe('open')
})

test('a draft is in the language of the customer, its gaps are listed, and the script can have them counted', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const ana = await desk.signIn('Ana')
  const page = await ana.text('/cases/1/reply')
  const { text, lang } = replyFormOf(page)
  expect(lang).toBe('en')
  expect(page.match(/<mark class="gap">/g)?.length).toBe(text.match(/\[/g)?.length)
  const counted = await ana.post('/cases/1/reply/check', {
    form: await ana.formToken(),
    kind: 'reply',
    text: `👩‍👩‍👧 [what]${'x'.repeat(300)}`,
  })
  const words = wordsOf(await counted.text())
  expect(words).toContain('8 too many')
  expect(words).toContain('1 gap to fill')
})

test('the coach reads along: what it would not have said stands below the words, what is missing waits for Send', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG, { langs: ['es'] }))
  const ana = await desk.signIn('Ana')
  await ana.press('/cases/1/claim')
  const read = async (text: string) =>
    wordsOf(
      await (
        await ana.post('/cases/1/reply/check', { form: await ana.formToken(), kind: 'reply', text })
      ).text(),
    )
  expect(await read('Please send us your card number and PIN here.')).toMatch(/card number|PIN/)
  expect(await read('Hola. [tu nombre]')).not.toMatch(/sorry|next|when/i)
})

test('good words go at once; what they promise stands on the case, and rings no more once kept', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const ana = await desk.signIn('Ana')
  expect((await write(ana, GOOD)).status).toBe(303)
  await desk.deliver()
  expect(desk.world.card(1).case).toMatchObject({ status: 'waiting', owner: { name: 'Ana' } })
  expect(wordsOf(await ana.text('/cases/1'))).toMatch(/Promised “by 6 pm[^”]*”: due 18:00 UTC/)
  expect(wordsOf(await ana.text('/?status=waiting'))).not.toContain('promised by')
  desk.world.wait(10 * 60 * MINUTE)
  expect(wordsOf(await ana.text('/?status=waiting'))).toContain('promise overdue since')
  expect(
    (
      await write(
        ana,
        'Hi Ana, your bag is gone no more: it is in Lisbon, I am sorry it took so long. It flies tonight at 8 pm.',
      )
    ).status,
  ).toBe(303)
  await desk.deliver()
  expect(wordsOf(await ana.text('/cases/1'))).toContain('we came back to it')
})

test('words that were changed after the advice are looked over again', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const ana = await desk.signIn('Ana')
  const advised = await write(ana, STIFF)
  const again = await send(ana, {
    ...replyFormOf(advised.html),
    text: `${STIFF} Please post your card number here.`,
    wave: 'yes',
  })
  expect(again.status).toBe(422)
  expect(again.words).toContain('This cannot go out yet')
  expect(desk.world.card(1).outreaches).toEqual([])
})

test('what the customer wrote, or changed, while the reply was being written is read before it goes', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const ana = await desk.signIn('Ana')
  const form = replyFormOf(await ana.text('/cases/1/reply'))
  desk.world.take(post('found it, sorry! but it is wet, acme air (2/1 product-fault)'))
  const told = await send(ana, { ...form, text: GOOD })
  expect(told.status).toBe(409)
  expect(told.words).toContain('While you were writing they wrote again')
  expect(told.words).toContain('but it is wet')
  expect(desk.world.card(1).outreaches).toEqual([])
  expect((await send(ana, { ...replyFormOf(told.html), wave: 'yes' })).status).toBe(303)
})

test('a form that has done its work loses no words: changed ones are asked for again, under a new key', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const ana = await desk.signIn('Ana')
  const form = replyFormOf(await ana.text('/cases/1/reply'))
  await send(ana, { ...form, text: GOOD })
  await desk.deliver()
  const back = await send(ana, { ...form, text: `${GOOD} Lee has it.` })
  expect(back.status).toBe(409)
  expect(back.words).toContain('This form has sent a reply already')
  expect(replyFormOf(back.html)).toMatchObject({ text: `${GOOD} Lee has it.` })
  expect(replyFormOf(back.html).key).not.toBe(form.key)
})

test('somebody of ours has answered in the network’s own app: the rep reads it before anything is sent', async () => {
  desk = await openCareDesk()
  const said = post(BAG)
  desk.world.take(said)
  desk.network.showThread([
    said,
    post('We are on it!', { author: author('acmeair.bsky.social'), parent: said.uri, root: said.uri }),
  ])
  const ana = await desk.signIn('Ana')
  await ana.press('/cases/1/claim')
  const told = await write(ana, GOOD)
  expect(told.status).toBe(409)
  expect(told.words).toContain('Somebody of ours has answered already')
  expect(told.words).toContain('We are on it!')
  expect((await send(ana, { ...replyFormOf(told.html), wave: 'yes' })).status).toBe(303)
  await desk.deliver()
  expect(desk.network.published.size).toBe(1)
  expect(wordsOf(await ana.text('/cases/1'))).toContain('answered · outside Amends')
})

test('a reply that the network refuses says why, and is tried again from a fresh form with its words', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const ana = await desk.signIn('Ana')
  await write(ana, GOOD)
  desk.network.fail('refused')
  await desk.deliver()
  const page = await ana.text('/cases/1')
  expect(wordsOf(page)).toContain('not sent: said refused')
  expect(page).toContain('href="/cases/1/reply?from=1"')
  const form = replyFormOf(await ana.text('/cases/1/reply?from=1'))
  expect(form.text).toBe(GOOD)
  expect((await send(ana, form)).status).toBe(303)
  await desk.deliver()
  expect(desk.network.published.size).toBe(1)
})

test('a sent reply is taken down after a question, and written anew from its own words', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const ana = await desk.signIn('Ana')
  await write(ana, GOOD)
  await desk.deliver()
  expect(wordsOf(await ana.text('/replies/1/take-down'))).toContain('Take this reply down from Bluesky?')
  const answer = await ana.post('/replies/1/take-down', { form: await ana.formToken(), next: 'anew' })
  expect(answer.headers.get('location')).toBe('/cases/1/reply?from=1')
  expect(desk.network.published.size).toBe(0)
  const form = replyFormOf(await ana.text('/cases/1/reply?from=1'))
  expect(form.text).toBe(GOOD)
  expect((await send(ana, { ...form, text: `${GOOD} Promised.` })).status).toBe(303)
  expect(wordsOf(await ana.text('/cases/1'))).toContain('taken down just now')
})

test('where a second person looks at replies, the writer cannot be that person', async () => {
  desk = await openCareDesk({ replies: { secondPair: true, authority: ['a voucher of up to 50 €'] } })
  desk.world.take(post(BAG))
  const [ana, ben] = [await desk.signIn('Ana'), await desk.signIn('Ben')]
  const page = wordsOf(await ana.text('/cases/1/reply'))
  expect(page).toContain('A second person reads it before it goes out')
  expect(page).toContain('a voucher of up to 50 €')
  await write(ana, GOOD)
  await desk.deliver()
  expect(desk.network.published.size).toBe(0)
  expect(await ana.text('/cases/1')).not.toContain('/replies/1/approve')
  expect(wordsOf(await ana.press('/replies/1/approve'))).toContain(
    'approved by somebody else than its author',
  )
  expect(wordsOf(await ben.press('/replies/1/approve'))).toContain('Approved: the reply is on its way')
  await desk.deliver()
  expect(desk.network.published.size).toBe(1)
})

test('a reply that was not approved is withdrawn, and its words are kept for the next', async () => {
  desk = await openCareDesk({ replies: { secondPair: true } })
  desk.world.take(post(BAG))
  const [ana, ben] = [await desk.signIn('Ana'), await desk.signIn('Ben')]
  await write(ana, GOOD)
  expect(wordsOf(await ben.press('/replies/1/withdraw'))).toContain('The reply will not go out')
  expect(wordsOf(await ana.text('/cases/1'))).toContain('not sent: withdrawn by Ben')
  expect(replyFormOf(await ana.text('/cases/1/reply?from=1')).text).toBe(GOOD)
})

test('whom we are not to write to cannot be written to: the form says why', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG, { author: author('bo.example') }))
  desk.world.take(post(BAG, { author: author('cy.example') }))
  const bo = desk.world.card(1).opening
  const blocking = { ...bo.post, author: { ...bo.post.author, optOuts: ['blocked' as const] } }
  desk.world.store.transaction(() => desk.world.store.mentions.revise(bo.id, blocking, bo.assessment))
  const [ana, max] = [await desk.signIn('Ana'), await desk.signIn('Max', 'manager')]
  expect(wordsOf(await ana.text('/cases/1/reply'))).toContain('block each other')
  expect(await ana.text('/cases/1/reply')).not.toContain('<textarea')
  const opened = replyFormOf(await ana.text('/cases/2/reply'))
  expect(wordsOf(await ana.press('/cases/2/do-not-contact'))).toContain('They will not be written to again')
  expect(wordsOf(await ana.text('/cases/2'))).toContain('On the do-not-contact list')
  const refused = await send(ana, { ...opened, text: GOOD }, '/cases/2/reply')
  expect(refused.words).toContain('This person asked not to be contacted by us')
  expect(wordsOf(await ana.press('/cases/2/contact-again'))).toContain('Only managers and admins')
  expect(wordsOf(await max.press('/cases/2/contact-again'))).toContain('They may be written to again')
  expect(await ana.text('/cases/2/reply')).toContain('<textarea')
})

test('under another rep’s case nobody writes; the form says whose it is', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const [ana, ben] = [await desk.signIn('Ana'), await desk.signIn('Ben')]
  await ana.press('/cases/1/claim')
  expect(wordsOf(await ben.text('/cases/1/reply'))).toContain("This is Ana's case")
})

test('a reply with the token of another session is refused, and so is every other new form', async () => {
  desk = await openCareDesk()
  desk.world.take(post(BAG))
  const [ana, eve] = [await desk.signIn('Ana'), await desk.signIn('Eve')]
  const form = replyFormOf(await ana.text('/cases/1/reply'))
  const stolen = await eve.formToken()
  await write(ana, GOOD)
  await desk.deliver()
  for (const [path, fields] of [
    ['/cases/1/reply', { ...form, text: GOOD }],
    ['/cases/1/reply/check', { text: 'x', kind: 'reply' }],
    ['/cases/1/snooze', { for: 'hour' }],
    ['/cases/1/note', { text: 'x' }],
    ['/cases/1/hand', { to: 'web:eve' }],
    ['/cases/1/correct', { severity: '1', urgency: '1', category: 'other' }],
    ['/cases/1/merge', { into: '2' }],
    ['/cases/1/split', { mention: '2' }],
    ['/cases/1/answered-elsewhere', {}],
    ['/cases/1/do-not-contact', {}],
    ['/replies/1/take-down', { next: 'stay' }],
    ['/replies/1/approve', {}],
    ['/replies/1/withdraw', {}],
    ['/open', { url: 'https://bsky.app/profile/a/post/b', brand: 'Acme Air' }],
  ] as const) {
    const response = await ana.post(path, { ...fields, form: stolen })
    expect(response.status, path).toBe(403)
    const elsewhere = await ana.post(
      path,
      { ...fields, form: await ana.formToken() },
      { origin: 'https://evil.example' },
    )
    expect(elsewhere.status, path).toBe(403)
  }
  expect(desk.world.story(1)).toEqual([
    'opened by connector',
    'claimed by Ana',
    'reply-written by Ana',
    'replied by Ana',
  ])
})
