import type { Span } from './phrases.js'

/** Half a token is enough: a link that lost its end on the way is one that somebody meant to paste. */
const LINK = /pulse(?:\/|%2f)[\w-]{20,}/iu

/** Private links to the trust question, each with the whole of its address. */
export const pulseLinks = (text: string): readonly Span[] =>
  [...text.matchAll(/\S+/gu)].flatMap(({ index, 0: word }) => {
    const found = LINK.exec(word)
    if (found === null) return []
    const link = word.slice(0, found.index + found[0].length)
    return [{ text: link, start: index, end: index + link.length }]
  })
