import type { Brand } from '../src/domain/brand.js'
import { type Token, tokensOf } from './tokens.js'

/** The brand's names as they look once a post has been read: folded, without spaces. */
type Names = { readonly names: ReadonlySet<string>; readonly longest: number }

const known = new WeakMap<Brand, Names>()

function namesOf(brand: Brand): Names {
  let names = known.get(brand)
  if (names === undefined) {
    const all = new Set([...brand.terms, brand.name].map(joined).filter((name) => name !== ''))
    names = { names: all, longest: Math.max(0, ...[...all].map((name) => name.length)) }
    known.set(brand, names)
  }
  return names
}

const joined = (term: string): string =>
  tokensOf(term)
    .filter((token) => token.kind !== 'hashtag' && token.kind !== 'mark')
    .map((token) => token.text)
    .join('')

/** The tokens with each of the brand's names made into one token `brand`, however it is spaced or tagged. */
export function maskBrand(tokens: readonly Token[], brand: Brand): readonly Token[] {
  const { names, longest } = namesOf(brand)
  if (longest === 0) return tokens
  const masked: Token[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token
    if (token.kind === 'unspaced') {
      masked.push(...maskWithin(token, names))
      continue
    }
    const last = lastOfName(tokens, i, names, longest)
    if (last < i) masked.push(token)
    else {
      masked.push({ kind: 'brand', start: token.start, end: (tokens[last] as Token).end, text: BRAND })
      i = last
    }
  }
  return masked
}

/** What a masked name looks like; no word of a post folds to this. */
export const BRAND = '{brand}'

/** Index of the last token of the longest name that begins at `first`; `first - 1` when none does. */
function lastOfName(
  tokens: readonly Token[],
  first: number,
  names: ReadonlySet<string>,
  longest: number,
): number {
  let written = ''
  let last = first - 1
  for (let i = first; i < tokens.length; i++) {
    const token = tokens[i] as Token
    if (token.kind !== 'word' && token.kind !== 'number') break
    written += token.text
    if (written.length > longest + 1) break
    if (names.has(written) || (written.endsWith('s') && names.has(written.slice(0, -1)))) last = i
  }
  return last
}

/** A name inside a run of a script without spaces. */
function maskWithin(token: Token, names: ReadonlySet<string>): readonly Token[] {
  if (token.text.length !== token.end - token.start) return [token]
  for (const name of names) {
    const at = token.text.indexOf(name)
    if (at < 0) continue
    const pieces: Token[] = []
    const piece = (from: number, to: number): Token => ({
      ...token,
      start: token.start + from,
      end: token.start + to,
      text: token.text.slice(from, to),
    })
    if (at > 0) pieces.push(...maskWithin(piece(0, at), names))
    pieces.push({ ...piece(at, at + name.length), kind: 'brand', text: BRAND })
    if (at + name.length < token.text.length)
      pieces.push(...maskWithin(piece(at + name.length, token.text.length), names))
    return pieces
  }
  return [token]
}
