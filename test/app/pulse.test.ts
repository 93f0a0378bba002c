import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerPulse } from '../../src/app/answer-pulse.js'
import { removePost } from '../../src/app/follow-post.js'
import { DAY, MINUTE } from '../../src/domain/time.js'
import { author } from '../support/posts.js'
import { type AskingWorld, askingPolicy, askingWorld, MEMBER } from '../support/pulse-desk.js'
import { dana, lee } from '../support/world.js'

let world: AskingWorld
beforeEach(() => {
  world = askingWorld()
})
afterEach(() => world.store.close())

const whyNot = (id: number) => world.care.whyNotAskPulse(id, MEMBER)?.reason ?? null
const answer = (path: string, grade: 1 | 2 | 3 | 4 | 5) =>
  answerPulse(world.desk, path.replace('/pulse/', ''), grade).result

describe('whom a rep may ask', () => {
  test('a customer who was answered, whatever became of the case', () => {
    const id = world.answered()
    expect(whyNot(id)).toBe(null)
    world.act(id, { type: 'hear' }, dana)
    expect(whyNot(id)).toBe(null)
    world.act(id, { type: 'resolve', outcome: 'unreachable', note: null }, dana)
    expect(whyNot(id)).toBe(null)
  })

  test('a customer whose case was resolved as fixed, by whatever means', () => {
    const id = world.complain()
    expect(whyNot(id)).toBe('not-answered')
    world.act(id, { type: 'claim' }, dana)
    expect(whyNot(id)).toBe('not-answered')
    world.act(id, { type: 'resolve', outcome: 'fixed', note: null }, dana)
    expect(whyNot(id)).toBe(null)
  })

  test('nobody whose post was no complaint, or needed no reply', () => {
    for (const outcome of ['not-a-complaint', 'duplicate', 'no-reply-needed'] as const) {
      const id = world.complain()
      world.act(id, { type: 'resolve', outcome, note: null }, dana)
      expect(whyNot(id), outcome).toBe('not-answered')
    }
  })

  test('nobody for a brand that does not ask', () => {
    world.store.close()
    world = askingWorld({ pulse: null })
    expect(whyNot(world.answered())).toBe('off')
    expect(() => world.ask(1)).toThrow('off')
    expect(world.story(1)).not.toContain('pulse-asked by Dana')
  })

  test('not a case of another owner, while they have it', () => {
    const id = world.answered()
    expect(world.care.whyNotAskPulse(id, { person: lee, role: 'rep' })).toEqual({
      reason: 'not-yours',
      owner: dana,
    })
    world.act(id, { type: 'resolve', outcome: 'fixed', note: null }, dana)
    expect(world.care.whyNotAskPulse(id, { person: lee, role: 'rep' })).toBe(null)
  })

  test('nobody who asked to be left alone, blocks us, or keeps bots away, though they spoke to us', () => {
    const alone = world.answered()
    world.care.doNotContact(alone, MEMBER)
    expect(whyNot(alone)).toBe('do-not-contact')
    for (const signal of ['blocked', 'no-bot'] as const) {
      const id = world.answered('en', {
        author: author(signal, { optOuts: [signal] }),
        tagged: ['acmeair.bsky.social'],
      })
      expect(whyNot(id), signal).toBe('opted-out')
    }
    const unlisted = world.answered('en', {
      author: author('shy', { optOuts: ['no-index'] }),
      tagged: ['acmeair.bsky.social'],
    })
    expect(whyNot(unlisted)).toBe(null)
  })

  test('nobody twice within the time of contactEvery, in whatever case; a lost link can be made anew', () => {
    const again = { author: author('ana.bsky.social') }
    const first = world.answered('en', again)
    world.ask(first)
    world.act(first, { type: 'resolve', outcome: 'fixed', note: null }, dana)
    world.wait(5 * DAY)
    expect(whyNot(first)).toBe(null)

    const second = world.answered('en', again)
    expect(world.care.whyNotAskPulse(second, MEMBER)).toEqual({
      reason: 'asked-lately',
      at: world.now() - 5 * DAY,
      again: world.now() + 25 * DAY,
    })
    expect(whyNot(world.answered('en', { author: author('ben.bsky.social') }))).toBe(null)
    world.wait(25 * DAY)
    expect(whyNot(second)).toBe(null)
  })

  test('nobody who has answered in this case', () => {
    const id = world.answered()
    answer(world.ask(id), 4)
    expect(whyNot(id)).toBe('answered')
    expect(() => world.ask(id)).toThrow('answered')
  })

  test('nobody who took back what they wrote', () => {
    const id = world.answered()
    const { opening } = world.card(id)
    world.store.transaction(() => removePost(world.desk, opening, 'bluesky:test', world.now()))
    expect(whyNot(id)).toBe('post-removed')
  })
})

describe('asking', () => {
  test('stands in history and in the audit log, refused too, and holds the claim', () => {
    const id = world.answered()
    world.act(id, { type: 'hear' }, dana)
    world.wait(10 * MINUTE)
    world.ask(id)
    expect(world.story(id).at(-1)).toBe('pulse-asked by Dana')
    expect(world.card(id).case).toMatchObject({ status: 'claimed', leaseUntil: world.now() + 15 * MINUTE })
    world.care.askPulse(world.complain(), MEMBER)
    expect(
      world.store.team
        .audited({ limit: 2, before: null })
        .map(({ action, caseId, outcome }) => [action, caseId, outcome]),
    ).toEqual([
      ['ask-pulse', 2, 'not-answered'],
      ['ask-pulse', id, 'done'],
    ])
  })

  test('goes where the public reaches us, in the language of the customer or else the first that is offered', () => {
    world.store.close()
    world = askingWorld({ pulse: { languages: ['fr', 'es'] } })
    const asked = (lang: string) => {
      const made = world.care.askPulse(world.answered(lang), MEMBER)
      return made.ok ? { lang: made.lang, link: made.link } : made.refusal
    }
    const link = expect.stringMatching(/^https:\/\/desk\.acme\.example\/pulse\/[\w-]{43}$/)
    expect(asked('es')).toEqual({ lang: 'es', link })
    expect(asked('de')).toEqual({ lang: 'fr', link })
  })
})

describe('an answer', () => {
  test('changes nothing of the case: no status, no sleep, no clock, no version', () => {
    const id = world.answered()
    const link = world.ask(id)
    world.act(id, { type: 'snooze', until: null }, dana)
    const before = world.card(id).case
    world.wait(20 * MINUTE)
    expect(answer(link, 1)).toBe('stored')
    expect(world.card(id).case).toEqual(before)
    expect(world.story(id).at(-1)).toBe('pulse-answered by customer')
  })

  test('is told to open pages, without what it was', () => {
    const told: unknown[] = []
    const id = world.answered()
    const link = world.ask(id)
    world.desk.changes.subscribe((change) => told.push(change))
    answer(link, 2)
    answer(link, 3)
    expect(told).toEqual([{ caseId: id, version: world.card(id).case.version, what: 'pulse-answered' }])
  })

  test('comes with the link, though its author has deleted the post since, and names nobody', () => {
    const id = world.answered()
    const link = world.ask(id)
    const { opening } = world.card(id)
    world.store.transaction(() => removePost(world.desk, opening, 'bluesky:test', world.now()))
    expect(answer(link, 2)).toBe('stored')
    expect(world.store.pulses.of(id)).toMatchObject({ answered: true })
  })

  test('is taken no more once the brand has stopped asking', () => {
    const link = world.ask(world.answered())
    const quiet = { ...world.desk, policy: askingPolicy(null) }
    expect(answerPulse(quiet, link.replace('/pulse/', ''), 5).result).toBe('gone')
  })

  test('goes with the posts when two cases become one', () => {
    const again = { author: author('ana.bsky.social') }
    const first = world.answered('en', again)
    const link = world.ask(first)
    // Two cases of one author that are open at once: a post that was split off.
    const second = split(first, again)
    expect(whyNot(second)).toBe('not-answered')
    world.care.merge(first, second, MEMBER)
    expect(world.store.pulses.of(first)).toBe(null)
    expect(answer(link, 4)).toBe('stored')
    expect(world.store.pulses.of(second)).toMatchObject({ answered: true })
    expect(world.story(second).at(-1)).toBe('pulse-answered by customer')
  })
})

/** A later post of the same author becomes a case of its own. */
function split(id: number, more: Parameters<AskingWorld['complain']>[1]): number {
  world.complain('en', { ...more, uri: `at://later/${id}` })
  const later = world.card(id).joined.at(-1)
  if (later === undefined) throw new Error('nothing joined')
  const result = world.care.split(id, later.id, MEMBER)
  if (!result.ok) throw new Error(result.refusal.reason)
  return result.case.id
}
