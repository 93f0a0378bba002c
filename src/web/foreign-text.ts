/**
 * Strangers' text, made fit for a page. Escaping is the renderer's work; this takes away what escaping leaves:
 * characters that reorder, hide or overrun the words around them.
 */

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
/** Tag characters stay in the flags of England, Scotland and Wales, where they belong. */
const INVISIBLE = new RegExp(
  '(\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{2,6}\\u{e007f})|' +
    '[\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u2060-\\u2065\\u206a-\\u206f\\u3164\\ufeff\\uffa0' +
    '\\ufff9-\\ufffb\\u{e0000}-\\u{e0fff}]',
  'gu',
)
const JOINING =
  '\\p{Extended_Pictographic}\\ufe0f\\u{1f3fb}-\\u{1f3ff}\\p{scx=Arabic}\\p{scx=Syriac}\\p{scx=Mongolian}\\p{scx=Nko}' +
  '\\p{scx=Devanagari}\\p{scx=Bengali}\\p{scx=Gurmukhi}\\p{scx=Gujarati}\\p{scx=Oriya}\\p{scx=Tamil}\\p{scx=Telugu}' +
  '\\p{scx=Kannada}\\p{scx=Malayalam}\\p{scx=Sinhala}\\p{scx=Khmer}\\p{scx=Myanmar}'
/** Joiners build family emoji and Persian or Indian words; anywhere else they only split words unseen. */
const STRAY_JOINERS = new RegExp(
  `(?<![${JOINING}])[\\u200c\\u200d]+|[\\u200c\\u200d]+(?![${JOINING}\\u200c\\u200d])|(?<=[\\u200c\\u200d])[\\u200c\\u200d]+`,
  'gu',
)
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu

/** Many lines stay many lines, but never more than one empty one between them. */
export function tame(text: string): string {
  return text
    .replace(LINE_ENDS, '\n')
    .replace(CONTROLS, '')
    .replace(BIDI, '')
    .replace(INVISIBLE, '$1')
    .replace(STRAY_JOINERS, '')
    .replace(PILED_MARKS, '$1')
    .replaceAll('\u2800', ' ')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Words that somebody of ours wrote, to be sent as they are: joiners and directions stay, control characters do not. */
export const asWritten = (text: string): string =>
  text.replace(LINE_ENDS, '\n').replace(CONTROLS, '').normalize('NFC').trim()

/** A name, handle or note on one line, cut at `longest` characters as people count them. */
export function tameLine(text: string, longest = 80): string {
  const line = tame(text).replace(/\s+/g, ' ')
  if (line.length <= longest) return line
  const characters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment)
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`
}

/** "on" or "no" alone stand everywhere. In scripts that write a word with one sign, so short a phrase says much. */
const TELLS_NOTHING = /^(\p{Script=Latin}{1,2})?$/u

export type Stretch = { readonly text: string; readonly marked: boolean }

/** The text in order, with the phrases that carried the verdict marked wherever they stand. Both tamed already. */
export function markPhrases(text: string, phrases: readonly string[]): readonly Stretch[] {
  const wanted = phrases.filter((phrase) => !TELLS_NOTHING.test(phrase)).sort((a, b) => b.length - a.length)
  if (wanted.length === 0) return [{ text, marked: false }]

  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${wanted.map(literally).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  )
  const stretches: Stretch[] = []
  let at = 0
  for (const found of text.matchAll(pattern)) {
    if (found.index > at) stretches.push({ text: text.slice(at, found.index), marked: false })
    stretches.push({ text: found[0], marked: true })
    at = found.index + found[0].length
  }
  if (at < text.length) stretches.push({ text: text.slice(at), marked: false })
  return stretches
}

const literally = (phrase: string): string => phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** A language tag fit for a `lang` attribute, or `undefined`: the classifier's verdict before what the app declared. */
export function langOf(assessed: string, declared: readonly string[]): string | undefined {
  if (assessed !== 'und') return assessed
  const first = declared[0]
  return first !== undefined && /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(first) ? first : undefined
}
