import {
  characterClasses,
  classOfPair,
  DIGIT,
  EMOJI,
  IGNORABLE,
  LETTER,
  OTHER,
  UNSPACED,
} from './characters.js'

export type TokenKind =
  | 'word'
  | 'unspaced'
  | 'number'
  | 'handle'
  | 'brand'
  | 'link'
  | 'hashtag'
  | 'emoji'
  | 'mark'

/**
 * A piece of a post. `text` is folded (NFKC, lower case, no zero-width characters, no apostrophes); `start` and `end`
 * point into the post as it was written.
 */
export type Token = {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What is read of a post, in UTF-16 units. Networks allow 300 to 5,000 characters; what stands beyond is not read. */
export const READ_AT_MOST = 6_000
const LONGEST_WORD = 48

/** Words that lean on the next one with an apostrophe: `l'ordine` is two words, `can't` is one. */
const LEANING = new Set(
  'j l d n s c m t qu jusqu lorsqu puisqu un dell all nell sull dall quell quest tutt bell'.split(' '),
)

/** Reads a post once, from left to right. White space and invisible characters between tokens are dropped. */
export function tokensOf(post: string): Token[] {
  const tokens: Token[] = []
  const length = Math.min(post.length, READ_AT_MOST)
  let at = 0
  while (at < length) {
    const token = tokenAt(post, at, length)
    if (token === null) at += widthAt(post, at)
    else {
      tokens.push(token)
      at = token.end
    }
  }
  return tokens
}

function tokenAt(post: string, start: number, length: number): Token | null {
  const code = post.charCodeAt(start)
  switch (classAt(post, start)) {
    case LETTER: {
      if ((code | 32) === 104 || (code | 32) === 119) {
        const end = linkEnd(post, start, length)
        if (end > start) return { kind: 'link', start, end, text: '<link>' }
      }
      const end = wordEnd(post, start, length)
      return { kind: 'word', start, end, text: fold(post.slice(start, end)) }
    }
    case DIGIT: {
      let end = runEnd(post, start, length, isDigit)
      while (end + 1 < length && '.,:'.includes(post.charAt(end)) && classAt(post, end + 1) === DIGIT)
        end = runEnd(post, end + 1, length, isDigit)
      return { kind: 'number', start, end, text: numberShape(post.slice(start, end)) }
    }
    case UNSPACED: {
      const end = runEnd(post, start, length, isUnspaced)
      return { kind: 'unspaced', start, end, text: fold(post.slice(start, end)) }
    }
    case EMOJI: {
      const end = start + widthAt(post, start)
      return { kind: 'emoji', start, end, text: post.slice(start, end) }
    }
    case OTHER:
      return markAt(post, start, length, code)
    default:
      return null
  }
}

function markAt(post: string, start: number, length: number, code: number): Token | null {
  if (code === 64 || code === 0xff20) {
    const end = runEnd(post, start + 1, length, isName)
    return end > start + 1 ? { kind: 'handle', start, end: hostEnd(post, end, length), text: '@' } : null
  }
  if (code === 35 || code === 0xff03) {
    const end = runEnd(post, start + 1, length, isName)
    // The words of a hashtag are read as words: `#NeverAgain` is "# never again".
    return end > start + 1 ? { kind: 'hashtag', start, end: start + 1, text: '#' } : null
  }
  if (code === 60) {
    const placeholder = /^<(?:url|email|phone|link)>/i.exec(post.slice(start, start + 7))?.[0]
    if (placeholder !== undefined)
      return { kind: 'link', start, end: start + placeholder.length, text: '<link>' }
  }
  if (code === 58 || code === 59 || code === 61) {
    const face = /^[:;=]['’]?-?([()DPp/\\|[\]3*])(?![\p{L}\p{N}/])/u.exec(post.slice(start, start + 5))
    if (face !== null)
      return {
        kind: 'emoji',
        start,
        end: start + face[0].length,
        text: '(/\\|['.includes(face[1] ?? '') ? ':(' : ':)',
      }
  }
  const mark = MARKS.get(code)
  if (mark === undefined) return null
  let end = start + 1
  while (end < length && MARKS.get(post.charCodeAt(end)) === mark) end++
  return { kind: 'mark', start, end, text: end - start > 1 && mark !== '"' ? mark + mark : mark }
}

/** Marks that carry meaning, many ways of writing each. */
const MARKS: ReadonlyMap<number, string> = new Map(
  [
    ['?', '?？¿؟'],
    ['!', '!！¡'],
    ['.', '.。…'],
    [',', ',、，;；'],
    [':', ':：'],
    ['"', '"“”„«»「」『』'],
    ['$', '$€£¥￥₹'],
    ['%', '%％'],
    ['*', '*'],
    ['/', '/'],
    ['-', '–—'],
    ['(', '()（）'],
    ['&', '&＆'],
  ].flatMap(([mark = '', ways = '']) => [...ways].map((way) => [way.charCodeAt(0), mark] as const)),
)

const isDigit = (kind: number): boolean => kind === DIGIT || kind === IGNORABLE
const isUnspaced = (kind: number): boolean => kind === UNSPACED || kind === IGNORABLE
const isWordPart = (kind: number): boolean => kind === LETTER || kind === DIGIT || kind === IGNORABLE
const isName = (kind: number, code: number): boolean =>
  kind === LETTER || kind === DIGIT || kind === UNSPACED || code === 95

function classAt(post: string, index: number): number {
  const code = post.charCodeAt(index)
  if (code < 0xd800 || code > 0xdfff) return characterClasses()[code] ?? OTHER
  const point = post.codePointAt(index) ?? 0
  return point > 0xffff ? classOfPair(point) : IGNORABLE
}

function widthAt(post: string, index: number): number {
  const code = post.charCodeAt(index)
  return code >= 0xd800 && code < 0xdc00 && (post.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
}

function runEnd(
  post: string,
  from: number,
  length: number,
  belongs: (kind: number, code: number) => boolean,
): number {
  let end = from
  while (end < length && belongs(classAt(post, end), post.charCodeAt(end))) end += widthAt(post, end)
  return end
}

function wordEnd(post: string, start: number, length: number): number {
  let end = runEnd(post, start, length, isWordPart)
  if (start > 0 && isTagged(post, start)) {
    const capital = /\p{Ll}\p{Lu}/u.exec(post.slice(start, Math.min(end, start + LONGEST_WORD)))
    return capital === null ? end : start + capital.index + 1
  }
  while (end + 1 < length && isApostrophe(post.charCodeAt(end)) && classAt(post, end + 1) === LETTER) {
    if (LEANING.has(post.slice(start, end).toLowerCase())) {
      const next = runEnd(post, end + 1, length, isWordPart)
      // "t'es" leans, "can't" does not: what follows the apostrophe has two letters or more.
      if (next - end > 2) return end + 1
    }
    end = runEnd(post, end + 1, length, isWordPart)
  }
  return end
}

/** Whether this word stands in a hashtag, joined to its sign by letters, digits and underscores. */
function isTagged(post: string, start: number): boolean {
  let at = start - 1
  while (at > start - LONGEST_WORD && at > 0 && isName(classAt(post, at), post.charCodeAt(at))) at--
  return post.charCodeAt(at) === 35 || post.charCodeAt(at) === 0xff03
}

const isApostrophe = (code: number): boolean =>
  code === 39 || code === 0x2019 || code === 0x02bc || code === 0xff07

/** `@name@host.example` and `@name.host.example` are one handle; a full stop that ends the sentence is not part of it. */
function hostEnd(post: string, from: number, length: number): number {
  let end = from
  while (
    end + 1 < length &&
    '.@-'.includes(post.charAt(end)) &&
    isName(classAt(post, end + 1), post.charCodeAt(end + 1))
  )
    end = runEnd(post, end + 1, length, isName)
  return end
}

function linkEnd(post: string, start: number, length: number): number {
  const head = post.slice(start, start + 8).toLowerCase()
  if (!head.startsWith('http://') && !head.startsWith('https://') && !head.startsWith('www.')) return start
  let end = start
  while (end < length && !/\s/.test(post.charAt(end))) end++
  return end
}

/** Numbers speak by their size alone: `1`, `0`, `00` … `00000`; `0:00` is a time, `0.0` an amount. */
function numberShape(written: string): string {
  if (written === '1') return '1'
  const separator = written.includes(':') ? ':' : /[.,]/.test(written) ? '.' : ''
  return separator === ''
    ? '0'.repeat(Math.min(written.length, 5))
    : `0${separator}${'0'.repeat(Math.min(written.length - 2, 3))}`
}

/** NFKC, lower case, nothing invisible, no apostrophes; `soooo` is `soo`. */
export function fold(written: string): string {
  let text = written.length > LONGEST_WORD * 2 ? written.slice(0, LONGEST_WORD * 2) : written
  // Plain ASCII is the common case and needs no normalising.
  if (!/^[\x21-\x7e]*$/.test(text)) text = text.normalize('NFKC').replace(/[\p{Cf}\p{Cc}\p{Cs}]/gu, '')
  text = text.toLowerCase()
  if (/['’ʼ＇]/.test(text)) text = text.replace(/['’ʼ＇]/g, '')
  return /(.)\1\1/u.test(text) ? text.replace(/(.)\1{2,}/gu, '$1$1') : text
}
