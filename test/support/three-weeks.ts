import { ingestMentions } from '../../src/app/ingest-mentions.js'
import type { CaseId, Command } from '../../src/domain/case.js'
import type { Post } from '../../src/domain/post.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { ACME, author, batch, post, seen, spelledOut } from './posts.js'
import { dana, lee, startWorld } from './world.js'

const LANGS = ['en', 'en', 'en', 'es', 'fr', 'de'] as const
const VERDICTS = [
  '3/3 delivery',
  '2/1 product-fault',
  '2/2 billing',
  '3/2 staff-support',
  '4/3 safety',
] as const
const OUTCOMES = ['fixed', 'fixed', 'answered', 'no-reply-needed', 'not-a-complaint'] as const
const CAUSES = ['late flight', 'refund stuck', 'app down', 'late flight'] as const
const COMPLAINTS = [
  'Five hours at the gate with acme air and nobody says a word',
  'The seat is broken, the screen is dark, well done acme air',
  'acme air charged me twice and sends me from desk to desk',
  'An hour on hold, then the line went dead. acme air at its best',
  'Left on the stairs with my crutches by acme air',
] as const

type Heard = { readonly id: CaseId; answer(text: string): void }
type Step = { readonly at: number; run(): void }

/** A world with three weeks behind it: some five complaints a day, most of them claimed, answered and resolved. */
export function threeWeeks() {
  const world = startWorld({ boards: [] })
  const end = world.now()
  world.wait(-21 * DAY)
  const chance = dice(7)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T

  const steps: Step[] = []
  for (let at = world.now() + HOUR; at < end; at += Math.round((1 + 7 * chance()) * HOUR)) {
    const kind = Math.floor(chance() * VERDICTS.length)
    const lang = pick(LANGS)
    const network = chance() < 0.65 ? ('bluesky' as const) : ('mastodon' as const)
    const lag = Math.round((0.2 + 4 * chance() ** 3) * MINUTE)
    const hear = () => {
      const handle = `person${steps.length}-${Math.round(at / MINUTE)}.example`
      const text = `${COMPLAINTS[kind]} (${VERDICTS[kind]})`
      const followers = Math.round(10 ** (1 + 3.5 * chance()))
      const said = post(text, {
        author: author(handle, { followers }),
        network,
        postedAt: at - lag,
        langs: [lang],
      })
      const classifier = {
        id: 'by-hand',
        assess: (words: string) => ({ ...spelledOut.assess(words, { langs: undefined }), lang }),
      }
      const before = world.store.cases.count({})
      const take = (one: Post, via: 'search' | 'reply') =>
        ingestMentions(
          world.desk,
          { ...world.intake, classifier },
          `${network}:acme`,
          batch([seen(one, { via, account: ACME.accounts[network === 'bluesky' ? 0 : 1] ?? '' })]),
        )
      take(said, 'search')
      const answer = (text: string) =>
        take(
          post(text, {
            author: said.author,
            network,
            parent: said.uri,
            root: said.uri,
            postedAt: world.now(),
            langs: [lang],
          }),
          'reply',
        )
      return world.store.cases.count({}) > before ? { id: before + 1, answer } : null
    }
    steps.push({ at, run: () => follow(hear(), at) })
  }

  const later: Step[] = []
  function follow(heard: Heard | null, at: number): void {
    if (heard === null || chance() < 0.08) return
    const { id, answer } = heard
    const by = chance() < 0.5 ? dana : lee
    const outcome = pick(OUTCOMES)
    const press = (after: number, command: (now: number) => Command) =>
      later.push({ at: at + Math.round(after), run: () => void world.act(id, command(world.now()), by) })
    const taken = (1 + 25 * chance() ** 3) * MINUTE
    if (outcome === 'not-a-complaint')
      return void press(taken, () => ({ type: 'resolve', outcome, note: null }))
    press(taken, () => ({ type: 'claim' }))
    const answered = taken + (2 + 40 * chance() ** 2) * MINUTE
    const mood = chance()
    if (outcome !== 'no-reply-needed' && mood < 0.7)
      later.push({
        at: at + Math.round(answered + 20 * MINUTE),
        run: () =>
          answer(
            mood < 0.5
              ? 'Thank you, acme air, that was quick.'
              : `Still nothing from acme air (${VERDICTS[2]})`,
          ),
      })
    if (outcome !== 'no-reply-needed')
      press(answered, (now) => ({ type: 'replied', at: now, elsewhere: false }))
    if (chance() < 0.8)
      press(answered + (1 + 8 * chance()) * HOUR, () => ({
        type: 'resolve',
        outcome,
        note: null,
        cause: pick(CAUSES),
      }))
  }

  for (const step of steps) {
    play(step.at)
    world.wait(step.at - world.now())
    step.run()
  }
  play(end)
  world.wait(end - world.now())

  function play(until: number): void {
    later.sort((a, b) => a.at - b.at)
    while (later[0] !== undefined && later[0].at < until) {
      const next = later.shift() as Step
      world.wait(Math.max(next.at - world.now(), 0))
      next.run()
    }
  }
  return world
}

/** A small generator with a seed (mulberry32): the same weeks every time. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
