import { describe, expect, type TestContext, test } from 'vitest'
import type { Seam } from '../support/doom.js'
import { doomedScene } from '../support/doomed-scene.js'
import { until } from '../support/processes.js'

const COMPLAINT = 'Acme Air lost my bag and nobody answers, third time this year. I want my refund now!'
const WORDS = 'lost my bag'

/** Everything stands as after a first run, and then somebody complains. */
async function complained({ onTestFinished }: TestContext) {
  const scene = await doomedScene()
  onTestFinished(scene.close)
  await scene.haveRunBefore()
  scene.bluesky.post({ text: COMPLAINT })
  return scene
}

// Side by side, for most of their time is spent starting a process.
describe.concurrent('one complaint, one card, though the process is killed', { timeout: 60_000 }, () => {
  test.for<[Seam, string]>([
    ['after-fetch', 'with a page in hand'],
    ['after-commit', 'with the case stored and its card owed'],
    ['before-post', 'with the card marked and not sent'],
    ['after-post', 'with the card sent and not marked'],
  ])('%s: %s', async ([seam], context) => {
    const { launch, survive, discord, query, cards, posted } = await complained(context)

    expect(await launch(seam).ended).toMatchObject({ signal: 'SIGKILL' })
    // Discord forgets nonces within minutes; what follows must not lean on them.
    discord.forgetNonces()

    const survivor = await survive()
    await until(
      'the card is there and written down',
      () => query('select count(*) from outbox where message_id is not null') === 1,
    )
    expect(cards(WORDS)).toHaveLength(1)
    expect(posted(WORDS)).toBe(1)
    expect(query('select count(*) from cases')).toBe(1)
    expect(query("select count(*) from mentions where uri like '%feed.post%'")).toBe(1)
    expect(query("select count(*) from history where type = 'alerted'")).toBe(1)
    await survivor.stop()
  })

  test('before-edit: with a claim stored and the card showing the old state', async (context) => {
    const { launch, survive, discord, query, cards, posted } = await complained(context)
    const doomed = launch('before-edit')
    await doomed.ready
    await until('the card is shown', () => cards(WORDS).length === 1)
    const [card] = cards(WORDS)
    if (card === undefined) throw new Error('no card')
    void discord.people.press(discord.people.join('Dana', 'rep'), card, 'Claim')
    expect(await doomed.ended).toMatchObject({ signal: 'SIGKILL' })
    expect(query('select owner_name from cases')).toBe('Dana')

    await survive()
    await until('the card shows its owner', () => JSON.stringify(cards(WORDS)).includes('Dana'))
    expect(posted(WORDS)).toBe(1)
  })
})
