import { unfilledGaps } from '../draft.js'
import { measureReply } from '../reply-length.js'
import { askedData } from './asked-data.js'
import { likeness } from './likeness.js'
import type { Span } from './phrases.js'
import { pulseLinks } from './pulse-link.js'
import {
  BLOCKING,
  COACH_RULES,
  type CoachContext,
  type CoachFinding,
  type CoachPhrases,
  type CoachRule,
  type CoachRules,
  type CoachSaying,
} from './rules.js'
import { wordsOf } from './words.js'

/**
 * Reads a reply before it goes. Pure; says what and why, and changes nothing. Blocking findings first, then in the
 * order of {@link COACH_RULES}. Phrases are looked for in the language that the reply is written in and in the
 * customer's, as far as there are rules for them; where there are none, only what needs no words is checked.
 */
export function coachReply(text: string, context: CoachContext, rules: CoachRules): readonly CoachFinding[] {
  const written = context.languageOf(text)
  const languages = languagesOf(written, context, rules)
  const found = [
    ...links(text),
    ...gaps(text),
    ...length(text, context),
    ...(context.isPublic ? inPublic(text, languages) : secrets(text, languages)),
    ...phrases('conditional-blame', text, languages, (language) => language.blame),
    ...phrases('stiff', text, languages, (language) => language.stiff),
    ...missing(text, context, rules, languages),
    ...otherLanguage(written, context),
    ...saidToOthers(text, context, rules),
    ...thirdPost(context, rules),
  ]
  return COACH_RULES.flatMap((rule) => found.filter((finding) => finding.rule === rule)).toSorted(
    (a, b) => Number(b.blocking) - Number(a.blocking),
  )
}

type Languages = ReadonlyMap<string, CoachPhrases>

function languagesOf(written: string, context: CoachContext, rules: CoachRules): Languages {
  return new Map(
    [written, context.lang].flatMap((lang) => {
      const known = rules.languages.get(lang)
      return known === undefined ? [] : [[lang, known] as const]
    }),
  )
}

const finding = (rule: CoachRule, say: CoachSaying, phrase: Span | null = null): CoachFinding => ({
  rule,
  blocking: BLOCKING.includes(rule),
  phrase,
  say,
})

/** In private too: what is sent through Amends is kept word for word. */
const links = (text: string): readonly CoachFinding[] =>
  pulseLinks(text).map((phrase) => finding('pulse-link', { id: 'pulse-link' }, phrase))

const gaps = (text: string): readonly CoachFinding[] =>
  unfilledGaps(text).map((phrase) => finding('unfilled-gap', { id: 'unfilled-gap' }, phrase))

function length(text: string, { limits, contentWarning }: CoachContext): readonly CoachFinding[] {
  const { left } = measureReply(text, limits, contentWarning)
  if (left >= 0) return []
  return [finding('too-long', { id: 'too-long', over: -left, most: limits.characters })]
}

const ASKED = {
  secret: { rule: 'personal-data', id: 'secret-data' },
  personal: { rule: 'personal-data', id: 'personal-data' },
  order: { rule: 'order-number', id: 'order-number' },
} as const

/** What is nobody's business but the customer's. */
function inPublic(text: string, languages: Languages): readonly CoachFinding[] {
  return [
    ...distinct(
      languages,
      (language) => askedData(text, language),
      (asked) => asked.phrase,
    ).map(({ what, phrase }) => finding(ASKED[what].rule, { id: ASKED[what].id }, phrase)),
    ...compensation(text, languages),
  ]
}

const secrets = (text: string, languages: Languages): readonly CoachFinding[] =>
  inPublic(text, languages).filter(({ say }) => say.id === 'secret-data')

/** Goods named in a sentence that offers them, or with an amount of money. */
function compensation(text: string, languages: Languages): readonly CoachFinding[] {
  const words = wordsOf(text)
  const sentence = (span: Span): number | undefined =>
    words.find((word) => word.start === span.start)?.sentence
  const offered = distinct(
    languages,
    (language) => {
      const offering = new Set(language.offer(text, words).map(sentence))
      return language.goods(text, words).filter((goods) => offering.has(sentence(goods)))
    },
    (span) => span,
  )
  return offered.map((phrase) => finding('compensation', { id: 'compensation' }, phrase))
}

function phrases(
  rule: 'conditional-blame' | 'stiff',
  text: string,
  languages: Languages,
  finder: (language: CoachPhrases) => CoachPhrases[keyof CoachPhrases],
): readonly CoachFinding[] {
  return distinct(
    languages,
    (language) => finder(language)(text),
    (span) => span,
  ).map((phrase) => finding(rule, { id: rule }, phrase))
}

/**
 * What a reply that wins trust back does not leave out. What is said to happen at a time is a next step, however it
 * is put; a
 * later post in the same thread need not say sorry again.
 */
function missing(
  text: string,
  context: CoachContext,
  rules: CoachRules,
  languages: Languages,
): readonly CoachFinding[] {
  if (languages.size === 0 || context.isClosing) return []
  const holds = (key: 'acknowledgement' | 'nextStep' | 'time'): boolean =>
    [...languages.values()].some((language) => language[key](text).length > 0)
  const acknowledged =
    context.publicRepliesInThread > 0 ||
    holds('acknowledgement') ||
    saidBack(text, context) >= rules.thresholds.wordsSaidBack
  const timed =
    holds('time') ||
    [...languages.keys()].some((lang) => context.dueDates(text, lang, context.now).length > 0)
  return [
    ...(acknowledged ? [] : [finding('no-acknowledgement', { id: 'no-acknowledgement' })]),
    ...(timed || holds('nextStep')
      ? timed
        ? []
        : [finding('no-time', { id: 'no-time' })]
      : [finding('no-next-step', { id: 'no-next-step' })]),
  ]
}

/** Words that carry meaning are seldom shorter; endings may differ. */
const LEAST_LETTERS = 4

/** How many different words of the customer's stand in the reply. */
function saidBack(text: string, { problemWords }: CoachContext): number {
  const said = wordsOf(text).map((word) => word.plain)
  const theirs = new Set(
    problemWords.flatMap((phrase) => wordsOf(phrase).map((word) => word.plain)).filter(isTelling),
  )
  return [...theirs].filter((word) => said.some((other) => isTelling(other) && sameStem(word, other))).length
}

const isTelling = (word: string): boolean => word.length >= LEAST_LETTERS
const sameStem = (a: string, b: string): boolean => {
  const length = Math.max(LEAST_LETTERS, Math.min(a.length, b.length) - 2)
  return a.slice(0, length) === b.slice(0, length)
}

function otherLanguage(written: string, { lang }: CoachContext): readonly CoachFinding[] {
  if (written === 'und' || lang === 'und' || written === lang) return []
  return [finding('other-language', { id: 'other-language', written, expected: lang })]
}

function saidToOthers(text: string, context: CoachContext, rules: CoachRules): readonly CoachFinding[] {
  const { alike, leastWords } = rules.thresholds
  const most = Math.max(
    0,
    ...context.recentReplies.map((other) => likeness(text, other, context.names, leastWords)),
  )
  if (most < alike) return []
  return [finding('said-to-others', { id: 'said-to-others', percent: Math.round(most * 100) })]
}

function thirdPost(context: CoachContext, rules: CoachRules): readonly CoachFinding[] {
  const posts = context.publicRepliesInThread
  if (!context.isPublic || posts < rules.thresholds.postsInThread) return []
  return [finding('third-post', { id: 'third-post', posts })]
}

/** The findings of all languages, each place in the text once. */
function distinct<T>(
  languages: Languages,
  find: (language: CoachPhrases) => readonly T[],
  spanOf: (found: T) => Span,
): readonly T[] {
  const all = [...languages.values()].flatMap(find)
  return all.filter(
    (found, at) =>
      all.findIndex(
        (other) => spanOf(other).start < spanOf(found).end && spanOf(found).start < spanOf(other).end,
      ) === at,
  )
}
