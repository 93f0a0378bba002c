import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coachReply } from '../../../src/domain/coach/coach-reply.js'
import { detector, repliesAround } from './languages.js'
import { replies, situation } from './situation.js'

const { rules } = replies()
const GOOD = "I'm sorry we lost your bag. I'm checking with Lisbon now and will write you by 6 pm."

const told = (text: string, more: Parameters<typeof situation>[1] = {}, lang = 'en') =>
  coachReply(text, situation(lang, more), rules).map((finding) => finding.rule)

describe('the coach', () => {
  test('says where the words at fault stand', () => {
    const text = 'Hi Ana. We are sorry if this hurt. I will check today.'
    const [finding] = coachReply(text, situation('en'), rules)
    expect(finding).toEqual({
      rule: 'conditional-blame',
      blocking: false,
      phrase: { text: 'sorry if', start: 15, end: 23 },
      say: { id: 'conditional-blame' },
    })
  })

  test('puts what blocks first', () => {
    const found = coachReply(
      'Dear valued customer, what is your phone number? [soon]',
      situation('en'),
      rules,
    )
    expect(found.map(({ blocking }) => blocking)).toEqual(
      [...found.map(({ blocking }) => blocking)].sort().reverse(),
    )
    expect(found[0]?.blocking).toBe(true)
  })

  test('finds blame across accents, case and punctuation, and not across sentences', () => {
    expect(told('LO SENTIMOS, SI ESTO MOLESTO. Lo reviso hoy.', {}, 'es')).toContain('conditional-blame')
    expect(told("I'm sorry. If you send the tag by DM, I'll check now.")).toEqual([])
  })

  test('takes the customer’s own words said back as hearing them', () => {
    const text = 'The suitcase that vanished in Lisbon: the team there looks for it and I will write by 6 pm.'
    expect(told(text)).toContain('no-acknowledgement')
    expect(told(text, { problemWords: ['suitcase vanished'] })).not.toContain('no-acknowledgement')
  })

  test('asks for no second apology in the same thread, and for no promise when the case is closed', () => {
    expect(told("Your bag is on the van and I'll write by 6 pm.", { publicRepliesInThread: 1 })).toEqual([])
    expect(
      told('Good news, Ana: your bag is home. Thank you for your patience.', { isClosing: true }),
    ).toEqual([])
  })

  test('lets personal details be asked for in private, but no password', () => {
    const text = "I'm sorry. What is your phone number? I'll call you today."
    expect(told(text)).toContain('personal-data')
    expect(told(text, { isPublic: false })).toEqual([])
    expect(told("I'm sorry. Send me your password and I'll fix it today.", { isPublic: false })).toContain(
      'personal-data',
    )
  })

  test('stops a private link to the trust question, however it is written, in public and in private', () => {
    const token = 'Zk3-_f'.repeat(7).concat('x')
    for (const link of [
      `https://desk.acme.example/pulse/${token}`,
      `desk.acme.example/pulse/${token}`,
      `https://DESK.ACME.EXAMPLE/PULSE/${token}`,
      `https://t.example/?to=https%3A%2F%2Fdesk.acme.example%2Fpulse%2F${token}`,
      `https://desk.acme.example/pulse/${token.slice(0, 25)}`,
    ])
      for (const isPublic of [true, false]) {
        const text = `${GOOD} ${link}, thank you.`
        const [finding] = coachReply(text, situation('en', { isPublic, limits: ROOMY }), rules)
        expect(finding, link).toEqual({
          rule: 'pulse-link',
          blocking: true,
          phrase: { text: link, start: GOOD.length + 1, end: GOOD.length + 1 + link.length },
          say: { id: 'pulse-link' },
        })
      }
    expect(told(`${GOOD} We keep a finger on the pulse/heartbeat of this.`)).toEqual([])
    expect(told(`${GOOD} https://acme.example/pulse/flights`)).toEqual([])
  })
  const ROOMY = { characters: 1_000, counts: 'graphemes', perLink: null } as const

  test('takes a handle for a handle, not for a mail address', () => {
    expect(told(`@ana@mastodon.social ${GOOD}`)).toEqual([])
  })

  test('questions a third post in a thread', () => {
    expect(told(GOOD, { publicRepliesInThread: 2 })).toEqual(['third-post'])
    expect(told(GOOD, { publicRepliesInThread: 2, isPublic: false })).toEqual([])
  })

  test('stops what is too long for the network, counted as it counts', () => {
    const long = `${GOOD} ${'Thank you. '.repeat(25)}`
    const [finding] = coachReply(long, situation('en'), rules)
    expect(finding).toMatchObject({ rule: 'too-long', blocking: true, say: { id: 'too-long', most: 300 } })
    expect(
      told(`${GOOD} https://example.org/${'a'.repeat(300)}`, {
        limits: { characters: 120, counts: 'weighted', perLink: 23 },
      }),
    ).toEqual([])
  })

  test('has nothing to say on words where it has no rules, and still stops gaps', () => {
    expect(told('Przykro mi, jeśli to sprawiło kłopot.', {}, 'pl')).toEqual([])
    expect(told('Przykro mi [co]', {}, 'pl')).toEqual(['unfilled-gap'])
  })

  test('looks through the eyes of the language that the reply is written in', () => {
    expect(told('We are sorry if this hurt. I will check today.', { languageOf: () => 'en' }, 'pl')).toEqual([
      'conditional-blame',
      'other-language',
    ])
  })
})

describe('another language than the customer’s', () => {
  test.each([...rules.languages.keys()])('is noticed, %s is not taken for another', (lang) => {
    const { own, other } = repliesAround(lang)
    expect(told(own, { languageOf: detector(lang) }, lang)).not.toContain('other-language')
    expect(told(other, { languageOf: detector(lang) }, lang)).toContain('other-language')
  })

  test('is not guessed at in a short text', () => {
    expect(told('Ok, merci!', { languageOf: () => 'und' })).not.toContain('other-language')
  })
})

describe('the same text sent to others', () => {
  test('is noticed when only name, number and link differ', () => {
    const first =
      "Hi Sam, I'm sorry your parcel 4711 is late. I'm calling the depot now and will write by 6 pm. https://a.example/1"
    const second =
      "Hi Ana, I'm sorry your parcel 8822 is late. I'm calling the depot now and will write by 5 pm. https://a.example/2"
    expect(told(second, { recentReplies: [first] })).toEqual(['said-to-others'])
  })

  test('is noticed in Japanese', () => {
    const text = (name: string) =>
      `${name}様、お荷物が届いておらず申し訳ありません。配送所に確認し、18時までにこちらでご連絡します。`
    expect(told(text('田中'), { recentReplies: [text('鈴木')] }, 'ja')).toEqual(['said-to-others'])
  })

  test('is not said of replies that share a phrase, nor of a short thanks', () => {
    const other = "I'm sorry about your bill. I'm checking with accounts now and will write you by Friday."
    expect(told(GOOD, { recentReplies: [other] })).toEqual([])
    expect(told('Thank you, Ana!', { recentReplies: ['Thank you, Sam!'], isClosing: true })).toEqual([])
  })
})

test('any text gets findings whose words stand in it, in no time', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom(
            'sorry',
            'if',
            'any',
            'your',
            'email',
            'send',
            'refund',
            'お',
            '申し訳',
            '[',
            ']',
            'é',
            '\n',
          ),
        ),
        { maxLength: 60 },
      ),
      fc.constantFrom(...rules.languages.keys()),
      (parts, lang) => {
        const text = parts.join(' ')
        for (const { phrase } of coachReply(text, situation(lang), rules))
          if (phrase !== null) expect(text.slice(phrase.start, phrase.end)).toBe(phrase.text)
      },
    ),
    { numRuns: 150 },
  )
})

test('a text made to be slow takes no longer than its length', () => {
  const text = 'sorry we are sorry your your any send please me '.repeat(400)
  const before = performance.now()
  coachReply(text, situation('en'), rules)
  expect(performance.now() - before).toBeLessThan(10_000)
})
