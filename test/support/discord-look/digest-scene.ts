import { digestMessage } from '../../../src/discord/digest-message.js'
import { DAY, HOUR } from '../../../src/domain/time.js'
import { digestPicture } from '../../../src/reports/charts/digest-picture.js'
import { summaryOf } from '../../../src/reports/digest-words.js'
import { makeDigest } from '../../../src/reports/make-digest.js'
import { en } from '../../../src/texts/en.js'
import type { Json } from '../fake-discord/index.js'
import { author, post } from '../posts.js'
import { threeWeeks } from '../three-weeks.js'
import { dana, lee } from '../world.js'
import type { Scene } from './story.js'

/** A Monday's digest of a made-up team, in whose last days an outage began. Lee chose to be named. */
export async function digestScene(): Promise<Scene> {
  const world = threeWeeks()
  for (let n = 0; n < 20; n++) {
    world.wait(HOUR)
    world.take(
      post('the app is down again, acme air (2/2 outage)', {
        author: author(`late${n}.example`),
        postedAt: world.now(),
      }),
    )
    const id = world.store.cases.count({})
    world.act(id, { type: 'claim' }, dana)
    world.act(id, { type: 'replied', at: world.now(), elsewhere: false }, dana)
  }
  world.store.team.setNamed(lee.id, true, world.now())
  const now = world.now()
  const period = { from: now - 7 * DAY, to: now }
  const said = summaryOf(await makeDigest(world.desk, { period, brand: null, blind: [] }, now), en, now)
  const notice = { type: 'summary', brand: null, ...period, said } as const
  const picture = await digestPicture(world.desk, notice)
  const components = digestMessage(notice, {
    marker: 2 ** 30,
    texts: en,
    page: 'https://desk.acme.example/digest',
    picture,
    cardOf: (id) => `https://discord.com/channels/1/2/${id}`,
  }) as unknown as Json[]
  const files = [
    { name: 'complaints.png', type: 'image/png', text: '', data: Buffer.from(picture?.png ?? []) },
  ]
  world.store.close()
  return {
    name: 'digest',
    shown: [{ components, files }],
    look: { now, channel: 'social-care' },
  }
}
