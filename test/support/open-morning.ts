import { MINUTE } from '../../src/domain/time.js'
import { busyMorning } from './busy-morning.js'
import { openCareDesk, replyFormOf } from './care-desk.js'
import type { Visitor } from './desk-visitor.js'
import { author } from './posts.js'

/** Some of the morning's cases are under way: answered, promised, put aside. */
export async function openMorning() {
  const world = busyMorning()
  const desk = await openCareDesk({
    world,
    connectors: ['bluesky:acme', 'mastodon:acme'],
    replies: {
      authority: ['a refund of up to 100 €', 'a meal or taxi voucher', 'a seat on the next flight'],
    },
  })
  const [ana, ben] = [await desk.signIn('Ana', 'manager'), await desk.signIn('Ben')]
  const answer = async (person: Visitor, id: number, text: string) => {
    const form = replyFormOf(await person.text(`/cases/${id}/reply`))
    const sent = { ...form, text, form: await person.formToken() }
    const looked = await person.post(`/cases/${id}/reply`, sent)
    if (looked.status === 422)
      await person.post(`/cases/${id}/reply`, { ...sent, anyway: replyFormOf(await looked.text()).anyway })
    await desk.deliver()
  }
  await ben.press('/cases/1/dismiss')
  await ben.press('/cases/8/claim')
  await ana.press('/cases/10/claim')
  await ben.press('/cases/7/claim')
  await ben.press('/cases/7/snooze', { for: 'afternoon' })
  await answer(
    ben,
    9,
    'Hi Teo, we charged your card twice for one seat, and five mails went nowhere. That is on us, and I am sorry. I am getting the 418 € sent back now and you hear from me by 11 am. Please send me the booking by direct message.',
  )
  await answer(
    ana,
    10,
    'Hi Devon, a third cancelled flight with a toddler at a closed desk is awful, and it is on us. I am sorry. I am rebooking you on the noon flight myself and you hear from me here by 10 am.',
  )
  await ben.press('/cases/10/note', {
    text: 'Lisbon station holds two seats on the noon flight, ask for Rui.',
  })
  world.wait(6 * MINUTE)
  desk.hear('Thank you for answering at last. Is the noon flight certain? The app still shows nothing.', {
    author: author('devon.bsky.social', { displayName: 'devon', followers: 640 }),
    parent: desk.network.published.values().next().value?.uri ?? null,
    root: world.card(10).opening.post.uri,
  })
  desk.watch()
  // What they were told is read.
  for (const person of [ana, ben]) await person.text('/')
  return { world, desk, ana }
}
