import { describe, expect, test } from 'vitest'
import { ingestMentions } from '../../src/app/ingest-mentions.js'
import { DAY, MINUTE } from '../../src/domain/time.js'
import { author, batch, post, seen } from '../support/posts.js'
import { dana, lee, startWorld } from '../support/world.js'

describe('a page of posts', () => {
  test('a complaint becomes a case, praise only a mention, a stranger nothing', () => {
    const world = startWorld()
    const done = world.take(
      post('bag gone, acme air (3/2 delivery)'),
      post('lovely crew, acme air', { author: author('bo') }),
      post('lovely weather', { author: author('cy') }),
    )

    expect(done).toEqual({ mentions: 2, duplicates: 0, opened: 1, ignored: { 'no-match': 1 } })
    expect(world.card(1)).toMatchObject({
      case: { status: 'open', brand: 'Acme Air', network: 'bluesky', priority: { level: 'P2' } },
      opening: { post: { text: 'bag gone, acme air (3/2 delivery)' }, assessment: { severity: 3 } },
      earlierCases: 0,
      alertedAt: null,
    })
    expect(world.story(1)).toEqual(['opened by connector'])
  })

  test('the same page again changes nothing', () => {
    const world = startWorld()
    const page = [post('bag gone, acme air (3/2 delivery)'), post('acme air ok', { author: author('bo') })]
    world.take(...page)
    expect(world.take(...page)).toMatchObject({ mentions: 0, duplicates: 2, opened: 0 })
    expect(world.store.cases.count({})).toBe(1)
    expect(world.story(1)).toHaveLength(1)
  })

  test('the cursor is committed with the mentions that it covers, or not at all', () => {
    const world = startWorld()
    const poisoned = { ...post('bag gone, acme air (3/2 delivery)'), postedAt: Number.NaN }
    const page = batch([seen(post('late, acme air (2/1 delivery)')), seen(poisoned)], { cursor: 'ahead' })
    expect(() => ingestMentions(world.desk, world.intake, 'bluesky:test', page)).toThrow()
    expect(world.store.connectors.cursor('bluesky:test')).toBeNull()
    expect(world.store.cases.count({})).toBe(0)
  })

  test('history wakes nobody, unless it is critical and fresh', () => {
    const world = startWorld()
    const old = (text: string, handle: string, age: number) =>
      seen(post(text, { author: author(handle), postedAt: world.now() - age }), { history: true })
    const page = batch([
      old('bag gone, acme air (3/2 delivery)', 'ana', MINUTE),
      old('gas smell, acme air (4/3 safety)', 'bo', 5 * MINUTE),
      old('gas smell, acme air (4/3 safety)', 'cy', 2 * DAY),
    ])
    expect(ingestMentions(world.desk, world.intake, 'bluesky:test', page)).toMatchObject({
      mentions: 3,
      opened: 1,
    })
    expect(world.card(1).opening.post.author.handle).toBe('bo')
  })

  test('too mild for the brand is kept, and opens nothing', () => {
    const world = startWorld()
    expect(world.take(post('meh, acme air (1/0 other)'))).toMatchObject({ mentions: 1, opened: 0 })
  })
})

describe('the same author again', () => {
  test('a second complaint joins the running case, and the worse of the two decides', () => {
    const world = startWorld()
    world.take(post('late, acme air (2/1 delivery)'))
    expect(world.card(1).case.priority.level).toBe('P3')
    world.take(post('stranded now, acme air (3/3 delivery)'))

    expect(world.store.cases.count({})).toBe(1)
    expect(world.card(1)).toMatchObject({
      case: { priority: { level: 'P1' }, version: 2 },
      joined: [{ assessment: { severity: 3 } }],
    })
    expect(world.story(1)).toEqual([
      'opened by connector',
      'joined by customer',
      'priority-changed by customer',
    ])
  })

  test("another author's complaint is a case of its own", () => {
    const world = startWorld()
    world.take(
      post('late, acme air (2/1 delivery)'),
      post('late, acme air (2/1 delivery)', { author: author('bo') }),
    )
    expect(world.store.cases.count({})).toBe(2)
  })

  test('after a resolved case a new complaint is a new case, which knows of the earlier one', () => {
    const world = startWorld()
    world.take(post('late, acme air (2/1 delivery)'))
    world.act(1, { type: 'claim' }, dana)
    world.act(1, { type: 'resolve', outcome: 'fixed', note: null }, dana)
    world.take(post('late again, acme air (2/1 delivery)'))
    expect(world.card(2)).toMatchObject({ case: { status: 'open' }, earlierCases: 1 })
  })

  test('a complaint in the thread of a resolved case opens it again; thanks only join', () => {
    const world = startWorld()
    const first = post('late, acme air (2/1 delivery)')
    world.take(first)
    world.act(1, { type: 'claim' }, dana)
    world.act(1, { type: 'resolve', outcome: 'answered', note: null }, dana)

    world.take(post('thank you acme air', { parent: first.uri, root: first.uri }))
    expect(world.card(1)).toMatchObject({ case: { status: 'resolved' }, joined: [{}] })

    world.take(post('it broke again, acme air (2/2 product-fault)', { parent: first.uri, root: first.uri }))
    expect(world.card(1)).toMatchObject({ case: { status: 'open' }, joined: [{}, {}] })
    expect(world.story(1).slice(-3)).toEqual([
      'joined by customer',
      'reopened by customer',
      'priority-changed by customer',
    ])
    expect(world.store.cases.count({})).toBe(1)
  })
})

describe('posts that change', () => {
  test('a page that brings an edited post anew changes its text, its verdict and its case', () => {
    const world = startWorld()
    const first = post('late, acme air (2/1 delivery)')
    world.take(first)
    world.take({ ...first, text: 'child left alone, acme air (4/3 safety)', editedAt: world.now() })
    expect(world.card(1)).toMatchObject({
      opening: { assessment: { severity: 4 } },
      case: { priority: { level: 'P1' } },
    })
    expect(world.story(1).slice(1)).toEqual(['post-edited by connector', 'priority-changed by connector'])
  })

  test('a deletion leaves no word and no name behind, and keeps the case', () => {
    const world = startWorld()
    const first = post('late, acme air (2/1 delivery)')
    world.take(first)
    world.act(1, { type: 'claim' }, lee)
    ingestMentions(world.desk, world.intake, 'bluesky:test', batch([], { removed: [first] }))

    const card = world.card(1)
    expect(card).toMatchObject({ case: { status: 'claimed' }, opening: { removedAt: world.now() } })
    expect(JSON.stringify(card)).not.toMatch(/late|\bana\b/)
  })

  test('a mild post that is edited into a complaint opens a case at last', () => {
    const world = startWorld()
    const first = post('on acme air today')
    world.take(first)
    world.take({ ...first, text: 'on acme air today, stranded (3/3 delivery)' })
    expect(world.card(1)).toMatchObject({
      case: { status: 'open' },
      opening: { assessment: { severity: 3 } },
    })
  })
})
