import { describe, expect, it } from 'vitest'
import { caseCard } from '../../src/discord/case-card.js'
import type { Card } from '../../src/domain/card.js'
import type { Outreach, OutreachState } from '../../src/domain/outreach.js'
import { en } from '../../src/texts/en.js'
import { cardsOf, SAMPLES, type Sample } from '../support/discord-look/sample-cards.js'
import type { Json } from '../support/fake-discord/index.js'
import { messageFaults } from '../support/fake-discord/validate.js'
import { author } from '../support/posts.js'
import { wordsOf } from './care-team.js'

const draw = (card: Card): Json[] => caseCard(card, en) as unknown as Json[]
const faultsOf = (components: Json[]) => messageFaults({ flags: 1 << 15, components })
function cardOf(sample: Sample): Card {
  const [card] = cardsOf([sample]).cards
  if (card === undefined) throw new Error('no card')
  return card
}
const [, charged] = cardsOf(SAMPLES).cards as [Card, Card]

describe('what we did about it, on the card', () => {
  const dana = { id: 'discord:1', name: 'Dana' }
  const reply = (more: Partial<OutreachState> = {}, text = 'On it.'): Outreach => ({
    ...{
      id: 1,
      caseId: 127,
      mentionId: 1,
      by: dana,
      text,
      lang: 'en',
      key: 'k',
      writtenAt: 0,
      kind: 'reply',
    },
    ...({
      status: 'sent',
      uri: 'u',
      ref: 'r',
      url: 'https://bsky.app/x',
      sentAt: 5_000,
      ...more,
    } as OutreachState),
  })
  const told = (more: Partial<Card>) => wordsOf(draw({ ...charged, ...more }))

  it.each([
    [{ status: 'to-approve' }, '👀 **Reply** · Dana · waits for a second person'],
    [{ status: 'owed', error: null }, '📨 **Reply** · Dana · sending …'],
    [{}, '↩️ **Reply** · Dana · [sent <t:5:R>](https://bsky.app/x)'],
    [{ status: 'failed', error: 'too long [x](http://e)' }, 'not sent: too long \\[x\\]\\(http\\://e\\)'],
    [{ status: 'removed', removedAt: 9_000 }, '🗑️ **Reply** · Dana · taken down <t:9:R>'],
  ] as const)('how a reply fares: %j', (state, words) => {
    expect(told({ outreaches: [reply(state)] })).toContain(words)
  })

  it('what it promised, until that is kept', () => {
    const promise = {
      id: 1,
      caseId: 127,
      outreachId: 1,
      phrase: 'by Friday',
      dueAt: 8_000,
      state: 'open',
    } as const
    expect(told({ promises: [promise] })).toContain('⏰ promised “by Friday”: due <t:8:R>')
    expect(told({ promises: [{ ...promise, state: 'kept' }] })).not.toContain('Friday')
  })

  it('that it was answered elsewhere, put aside, or grows', () => {
    const by = { type: 'connector', id: 'bluesky:a' } as const
    const elsewhere = {
      id: 9,
      caseId: 127,
      at: 7_000,
      by,
      event: { type: 'replied', elsewhere: true },
    } as const
    expect(told({ history: [elsewhere] })).toContain('↪️ answered outside Amends <t:7:R>')
    const aside = { ...charged.case, snooze: { until: null } } as Card['case']
    expect(told({ case: aside })).toContain('💤 put aside until the customer answers')
    const grown = {
      ...charged.opening,
      post: { ...charged.opening.post, engagement: { likes: 240, reposts: 31, replies: 0 } },
      engagementAtFirst: { likes: 12, reposts: 31, replies: 0 },
    }
    expect(told({ opening: grown })).toContain('📈 12 → 240 likes')
  })

  it('keeps within a message with everything at its longest, and keeps what matters most', () => {
    const long = '*_~`|<@1>[x](y)'.repeat(120)
    const longest = cardOf({
      posts: Array.from({ length: 9 }, () => ({
        text: long,
        contentWarning: long,
        author: author('a'.repeat(300), { displayName: long, optOuts: ['no-bot', 'no-index', 'blocked'] }),
      })),
      verdict: { reasons: [long, long, long] },
      done: [{ type: 'claim' }],
    })
    const url = `https://bsky.app/${'x'.repeat(180)}`
    const name = { id: 'discord:1', name: long }
    const promise = { id: 1, caseId: 127, outreachId: 1, phrase: long, dueAt: 8_000, state: 'open' } as const
    const components = draw({
      ...longest,
      outreaches: [1, 2, 3].map(() => ({ ...reply({ url }, long), by: name })),
      promises: [promise, promise],
    })
    expect(faultsOf(components)).toEqual([])
    expect(wordsOf(components)).toContain('has had this since')
    expect(wordsOf(components)).toContain('### 🔴')
  })
})
