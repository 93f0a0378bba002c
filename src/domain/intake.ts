import { type Assessment, verdict } from './assessment.js'
import { type Brand, normaliseHandle } from './brand.js'
import { type TermMatcher, termMatcher } from './match-terms.js'
import type { Mention, Via } from './mention.js'
import type { OptOut, Post } from './post.js'
import { DAY, type Instant } from './time.js'

/** Whether a post is about one of the brands, and which; or why it does not count. */
export type Admission =
  | { readonly admitted: true; readonly brand: Brand; readonly via: Via }
  | { readonly admitted: false; readonly why: 'own-account' | 'no-match' | 'excluded' | 'opted-out' }

export type Arrival = { readonly post: Post; readonly via: Via; readonly account?: string | undefined }
export type Admit = (arrival: Arrival) => Admission

/**
 * People who asked to be left out are, unless they speak to the brand themselves. A hashtag is put there to be found,
 * so asking not to be searched does not rule it out.
 */
const leavesOut = (signal: OptOut, via: Via): boolean => {
  switch (signal) {
    case 'no-bot':
    case 'blocked':
      return true
    case 'no-index':
      return via !== 'hashtag'
    case 'no-unauthenticated':
      return false
  }
}

/**
 * Decides for posts of a set of brands. Tagging or answering a brand's account counts whatever the words; otherwise a
 * term must stand in the post and none of the brand's excluded phrases. A post that names several brands counts for
 * the one whose account it addresses, else for the first in the configuration: one post, one case.
 */
export function admission(brands: readonly Brand[]): Admit {
  const own = new Map<string, Brand>()
  for (const brand of brands) for (const account of brand.accounts) own.set(account, brand)
  const terms = termMatcher(brands.flatMap((brand) => brand.terms.map((term) => [term, brand] as const)))
  const excluded = termMatcher(brands.flatMap((brand) => brand.exclude.map((term) => [term, brand] as const)))
  const only = brands.length === 1 ? brands[0] : undefined

  return ({ post, via, account }) => {
    if (own.has(normaliseHandle(post.author.handle))) return { admitted: false, why: 'own-account' }

    const addressed = addressee(post, account)
    const speaksToUs = via === 'tag' || via === 'reply' || via === 'quote' || via === 'by-hand'
    const text = textOf(post)
    const named = firstOf(brands, terms, text)
    if (addressed !== undefined || speaksToUs) {
      const brand = addressed ?? named ?? only
      return brand === undefined
        ? { admitted: false, why: 'no-match' }
        : { admitted: true, brand, via: speaksToUs ? via : 'tag' }
    }
    if (named === undefined) return { admitted: false, why: 'no-match' }
    if (post.author.optOuts.some((signal) => leavesOut(signal, via)))
      return { admitted: false, why: 'opted-out' }

    const ruledOut = excluded(text)
    const brand =
      ruledOut.length === 0
        ? named
        : firstOf(brands, (t) => terms(t).filter((b) => !ruledOut.includes(b)), text)
    return brand === undefined ? { admitted: false, why: 'excluded' } : { admitted: true, brand, via }
  }

  function addressee(post: Post, account: string | undefined): Brand | undefined {
    const known = account === undefined ? undefined : own.get(account)
    if (known !== undefined) return known
    for (const handle of post.tagged) {
      const brand = own.get(normaliseHandle(handle))
      if (brand !== undefined) return brand
    }
    return undefined
  }
}

/** What a person reads of the post: terms in a content warning or a hashtag count too. */
export const textOf = (post: Post): string =>
  post.contentWarning === null ? post.text : `${post.contentWarning}\n${post.text}`

function firstOf(brands: readonly Brand[], matcher: TermMatcher<Brand>, text: string): Brand | undefined {
  const found = matcher(text)
  return found.length <= 1 ? found[0] : brands.find((brand) => found.includes(brand))
}

/** How old a critical post from before the first run may be and still open a case. */
const HISTORY_STILL_MATTERS = DAY

/** Whether a mention is to be worked on by people, or why not. */
export type Worth = 'complaint' | 'too-unlikely' | 'too-mild' | 'history'

/**
 * On the first run recent history is taken in without a flood of alerts: only what is critical, and fresh, opens a case.
 */
export function worthACase(
  mention: Pick<Mention, 'history'> & { readonly post: Pick<Post, 'postedAt'> },
  assessment: Assessment,
  brand: Brand,
  now: Instant,
): Worth {
  const judged = verdict(assessment, brand.alert)
  if (judged !== 'complaint' || !mention.history) return judged
  return assessment.severity === 4 && now - mention.post.postedAt <= HISTORY_STILL_MATTERS
    ? 'complaint'
    : 'history'
}

/** Where a new mention belongs among the cases there are. */
export type Place =
  | { readonly to: 'new-case' }
  /** The author's unresolved case with this brand, or the thread of a case: `reopens` a resolved one. */
  | { readonly to: 'case'; readonly reopens: boolean }
  | { readonly to: 'no-case' }

/**
 * One author, one case at a time: what they write while it runs joins it when it is a complaint, or when it stands in
 * the case's own thread. A complaint in the thread of a resolved case opens that case again; other words there only
 * join, so that a thank-you wakes nobody.
 */
export function placeOf(
  worth: Worth,
  near: { readonly running: boolean; readonly thread: 'none' | 'running' | 'resolved' },
): Place {
  if (near.thread === 'running') return { to: 'case', reopens: false }
  if (worth === 'complaint' && near.running) return { to: 'case', reopens: false }
  if (near.thread === 'resolved') return { to: 'case', reopens: worth === 'complaint' }
  return { to: worth === 'complaint' ? 'new-case' : 'no-case' }
}
