/** One word of a text, with its place in it. */
export type Word = {
  /** Lower case, without accents and width; empty for a handle or a link, which no phrase can span by name. */
  readonly plain: string
  /** UTF-16 offsets in the text, end excluded. */
  readonly start: number
  readonly end: number
  /** Counts sentences from 0: no phrase reaches over the end of one. */
  readonly sentence: number
  /** A character of a script written without spaces: a word by itself. */
  readonly alone: boolean
}

const OPAQUE = String.raw`https?://\S+|@[\p{L}\p{N}_][\p{L}\p{N}_.@-]*`
const ALONE = String.raw`[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]`
const LETTER = String.raw`[\p{L}\p{N}\p{M}_]`
const END = String.raw`[!?…。！？\n]|\.(?=\s|$)`
const TOKENS = new RegExp(
  `(${OPAQUE})|((?=${LETTER})${ALONE}\\p{M}*)|((?:(?!${ALONE})${LETTER})+)|(${END})`,
  'gu',
)

/** The words of a text in order. A full stop inside a number or an address ends no sentence. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  let sentence = 0
  for (const match of text.matchAll(TOKENS)) {
    const [whole, opaque, alone, , end] = match
    if (end !== undefined) {
      sentence += 1
      continue
    }
    const plain = opaque === undefined ? plainOf(whole) : ''
    const start = match.index
    words.push({ plain, start, end: start + whole.length, sentence, alone: alone !== undefined })
  }
  return words
}

/** Case, width and accents do not matter; kana keep their voicing marks, which make another sound. */
export const plainOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/(?![\u3099\u309a])\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
