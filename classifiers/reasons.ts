import type { Cue } from './cues.js'
import type { ReadPost } from './read-post.js'
import type { Token } from './tokens.js'

const MOST = 4
const LONGEST_PHRASE = 5
/** Beside the strongest word of the post, a word of a reason says at least this much. */
const LEAST_SHARE = 0.25

type Span = { readonly from: number; readonly to: number; readonly said: number }

/** Phrases of the post, word for word, that spoke most for a complaint: those of cue rules first. */
export function reasonsOf(post: ReadPost, spoke: Float64Array, cues: readonly Cue[]): readonly string[] {
  const spans: Span[] = cues.map(({ from, to }) => ({ from, to, said: Number.POSITIVE_INFINITY }))
  for (const span of strongest(post, spoke)) {
    if (spans.length >= MOST) break
    if (spans.every((other) => span.to <= other.from || span.from >= other.to)) spans.push(span)
  }
  const phrases = spans.slice(0, MOST).map((span) => written(post, span))
  return [...new Set(phrases.filter((phrase) => phrase !== ''))]
}

/** Runs of words that speak for a complaint, strongest first. */
function strongest(post: ReadPost, spoke: Float64Array): readonly Span[] {
  const most = Math.max(0, ...spoke)
  if (most <= 0) return []
  const spans: Span[] = []
  for (let from = 0; from < post.tokens.length; from++) {
    if (!speaks(post, spoke, from, most)) continue
    let to = from
    let said = 0
    // One quiet word between two that speak belongs to the phrase: "lost my bag".
    while (to < post.tokens.length && to - from < LONGEST_PHRASE) {
      const joined = speaks(post, spoke, to, most)
      const bridge =
        isWord(post.tokens[to]) && to - from < LONGEST_PHRASE - 1 && speaks(post, spoke, to + 1, most)
      if (!joined && !bridge) break
      said += spoke[to] as number
      to++
    }
    spans.push({ from, to, said })
    from = to - 1
  }
  return spans
    .filter(({ from, to }) => tells(post.tokens.slice(from, to)))
    .sort((a, b) => b.said - a.said)
    .slice(0, MOST - 1)
}

/** A number or a particle alone may have spoken, but tells a reader nothing. */
const tells = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ kind, text }) =>
      kind === 'unspaced' || (kind === 'word' && text.length >= (tokens.length > 1 ? 3 : 4)),
  )

const speaks = (post: ReadPost, spoke: Float64Array, at: number, most: number): boolean =>
  isWord(post.tokens[at]) && (spoke[at] ?? 0) >= most * LEAST_SHARE

const isWord = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === 'word' || token.kind === 'unspaced' || token.kind === 'number')

const LONGEST_WRITTEN = 60

/** The span as the author wrote it. A long run of a script without spaces is cut at a word, by its most telling part. */
function written(post: ReadPost, span: Span): string {
  const first = post.tokens[span.from]
  const last = post.tokens[span.to - 1]
  if (first === undefined || last === undefined) return ''
  const text = post.text.slice(first.start, last.end)
  if (text.length <= LONGEST_WRITTEN) return text
  let cut = ''
  for (const { segment } of new Intl.Segmenter(post.lang === 'und' ? 'en' : post.lang, {
    granularity: 'word',
  }).segment(text.slice(0, LONGEST_WRITTEN * 4))) {
    if (cut.length + segment.length > LONGEST_WRITTEN) break
    cut += segment
  }
  return cut.trim()
}
