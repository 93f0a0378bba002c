/** What a character does in a post. One table for the basic plane, made once: a look-up per character is what keeps reading fast. */
export const OTHER = 0
export const SPACE = 1
export const LETTER = 2
export const DIGIT = 3
/** Letters of scripts that put no spaces between words: Han, kana, Thai, Lao, Khmer, Burmese. */
export const UNSPACED = 4
/** Zero-width and formatting characters: part of whatever they stand in, never visible. */
export const IGNORABLE = 5
export const EMOJI = 6

const UNSPACED_SCRIPTS =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u

let table: Uint8Array | null = null

/** Class of every UTF-16 code unit; halves of surrogate pairs are OTHER here, see {@link classOfPair}. */
export function characterClasses(): Uint8Array {
  if (table !== null) return table
  const classes = new Uint8Array(0x10000)
  for (let code = 0; code < 0x10000; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    classes[code] = classOf(String.fromCharCode(code))
  }
  table = classes
  return classes
}

function classOf(character: string): number {
  if (/^\s$/u.test(character)) return SPACE
  if (/^[\p{Cf}\p{Cc}]$/u.test(character) || isVariation(character)) return IGNORABLE
  if (/^\p{Nd}$/u.test(character)) return DIGIT
  if (character === 'ー' || /^[\p{L}\p{M}\p{N}]$/u.test(character))
    return UNSPACED_SCRIPTS.test(character) ? UNSPACED : LETTER
  return /^\p{Extended_Pictographic}$/u.test(character) && character > '\u2000' ? EMOJI : OTHER
}

/** Variation selectors and the combining grapheme joiner: they change how a character looks, not what it is. */
const isVariation = (character: string): boolean =>
  character === '\u034f' || (character >= '\ufe00' && character <= '\ufe0f')

/** Class of a character outside the basic plane. */
export function classOfPair(point: number): number {
  if (point >= 0x1f000 && point <= 0x1faff) return EMOJI
  // Bold, script and double-struck Latin letters, which NFKC turns into plain ones.
  if (point >= 0x1d400 && point <= 0x1d7cb) return LETTER
  if (point >= 0x1d7ce && point <= 0x1d7ff) return DIGIT
  if (point >= 0x20000 && point <= 0x3ffff) return UNSPACED
  if (point >= 0xe0000 && point <= 0xe0fff) return IGNORABLE
  return point >= 0x10000 && point < 0x1f000 ? LETTER : OTHER
}
