import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../../src/domain/assessment.js'
import { coachReply } from '../../src/domain/coach/coach-reply.js'
import { type DraftAbout, draftClosing, draftReply, guideFor, unfilledGaps } from '../../src/domain/draft.js'
import { graphemes } from '../../src/domain/reply-length.js'
import { replies, situation } from './coach/situation.js'

const { guides, rules } = replies()
const english = guideFor(guides, 'en')

const about = (more: Partial<DraftAbout> = {}): DraftAbout => ({
  name: 'Ana',
  category: 'delivery',
  severity: 2,
  urgency: 2,
  reasons: ['never arrived', 'third day'],
  lang: 'en',
  sensitive: false,
  asksForPersonalData: false,
  ...more,
})

/** What a rep may fill in: the problem, what they do, an hour, a day, what they need. */
const FILLED: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
  en: ['the order went missing', "I'm calling the depot", '6 pm', 'Friday', 'your order number'],
  de: ['die Lieferung kam nicht an', 'Ich rufe im Depot an', '18 Uhr', 'Freitag', 'die Bestellnummer'],
  es: ['el pedido no llegó', 'Llamo al almacén', '18:00', 'viernes', 'el número de pedido'],
  fr: ["la commande n'est pas arrivée", "J'appelle le dépôt", '18 h', 'vendredi', 'le numéro de commande'],
  it: ["l'ordine non è arrivato", 'Chiamo il deposito', '18', 'venerdì', "il numero d'ordine"],
  pt: ['a encomenda não chegou', 'Vou ligar ao armazém', '18h', 'sexta-feira', 'o número do pedido'],
  nl: ['de bestelling kwam niet aan', 'Ik bel het depot', '18 uur', 'vrijdag', 'het bestelnummer'],
  ja: ['ご注文の品が届いていない件', '配送所への確認', '18時', '金曜日', '注文番号'],
}

describe('a draft', () => {
  test('names the customer, says their problem back in a gap, owns it, and leaves open what only a person knows', () => {
    const draft = draftReply(english, about())
    expect(draft).toEqual({
      text: "Hi Ana, I'm sorry you're left waiting: [what went wrong: “never arrived”]. That's on us. [What you will do], and I'll write to you here by [time today].",
      gaps: ['[what went wrong: “never arrived”]', '[What you will do]', '[time today]'],
      lang: 'en',
      isFallback: false,
    })
  })

  test('is never the same for two kinds of complaint', () => {
    for (const guide of guides.values()) {
      const texts = CATEGORIES.filter((category) => category !== 'none').map(
        (category) => draftReply(guide, about({ category })).text,
      )
      expect(new Set(texts).size).toBe(texts.length)
    }
  })

  test('opens a private channel where personal details are needed', () => {
    expect(draftReply(english, about({ asksForPersonalData: true })).text).toContain('by direct message')
  })

  test('says more where the harm is serious, and something else where the topic is sensitive', () => {
    expect(draftReply(english, about({ severity: 3 })).text).toContain(english.serious)
    const sensitive = draftReply(english, about({ severity: 4, sensitive: true })).text
    expect(sensitive).toContain(english.sensitive)
    expect(sensitive).not.toContain(english.serious)
  })

  test('for a language without a guide is in English, and says so', () => {
    const draft = draftReply(guideFor(guides, 'pl'), about({ lang: 'pl' }))
    expect([draft.lang, draft.isFallback]).toEqual(['en', true])
    expect(draftReply(guideFor(guides, 'pt-BR'), about({ lang: 'pt-BR' })).isFallback).toBe(false)
    expect(draftReply(guideFor(guides, 'und'), about({ lang: 'und' })).isFallback).toBe(false)
  })

  test('that closes a solved case leaves open what was mended', () => {
    for (const guide of guides.values()) {
      expect(draftClosing(guide, { name: 'Ana', lang: guide.lang }).gaps).toHaveLength(1)
      expect(draftClosing(guide, { name: '', lang: guide.lang }).text).not.toContain('{')
    }
  })
})

describe('a name', () => {
  test.each([
    ['Ana López', 'Hi Ana López,'],
    ['Ana 🌻 (she/her)', 'Hi Ana,'],
    ['ana.bsky.social', 'Hi ana,'],
    ['@sam@mastodon.social', 'Hi sam,'],
    ['Zoë :verified: https://spam.example', 'Hi Zoë,'],
    ['\u202eevil [gap] {name}', 'Hi evil,'],
    ['🦊🦊', 'Hi,'],
    ['', 'Hi,'],
    ['田中さくら', 'Hi 田中さくら,'],
    ['$& $1', 'Hi,'],
    ["O'Neil", "Hi O'Neil,"],
  ])('%s is greeted as %s', (name, greeting) => {
    expect(draftReply(english, about({ name })).text.startsWith(`${greeting} `)).toBe(true)
  })
})

describe.each([...guides.values()].map((guide) => [guide.lang, guide] as const))(
  'the guide in %s',
  (lang, guide) => {
    const every = CATEGORIES.flatMap((category) =>
      ([1, 2, 3] as const).flatMap((urgency) =>
        ([2, 4] as const).flatMap((severity) =>
          [false, true].flatMap((flag) => [
            about({ lang, category, urgency, severity, asksForPersonalData: flag }),
            about({ lang, category, urgency, severity, sensitive: flag, name: '' }),
          ]),
        ),
      ),
    )

    test('keeps every draft within 270 characters, with a gap in each', () => {
      for (const one of every) {
        const draft = draftReply(guide, {
          ...one,
          name: 'Wilhelmina Featherstonehaugh III',
          reasons: ['x'.repeat(200)],
        })
        expect(graphemes(draft.text)).toBeLessThanOrEqual(270)
        expect(draft.gaps.length).toBeGreaterThanOrEqual(3)
        expect(draft.text).not.toMatch(/[{}]/)
      }
    })

    test('makes drafts that the coach is content with once the gaps are filled', () => {
      const [problem, doing, hour, day, need] = FILLED[lang] ?? ['', '', '', '', '']
      for (const one of every) {
        const fill = [problem, doing, one.urgency === 1 ? day : hour, need]
        const draft = draftReply(guide, one)
        const text = draft.gaps.reduce(
          (filled, gap, at) => filled.replace(gap, () => fill[at] ?? ''),
          draft.text,
        )
        const found = coachReply(
          text,
          situation(lang, { limits: { characters: 500, counts: 'graphemes', perLink: null } }),
          rules,
        )
        expect(found.map((finding) => [finding.rule, finding.phrase?.text, text])).toEqual([])
      }
    })

    test('makes drafts that cannot be sent as they are', () => {
      for (const one of every) {
        const found = coachReply(draftReply(guide, one).text, situation(lang), rules)
        expect(found.some((finding) => finding.rule === 'unfilled-gap' && finding.blocking)).toBe(true)
      }
    })
  },
)

describe('a gap', () => {
  test.each([
    ['by [time today]', ['[time today]']],
    ['by [time today', ['[time today']],
    ['by today] at six', ['today]']],
    ['[one] and [two]', ['[one]', '[two]']],
    ['by six', []],
    ['', []],
  ])('in "%s"', (text, gaps) => {
    expect(unfilledGaps(text).map((gap) => gap.text)).toEqual(gaps)
  })

  test('stands in the text where it says it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('[', ']', 'a', ' ', '\n', '👍') }), (text) => {
        const gaps = unfilledGaps(text)
        for (const gap of gaps) expect(text.slice(gap.start, gap.end)).toBe(gap.text)
        expect(gaps.length > 0).toBe(/[[\]]/.test(text))
      }),
    )
  })
})

test('any name and any reason make a draft with gaps and nothing that ends one early', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), (name, reasons) => {
      const draft = draftReply(english, about({ name, reasons }))
      expect(draft.gaps).toHaveLength(3)
      expect(graphemes(draft.text)).toBeLessThanOrEqual(270)
    }),
  )
})
