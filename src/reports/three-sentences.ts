import type { LadderPolicy } from '../domain/ladder.js'
import type { Level } from '../domain/priority.js'
import type { Texts } from '../texts/texts.js'
import type { Share } from './chance.js'
import type { FairnessRow } from './fairness.js'
import type { Figures } from './figures.js'
import { groupName } from './group-name.js'
import type { Report } from './report.js'
import type { Times } from './samples.js'
import { counted, duration, number, percent } from './say.js'

export type ThreeSentences = readonly [fast: string, slow: string, trust: string]

/**
 * A period in three sentences: how fast we are, where it is slow, whom we won back and what we missed. In brackets
 * stands the period before. Pure; holds no foreign words but codes of languages.
 */
export const threeSentences = (
  { figures, before }: Report,
  ladder: LadderPolicy,
  texts: Texts,
): ThreeSentences => [fast(figures, before), slow(figures, before, ladder, texts), trust(figures, before)]

/** There is nothing to tell of: nothing came in, nobody waited, nothing is open. */
export const isEmpty = ({ figures: { volume, times, backlog } }: Report): boolean =>
  volume === 0 && times.claim.n === 0 && times.reply.n === 0 && backlog.n === 0

const was = (value: number | null, say: (value: number) => string): string =>
  value === null ? '' : ` (before: ${say(value)})`

function fast({ times }: Figures, { times: earlier }: Figures): string {
  const all = [
    { verb: 'claimed', now: times.claim, last: earlier.claim },
    { verb: 'answered', now: times.reply, last: earlier.reply },
  ]
  const waits = all.filter(({ now }) => now.n > 0).map((one) => ({ ...one, median: medianOf(one.now) }))
  const halves = waits.flatMap(({ verb, median, last }) =>
    median === null ? [] : [`${verb} within ${duration(median)}${was(medianOf(last), duration)}`],
  )
  const fewer = waits
    .filter(({ median }) => median === null)
    .map(({ verb, now }) => `fewer than half of ${counted(now.n, 'case')} were ${verb} so far`)
  const said = [...(halves.length === 0 ? [] : [`half of the cases were ${halves.join(' and ')}`]), ...fewer]
  return said.length === 0 ? 'No customer began to wait.' : `In working time, ${said.join(', and ')}.`
}

const medianOf = ({ worked }: Times): number | null => worked.median.value

/** A group that waits longer beyond chance, else the deadline that is kept least, else that all are kept. */
function slow(figures: Figures, before: Figures, ladder: LadderPolicy, texts: Texts): string {
  const unfair = longest(figures.fairness.filter(({ flag }) => flag === 'waits longer'))
  if (unfair !== undefined) {
    const { value } = unfair.median
    const wait = value === null ? 'fewer than half were answered so far' : `half wait over ${duration(value)}`
    return `${whoOf(unfair, texts)} wait longer for us than others of the same priority, beyond chance: ${wait}.`
  }
  const { ours } = figures.backlog
  const waiting = `${counted(ours, 'case', 'cases')} waited for us at the end`
  const deadlines = deadlinesOf(figures)
  if (deadlines.length === 0) return `No deadline has come; ${waiting}.`
  const worst = mostMissed(deadlines)
  if (worst === undefined) return `Nothing was late: every deadline that came was kept; ${waiting}.`
  const { level, measure, share } = worst
  const target = ladder[level][measure]
  const earlier = before.byPriority.find((row) => row.level === level)?.[measure].inTime?.share ?? null
  const done = measure === 'claim' ? 'claimed' : 'answered'
  const within = target === null ? 'in time' : `within ${duration(target)}`
  const of = `${number(share.n)} of ${number(share.of)}`
  const then = earlier === null ? '' : `; before: ${percent(earlier)}`
  return `${level} cases are furthest from their target: ${percent(share.share ?? 0)} were ${done} ${within} (${of}${then}).`
}

type Deadline = { readonly level: Level; readonly measure: 'claim' | 'reply'; readonly share: Share }

const deadlinesOf = ({ byPriority }: Figures): readonly Deadline[] =>
  byPriority.flatMap((row) =>
    (['claim', 'reply'] as const).flatMap((measure) => {
      const share = row[measure].inTime
      return share === null || share.of === 0 ? [] : [{ level: row.level, measure, share }]
    }),
  )

/** Fewer than these say little, where others say more. */
const ENOUGH = 5

/** The deadline that was missed most; none where all were kept. */
function mostMissed(deadlines: readonly Deadline[]): Deadline | undefined {
  const missed = deadlines.filter(({ share: { n, of } }) => n < of)
  const many = missed.filter(({ share: { of } }) => of >= ENOUGH)
  return (many.length > 0 ? many : missed).toSorted((a, b) => (a.share.share ?? 1) - (b.share.share ?? 1))[0]
}

const longest = (rows: readonly FairnessRow[]): FairnessRow | undefined =>
  rows.toSorted(
    (a, b) => (b.median.value ?? Number.POSITIVE_INFINITY) - (a.median.value ?? Number.POSITIVE_INFINITY),
  )[0]

function whoOf({ by, group }: FairnessRow, texts: Texts): string {
  switch (by) {
    case 'language':
      return group === 'und'
        ? 'Customers whose language is not known'
        : `Customers who write in ${groupName(texts, by, group)}`
    case 'network':
      return `Customers on ${groupName(texts, by, group)}`
    case 'followers':
      return group === 'unknown'
        ? 'Customers whose followers are not known'
        : `Customers with ${group} followers`
  }
}

function trust({ trust, missed, promises }: Figures, before: Figures): string {
  const { n, of, share } = trust.repaired
  const earlier = before.trust.repaired.share
  const won =
    share === null
      ? 'No customer has shown yet how they feel after our reply'
      : `Of ${counted(of, 'customer')} who showed how they feel after our reply, ${number(n)} (${percent(share)}) ${n === 1 ? 'was' : 'were'} won back${was(earlier, percent)}`
  const byHand = `${missed === 0 ? 'no complaint' : counted(missed, 'complaint')} had to be opened by hand`
  const late = promises.late === 0 ? '' : `, and ${counted(promises.late, 'promise', 'promises')} came late`
  return `${won}; ${byHand}${late}.`
}
