import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../domain/time.js'
import type { Amends } from '../../main.js'
import { caseWork } from './case-work.js'
import type { Dice } from './dice.js'
import type { MadeUpNetwork, Said } from './network.js'
import { inFull, type Stories, type Story, type Words } from './stories.js'
import type { Timetable } from './timetable.js'

/** What the made-up weeks are made with. */
export type Stage = {
  readonly amends: Amends
  readonly brandName: string
  readonly network: MadeUpNetwork
  readonly steps: Timetable
  readonly clock: () => Instant
  readonly stories: Stories
  readonly dice: Dice
}

const DAY_OF_THE_STORM = 19

/** Who says what, when: some fourteen complaints a day between talk and jokes, and one evening on which no ticket opens. */
export function complaints(stage: Stage, { from, to }: { from: Instant; to: Instant }): void {
  const { amends, network, steps, clock, stories, dice } = stage
  const work = caseWork(stage)
  const said = crowd(dice)
  const [poller] = amends.pollers

  function speak(at: Instant, what: Story | Words, inStorm = false): void {
    if (at >= to) return
    steps.add(at, () => {
      const post = network.say(said(what), 'by-search')
      steps.add(clock() + dice.around(50 * SECOND), async () => {
        await poller?.poll()
        work.begin(post, what, inStorm)
      })
    })
  }
  /** A complaint that Amends did not hear: somebody of the team opens it by its address. */
  function bring(at: Instant, story: Story): void {
    if (at >= to) return
    steps.add(at, () => {
      const post = network.say(said(story), 'by-address')
      steps.add(clock() + dice.around(3 * HOUR), () => work.open(post, story))
    })
  }

  for (let day = from; day < to; day += DAY) {
    const many = 10 + Math.floor(9 * dice.roll())
    for (let i = 0; i < many; i++) speak(day + timeOfDay(dice), dice.pick(stories.stories))
    for (let i = 0; i < 6; i++) speak(day + timeOfDay(dice), dice.pick(stories.words('talk')))
    if (dice.roll() < 0.8) speak(day + timeOfDay(dice), dice.pick(stories.words('joke')))
    if (dice.roll() < 0.35) bring(day + timeOfDay(dice), dice.pick(stories.stories))
  }
  const evening = from + DAY_OF_THE_STORM * DAY + 17 * HOUR
  for (let i = 0; i < 34; i++) speak(evening + dice.around(60 * MINUTE), dice.pick(stories.storm), true)
}

const NAMES = ['ana', 'ben', 'carla', 'dov', 'edda', 'finn', 'gio', 'hana', 'ivo', 'jule', 'kai', 'lene']

/** Nobody speaks twice, but in their own thread. */
function crowd(dice: Dice): (what: Story | Words) => Said {
  let people = 0
  return ({ text, lang }) => {
    const name = `${dice.pick(NAMES)}${++people}`
    const isTag = text.includes('@orsellin.example')
    const network = isTag || dice.roll() < 0.65 ? 'bluesky' : 'mastodon'
    const handle = network === 'bluesky' ? `${name}.bsky.example` : `${name}@rails.example`
    const followers = Math.round(10 ** (1 + 3.4 * dice.roll()))
    const author = { id: `did:example:${handle}`, handle, displayName: name, followers, optOuts: [] }
    return { network, author, text: inFull(text, dice), lang }
  }
}

/** Days are louder than nights, and evenings loudest. */
const timeOfDay = ({ roll }: Dice): number =>
  Math.floor((roll() < 0.15 ? 24 * roll() : roll() < 0.5 ? 7 + 9 * roll() : 16 + 7 * roll()) * HOUR)
