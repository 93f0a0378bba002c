import type { LadderPolicy } from '../domain/ladder.js'
import type { Level } from '../domain/priority.js'
import { type Figures, isPast } from './figures.js'
import type { Times } from './samples.js'
import { bucketName, counted, duration, durationOr, hourOfWeek, number, percent } from './say.js'
import type { Bucket } from './trend.js'

/** What a picture shows, in a sentence that can be read alone. Pure. */
export const SENTENCES = {
  'claim-times': (figures: Figures, ladder: LadderPolicy) => aboutWaits(figures, ladder, 'claim'),
  'reply-times': (figures: Figures, ladder: LadderPolicy) => aboutWaits(figures, ladder, 'reply'),
  trend: ({ times }: Figures) => {
    const part = (what: string, { inTime }: Times) =>
      inTime === null || inTime.share === null
        ? null
        : `${percent(inTime.share)} were ${what} in time (${number(inTime.n)} of ${number(inTime.of)})`
    const parts = [part('claimed', times.claim), part('answered', times.reply)].filter((one) => one !== null)
    return parts.length === 0
      ? 'No case had a deadline that has come.'
      : `Of the cases with a deadline, ${parts.join(' and ')}.`
  },
  volume: ({ volume, bySeverity, trend }: Figures) => {
    if (volume === 0) return 'No complaint came in.'
    const grave = bySeverity.filter(({ severity }) => severity >= 3).reduce((sum, { n }) => sum + n, 0)
    const sizes = trend.map(({ severities }) => severities.reduce((sum, n) => sum + n, 0))
    const most = Math.max(...sizes)
    const busiest = trend[sizes.indexOf(most)]
    const when = busiest === undefined ? '' : `; most (${number(most)}) ${onBucket(busiest)}`
    return `${counted(volume, 'complaint')}, ${number(grave)} of them serious or critical${when}.`
  },
  week: ({ week, volume }: Figures) => {
    if (volume === 0) return 'No complaint came in.'
    const most = Math.max(...week.map(({ n }) => n))
    const nights = week.reduce((sum, { n }, hour) => (hour % 24 < 8 || hour % 24 >= 20 ? sum + n : sum), 0)
    return `Most complaints (${number(most)}) come on ${hourOfWeek(week.findIndex(({ n }) => n === most))}; ${percent(nights / volume)} come between 20:00 and 08:00.`
  },
  backlog: (figures: Figures) => {
    const { backlog } = figures
    const wasOpen = isPast(figures)
    if (backlog.n === 0) return wasOpen ? 'Nothing was open at its end.' : 'Nothing is open.'
    const old = backlog.ages.at(-1)
    const overAWeek = (old?.open ?? 0) + (old?.claimed ?? 0) + (old?.waiting ?? 0)
    const open = wasOpen
      ? `${counted(backlog.n, 'case was', 'cases were')} open at its end`
      : `${counted(backlog.n, 'case is', 'cases are')} open`
    const waits = `${open}, ${number(backlog.ours)} of them waiting for us`
    return `${waits}; the oldest for ${durationOr(backlog.oldest)}${overAWeek > 0 ? `, ${number(overAWeek)} for over a week` : ''}.`
  },
  funnel: ({ funnel }: Figures) => {
    const n = (step: string) => funnel.find((one) => one.step === step)?.n ?? null
    const [mentions, complaints, answered, repaired] = [
      n('mentions'),
      n('complaints') ?? 0,
      n('answered') ?? 0,
      n('repaired') ?? 0,
    ]
    const came = counted(complaints, 'complaint')
    const from = mentions === null ? `${came} came in` : `${counted(mentions, 'mention')} brought ${came}`
    return `${from}; ${number(answered)} were answered, and in ${number(repaired)} the customer showed that trust is repaired.`
  },
} as const

/** "Half of P1 cases were claimed within 4 min; target 5 min." for the two most pressing priorities that have cases. */
function aboutWaits(figures: Figures, ladder: LadderPolicy, measure: 'claim' | 'reply'): string {
  const done = measure === 'claim' ? 'claimed' : 'answered'
  const said = figures.byPriority
    .slice(0, 2)
    .map((row) => half(row.level, row[measure], done, ladder[row.level][measure]))
  return said.length === 0 ? `Nothing was to be ${done}.` : said.join(' ')
}

function half(level: Level, times: Times, done: string, target: number | null): string {
  const goal = target === null ? '' : `; target ${duration(target)}`
  const { value } = times.worked.median
  return value === null
    ? `Fewer than half of the ${counted(times.n, `${level} case`)} were ${done} so far${goal}.`
    : `Half of ${level} cases were ${done} within ${duration(value)}${goal}.`
}

function onBucket({ name, unit }: Bucket): string {
  switch (unit) {
    case 'hour':
      return `in the hour from ${bucketName(name)}`
    case 'day':
      return `on ${bucketName(name)}`
    case 'week':
      return `in the week from ${bucketName(name)}`
    case 'month':
      return `in ${bucketName(name)}`
  }
}
