import { CATEGORIES } from '../domain/assessment.js'
import type { Level } from '../domain/priority.js'
import type { Summary, SummaryLine, SummarySection } from '../domain/summary.js'
import type { Instant } from '../domain/time.js'
import type { Texts } from '../texts/texts.js'
import type { Amount, Changed, What } from './changes.js'
import type { Digest, Waits } from './digest.js'
import { PRIORITIES } from './figures.js'
import { duration, number, percent } from './say.js'
import type { Warned } from './warnings.js'

const CASES_NAMED = 5

/** A digest in words, which stay as they are however late they are said. `now`: what waits is reckoned from it. */
export function summaryOf(digest: Digest, texts: Texts, now: Instant): Summary {
  const words = texts.digest
  const { period, zone, brand } = digest
  const sections: readonly SummarySection[] = [
    { title: words.section[digest.comparable ? 'changed' : 'went'], lines: changed(digest, texts) },
    { title: words.section.warnings, lines: warned(digest, texts) },
    { title: words.section.needed, lines: needed(digest, texts, now) },
    { title: words.section.catches, lines: caught(digest, texts) },
  ]
  return {
    title: words.title(brand),
    about: words.about(moment(period.from, zone), moment(period.to, zone), zone),
    sections: sections.filter(({ lines }) => lines.length > 0),
  }
}

const line = (text: string, more: Partial<SummaryLine> = {}): SummaryLine => ({
  text,
  name: null,
  cases: [],
  ...more,
})

function changed({ comparable, quiet, mentions, changes, period }: Digest, { digest: words }: Texts) {
  const before = words.before(period.to - period.from)
  const turned = changes.flatMap(({ what, level, turn, now, was }) =>
    turn === null || was === null
      ? []
      : [line(words.changed(what, turn, level, amount(now, words), amount(was, words), before))],
  )
  const steady = LINES.flatMap(({ level, of }) => {
    const figures = changes.filter(
      (one) => one.turn === null && one.level === level && of.includes(one.what) && isTold(one),
    )
    const parts = figures.map(({ what, now, was }) =>
      words.figure(what, amount(now, words), was === null ? null : amount(was, words)),
    )
    return parts.length === 0 ? [] : [line(words.figures(level, parts))]
  })
  return [
    ...(quiet ? [line(words.quiet(mentions))] : []),
    ...turned,
    ...(comparable && steady.length > 0 ? [line(words.asBefore(before, turned.length === 0))] : []),
    ...steady,
    ...(comparable ? [] : [line(words.firstOne)]),
  ]
}

/** Figures that did not change are told together: those of a priority in a line of their own. */
const LINES: readonly { readonly level: Level | null; readonly of: readonly What[] }[] = [
  { level: null, of: ['volume', 'ours', 'missed'] },
  ...PRIORITIES.map((level) => ({ level, of: ['in-time', 'wait'] as const })),
  { level: null, of: ['precision', 'repaired', 'kept'] },
]

/** Nothing then and nothing now is nothing to tell. */
const isTold = ({ now, was }: Changed): boolean =>
  now.type !== 'count' || now.n > 0 || (was !== null && was.type === 'count' && was.n > 0)

function amount(said: Amount, words: Texts['digest']): string {
  switch (said.type) {
    case 'count':
      return number(said.n)
    case 'share': {
      const { share, of } = said.share
      return share === null ? '–' : `${percent(share)} of ${number(of)}`
    }
    case 'wait':
      return words.half(said.median === null ? null : duration(said.median))
  }
}

function warned({ warnings, blind, comparable, period, zone, quiet }: Digest, texts: Texts) {
  const { digest: words } = texts
  const before = words.before(period.to - period.from)
  const lines = [
    ...warnings.map((warning) => warningLine(warning, texts, before)),
    ...blind.map(({ name, since }) => line(words.blind(name, moment(since, zone)))),
  ]
  return lines.length > 0 || !comparable || quiet ? lines : [line(words.noWarning)]
}

function warningLine(warning: Warned, texts: Texts, before: string): SummaryLine {
  const { digest: words } = texts
  const half = (ms: number | null) => words.half(ms === null ? null : duration(ms))
  if (warning.by === 'category') {
    const { n, was, cases } = warning
    return line(words.rising(categoryName(texts, warning.group), n, was, before), { cases })
  }
  const { by, than, median, was } = warning
  const group = by === 'language' ? texts.language(warning.group) : texts.network(warning.group)
  return line(
    than === 'before'
      ? words.waitsLongerThanBefore(by, group, half(median), half(was), before)
      : words.waitsLongerThanOthers(by, group, half(median)),
  )
}

function needed({ overdue, unanswered }: Digest, { digest: words }: Texts, now: Instant) {
  const told = (waits: readonly Waits[], say: (n: number, longest: string) => string) => {
    const [first] = waits
    if (first === undefined) return []
    const cases = [...new Set(waits.map(({ caseId }) => caseId))].slice(0, CASES_NAMED)
    return [line(say(waits.length, duration(now - first.since)), { cases })]
  }
  return [...told(overdue, words.overdue), ...told(unanswered, words.unanswered)]
}

const caught = ({ catches }: Digest, texts: Texts) =>
  catches.map(({ caseId, category, severity, lang, wait, by }) => {
    const about = {
      category: texts.category[category],
      severity: texts.severity[severity],
      language: lang === 'und' ? null : texts.language(lang),
    }
    const said = (isNamed: boolean) => texts.digest.caught(about, duration(wait), isNamed)
    const cases = [caseId]
    if (by === null) return line(said(false), { cases })
    return line(said(true), { name: by.name, named: { person: by.id, otherwise: said(false) }, cases })
  })

function categoryName(texts: Texts, group: string): string {
  const known = CATEGORIES.find((category) => category === group)
  return known === undefined ? group : texts.category[known]
}

/** `Mon 5 Jan, 09:00`, by the team's clock. */
const moment = (at: Instant, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
