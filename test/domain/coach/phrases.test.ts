import { expect, test } from 'vitest'
import { phraseFinder } from '../../../src/domain/coach/phrases.js'

test.each([
  ['sorry if', 'So SORRY, if that hurt', 'SORRY, if'],
  ['sorry if', 'sorry. If that hurt', null],
  ['sorry * if', 'sorry about all that if it hurt', 'sorry about all that if'],
  ['sorry * if', 'sorry about all of that if it hurt', null],
  ['sorry * if', 'sorry if', 'sorry if'],
  ['refund~', 'your refunds are here', 'refunds'],
  ['fund', 'your refunds are here', null],
  ['<number> euros', 'here are 20 euros', '20 euros'],
  ['(our|the|) policy', 'per our policy', 'our policy'],
  ['(our|the|) policy', 'policy', 'policy'],
  ['lamentamos si', 'Lamentámos si', 'Lamentámos si'],
  ['申し訳', '大変申し訳ありません', '申し訳'],
  ['もし*でしたら', 'もしご迷惑でしたら', 'もしご迷惑でしたら'],
  ['がく', 'かく', null],
  ['straße', 'in der STRASSE', 'STRASSE'],
  ['example', 'ask @example.org or https://example.org/example', null],
  ['sorry (if|if you) were', 'sorry if you were', 'sorry if you were'],
])('"%s" in "%s" finds %s', (phrase, text, found) => {
  expect(phraseFinder([phrase])(text)[0]?.text ?? null).toBe(found)
})

test.each([
  ['', 'no word'],
  ['* if', 'before and behind'],
  ['sorry (if', 'not closed'],
  ['(|)', 'no word'],
])('"%s" is refused: %s', (phrase, why) => {
  expect(() => phraseFinder([phrase])).toThrow(why)
})

test('the longest of several that begin alike is found, and none within another', () => {
  const find = phraseFinder(['sorry', 'sorry if', 'if you'])
  expect(find('sorry if you').map((span) => span.text)).toEqual(['sorry if'])
})
