import type { Category, Severity, Urgency } from './assessment.js'
import type { Span } from './coach/phrases.js'
import { cutTo, graphemes } from './reply-length.js'

/**
 * How a reply begins in one language: lines to build a draft from, in our own words. `[…]` is a gap that a person
 * fills; `{name}` and `{problem}` are put in by {@link draftReply}.
 */
export type ReplyGuide = {
  /** ISO 639-1. */
  readonly lang: string
  /** How customers are addressed in this language, for those who mend the guide. */
  readonly address: string
  /** Holds `{name}`. */
  readonly hello: string
  readonly helloNameless: string
  /** What the gap for the problem asks for; their own words are put behind it as a reminder. */
  readonly problem: string
  /** Says the problem back and owns it, each with `{problem}`. */
  readonly own: Readonly<Record<Exclude<Category, 'none'>, string>>
  /** Added where the harm is serious (3 or 4). */
  readonly serious: string
  /** Added instead on sensitive topics. */
  readonly sensitive: string
  /** What happens next and by when, by how pressing it is; each with gaps for both. */
  readonly next: { readonly now: string; readonly soon: string; readonly routine: string }
  /** Leads to a private channel; holds a gap for what is needed. */
  readonly privately: string
  /** For a case that is solved; holds `{name}` and a gap for what was mended. */
  readonly closing: string
  readonly closingNameless: string
}

export type DraftAbout = {
  /** Display name, or handle where there is none: foreign text. */
  readonly name: string
  readonly category: Category
  readonly severity: Severity
  readonly urgency: Urgency
  /** The customer's words that carried the verdict; foreign text, shown inside a gap only. */
  readonly reasons: readonly string[]
  readonly lang: string
  readonly sensitive: boolean
  readonly asksForPersonalData: boolean
}

export type Draft = {
  readonly text: string
  /** In order; each must be filled or taken out. */
  readonly gaps: readonly string[]
  /** Of the draft; differs from the customer's where there is no guide for theirs. */
  readonly lang: string
  readonly isFallback: boolean
}

/** A Bluesky post holds 300 characters; what fills a gap may be longer than what asks for it. */
const LONGEST = 270
const LONGEST_NAME = 16
const LONGEST_WORDS = 32

export const FALLBACK_LANGUAGE = 'en'

/** The guide for a language, or the English one; `zh-Hant` and `zh` are one language here. */
export function guideFor(guides: ReadonlyMap<string, ReplyGuide>, lang: string): ReplyGuide {
  const guide = guides.get(lang.split('-')[0]?.toLowerCase() ?? '') ?? guides.get(FALLBACK_LANGUAGE)
  if (guide === undefined) throw new Error(`there is no reply guide for ${FALLBACK_LANGUAGE}`)
  return guide
}

/**
 * A first draft: names the customer, leaves room to say their problem back, owns it, says what comes next and by when,
 * and opens a private channel where personal details are needed. Never ready to send: it always holds gaps. At most
 * 270 graphemes; what matters least goes first to keep within.
 */
export function draftReply(guide: ReplyGuide, about: DraftAbout): Draft {
  const own = guide.own[about.category === 'none' ? 'other' : about.category]
  const weight = about.sensitive ? guide.sensitive : about.severity >= 3 ? guide.serious : ''
  const next =
    about.urgency === 3 ? guide.next.now : about.urgency === 2 ? guide.next.soon : guide.next.routine
  const room = about.asksForPersonalData ? guide.privately : ''
  const words = wordsIn(about.reasons)
  const build = (weight: string, words: string): string =>
    [hello(guide, about.name), own.replace('{problem}', () => problemGap(guide, words)), weight, next, room]
      .filter((line) => line !== '')
      .join(separator(guide.lang))
  const tries = [build(weight, words), build(weight, ''), build('', words), build('', '')]
  const text = tries.find((attempt) => graphemes(attempt) <= LONGEST) ?? build('', '')
  return draftOf(guide, about.lang, text)
}

/** The one line that may close a solved case in public. */
export function draftClosing(guide: ReplyGuide, about: Pick<DraftAbout, 'name' | 'lang'>): Draft {
  const name = nameOf(about.name)
  const text = name === '' ? guide.closingNameless : guide.closing.replace('{name}', () => name)
  return draftOf(guide, about.lang, text)
}

/** Any square bracket left is a gap, closed or not, since half of one is a slip too. */
export function unfilledGaps(text: string): readonly Span[] {
  return [...text.matchAll(/\[[^[\]\n]*\]?|[^[\]\n\s]*\]/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

function draftOf(guide: ReplyGuide, wanted: string, text: string): Draft {
  return {
    text,
    gaps: unfilledGaps(text).map((gap) => gap.text),
    lang: guide.lang,
    isFallback: wanted !== 'und' && wanted.split('-')[0]?.toLowerCase() !== guide.lang,
  }
}

const separator = (lang: string): string => (lang === 'ja' ? '' : ' ')

function hello(guide: ReplyGuide, foreign: string): string {
  const name = nameOf(foreign)
  return name === '' ? guide.helloNameless : guide.hello.replace('{name}', () => name)
}

const problemGap = (guide: ReplyGuide, words: string): string =>
  words === '' ? `[${guide.problem}]` : `[${guide.problem}: “${words}”]`

/**
 * A name fit to be written: no brackets and what stands in them, no links, emoji or invisible characters; of a handle
 * the part before its server, of a long name the first. Empty where nothing of a name is left.
 */
function nameOf(foreign: string): string {
  const plain = foreign
    .normalize('NFC')
    .replace(/https?:\/\/\S+/gu, ' ')
    .replace(/:[\w-]+:/gu, ' ')
    .replace(/[([{<|（【].*$/u, ' ')
    .trim()
  const local = /^@?[\w-]+(?:[.@][\w-]+)+$/u.test(plain) ? plain.replace(/^@/, '').split(/[.@]/u)[0] : plain
  const clean = (local ?? '')
    .replace(/[^\p{L}\p{M}\p{N}\p{Zs}'’._・ー-]/gu, '')
    .replace(/\p{Zs}+/gu, ' ')
    .replace(/^[\s'’._-]+|[\s'’._-]+$/gu, '')
  const short = graphemes(clean) > LONGEST_NAME ? (clean.split(' ')[0] ?? '') : clean
  return /\p{L}/u.test(short) ? cutTo(short, LONGEST_NAME) : ''
}

/** The strongest reason, with nothing in it that could end the gap it stands in. */
function wordsIn(reasons: readonly string[]): string {
  const first = reasons.find((reason) => reason.trim() !== '') ?? ''
  return cutTo(
    first
      .replace(/[[\]“”{}]/gu, '')
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim(),
    LONGEST_WORDS,
  )
}
