/** The longest reply a network takes, and how it counts; as in a publisher's limits. */
export type ReplyLimits = {
  readonly characters: number
  /** `graphemes`: people's characters. `weighted`: the same, but links count `perLink` and a remote handle its local part. */
  readonly counts: 'graphemes' | 'weighted'
  readonly perLink: number | null
}

/** `left` is negative by as many characters as have to go. */
export type ReplyLength = { readonly used: number; readonly left: number }

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const bytes = (text: string): number => new TextEncoder().encode(text).length

/** What a person calls a character: a letter with its accents, an emoji with all its parts. */
export function graphemes(text: string): number {
  let count = 0
  for (const _ of segmenter.segment(text)) count += 1
  return count
}

/** The first `most` graphemes, the last of them `…` when something was cut. */
export function cutTo(text: string, most: number): string {
  const parts = [...segmenter.segment(text)]
  if (parts.length <= most) return text
  return `${parts
    .slice(0, most - 1)
    .map((part) => part.segment)
    .join('')
    .trimEnd()}…`
}

/** Bluesky's post record takes 300 graphemes and 3,000 bytes of UTF-8 (lexicon app.bsky.feed.post). */
const BYTES_PER_GRAPHEME = 10

const LINK = /https?:\/\/[^\s]+[^\s.,;:!?)\]}'"»”’。、]/gu
const REMOTE_HANDLE =
  /(?<![\p{L}\p{N}_/@])@([\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*)@[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/gu

/**
 * A reply's length as its network counts it. A kept content warning counts with the text where counting is `weighted`
 * (Mastodon's status length validator adds it, counts a link as `perLink` and `@user@host` as `@user`).
 */
export function measureReply(
  text: string,
  limits: ReplyLimits,
  contentWarning: string | null = null,
): ReplyLength {
  switch (limits.counts) {
    case 'graphemes': {
      const used = graphemes(text)
      const byBytes = Math.floor((limits.characters * BYTES_PER_GRAPHEME - bytes(text)) / BYTES_PER_GRAPHEME)
      return { used, left: Math.min(limits.characters - used, byBytes) }
    }
    case 'weighted': {
      const { perLink } = limits
      const counted = (perLink === null ? text : text.replace(LINK, 'x'.repeat(perLink))).replace(
        REMOTE_HANDLE,
        '@$1',
      )
      const used = graphemes(counted) + graphemes(contentWarning ?? '')
      return { used, left: limits.characters - used }
    }
  }
}
