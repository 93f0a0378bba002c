import { chanceFrom } from '../../bench/posts.js'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import type { Category, Severity } from '../../src/domain/assessment.js'
import type { Outcome } from '../../src/domain/case.js'
import type { Level } from '../../src/domain/priority.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import type { CaseRecord, PromiseRecord, RecordLine } from '../../src/ports.js'
import { type Digest, digestOf, type Gathered } from '../../src/reports/digest.js'
import { figuresOf } from '../../src/reports/figures.js'
import type { Report } from '../../src/reports/report.js'
import { counter } from '../../src/reports/tally.js'

export const END = Date.UTC(2026, 0, 19, 9)
export const WEEK = 7 * DAY

/** How a week goes: a likelihood or a length each. */
export type Week = {
  readonly categories: Partial<Readonly<Record<Category, number>>>
  /** Minutes until half are answered, by language. */
  readonly langs: Readonly<Record<string, number>>
  readonly mistakes: number
  readonly thanks: number
}
export const USUAL: Week = {
  categories: { delivery: 30, billing: 20, outage: 12, 'staff-support': 15, safety: 4, other: 9 },
  langs: { en: 40, es: 40, de: 40, fr: 40 },
  mistakes: 0.1,
  thanks: 0.4,
}

/** Two weeks of cases; those of a category come as chance has it, around the number that its week says. */
export function weeks(before: Week, now: Week, seed: number): readonly CaseRecord[] {
  const chance = chanceFrom(seed)
  const records: CaseRecord[] = []
  for (const [week, from] of [
    [before, END - 2 * WEEK],
    [now, END - WEEK],
  ] as const)
    for (const [category, rate] of Object.entries(week.categories)) {
      // Gaps that are as long as chance has it make counts that are.
      let at = from
      for (;;) {
        at += (-Math.log(1 - chance()) * WEEK) / rate
        if (at >= from + WEEK) break
        records.push(record(records.length + 1, Math.floor(at), category as Category, week, chance))
      }
    }
  return records
}

function record(
  id: number,
  openedAt: number,
  category: Category,
  week: Week,
  chance: () => number,
): CaseRecord {
  const langs = Object.keys(week.langs)
  const lang = langs[Math.floor(chance() * langs.length)] ?? 'en'
  const severity = (1 + Math.floor(chance() * 4)) as Severity
  const level = (['P4', 'P4', 'P3', 'P2', 'P1'] as const)[severity] ?? 'P4'
  const lines: RecordLine[] = []
  const happen = (
    at: number,
    type: RecordLine['type'],
    actor: RecordLine['actor'],
    says: Level | Outcome | 0 | null = null,
  ) => lines.push({ at, type, actor, actorId: actor === 'rep' ? 'discord:1' : null, says })
  happen(openedAt, 'opened', 'connector', level)
  const words: CaseRecord['words'][number][] = []
  const answered =
    openedAt + Math.ceil(((week.langs[lang] ?? 40) * MINUTE * -Math.log(1 - chance())) / Math.LN2)
  if (chance() < week.mistakes) happen(answered, 'resolved', 'rep', 'not-a-complaint')
  else {
    happen(answered, 'replied', 'rep', 0)
    words.push({ postedAt: openedAt, complaint: 0.9, severity, text: 'late again' })
    const mood = chance()
    const heard = answered + 20 * MINUTE
    if (mood < week.thanks) words.push({ postedAt: heard, complaint: 0.1, severity: 0, text: 'Thank you!' })
    else if (mood < 0.6) words.push({ postedAt: heard, complaint: 0.9, severity, text: 'still nothing' })
    if (mood < 0.6) happen(heard, 'joined', 'customer')
    happen(answered + HOUR, 'resolved', 'rep', 'fixed')
  }
  return {
    ...{
      id,
      brand: 'Acme Air',
      network: id % 3 === 0 ? 'mastodon' : 'bluesky',
      lang,
      category,
      severity,
      level: 'P3',
    },
    ...{
      via: 'search',
      history: false,
      postedAt: openedAt,
      receivedAt: openedAt,
      followers: 100,
      answers: 0,
    },
    ...{ lines, splitOff: false, causes: [], nextCaseAt: null, words, elsewhereAt: [] },
  }
}

const NOTHING: Gathered = { comparable: true, blind: [], overdue: [], unanswered: [], catches: [] }

/** The digest of the second week, from records as a store gives them: nothing later than is asked for. */
export function digestFrom(
  records: readonly CaseRecord[],
  gathered: Partial<Gathered> = {},
  promises: readonly PromiseRecord[] = [],
): Digest {
  const report = (to: number): Report => {
    const [period, earlier] = [
      { from: to - WEEK, to },
      { from: to - 2 * WEEK, to: to - WEEK },
    ] as const
    const count = counter(DEFAULT_POLICY, [period, earlier], to)
    for (const one of records.filter(({ lines }) => (lines[0]?.at ?? 0) <= to))
      count.add({
        ...one,
        lines: one.lines.filter(({ at }) => at <= to),
        words: one.words.filter(({ postedAt }) => postedAt <= to),
      })
    const [tally, before] = count.tallies.map((tally) => {
      const { from, to } = tally.period
      const due = promises.filter(({ dueAt }) => from <= dueAt && dueAt < to)
      return { tally, figures: figuresOf(tally, { mentions: 500, promises: due, pulses: [], zone: 'UTC' }) }
    })
    if (tally === undefined || before === undefined) throw new Error('no tallies')
    return {
      order: { period, filter: {}, asOf: to },
      ...tally,
      before: before.figures,
      promises,
      zone: 'UTC',
    }
  }
  return digestOf(report(END), report(END - WEEK), { ...NOTHING, ...gathered })
}
