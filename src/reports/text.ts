import type { LadderPolicy } from '../domain/ladder.js'
import type { Texts } from '../texts/texts.js'
import type { Share } from './chance.js'
import type { Figures } from './figures.js'
import { groupName } from './group-name.js'
import { LEAST_ANSWERS, type Pulse } from './pulse.js'
import type { Report } from './report.js'
import type { Times } from './samples.js'
import { counted, dayAndTime, duration, durationOr, number, percent, shareIn } from './say.js'
import { SENTENCES } from './sentences.js'

/** A report for a terminal, some thirty lines of at most 100 columns; no colours, no foreign text but names of causes. */
export function reportText(
  { figures, before, order, zone }: Report,
  ladder: LadderPolicy,
  texts: Texts,
): string {
  const { brand } = order.filter
  const { times, byPriority, trust, promises, precision, missed, fairness } = figures
  const flagged = fairness.filter(({ flag }) => flag !== null)
  return [
    `${brand ?? 'All brands'}, ${dayAndTime(figures.period.from, zone)} to ${dayAndTime(figures.period.to, zone)} (${zone})`,
    'In brackets: the period before, as long. Medians count cases that still wait; definitions in docs/figures.md.',
    '',
    'How much',
    `  ${SENTENCES.volume(figures)} (${number(before.volume)})`,
    `  ${SENTENCES.backlog(figures)}`,
    `  Reopened ${number(figures.reopened)} (${number(before.reopened)}), escalated ${sum(figures)} (${sum(before)}), claims run out ${number(figures.expired)} (${number(before.expired)}).`,
    '',
    'How fast                      cases     median     90 % by      median     90 % by   in time',
    '                                       wall clock            working time',
    // A team that works on the desk alone has no board that cases are put on.
    ...(times.alert.n + before.times.alert.n === 0
      ? []
      : [line('on the board', times.alert, before.times.alert)]),
    line('first claim', times.claim, before.times.claim),
    line('first reply', times.reply, before.times.reply),
    line('resolved', times.resolve, before.times.resolve),
    ...byPriority.flatMap((row) => [
      line(`${row.level} claim${goal(ladder[row.level].claim)}`, row.claim),
      line(`${row.level} reply${goal(ladder[row.level].reply)}`, row.reply),
    ]),
    '',
    'Trust',
    `  Repaired: ${shareIn(trust.repaired)} of those who showed anything (${shareOr(before.trust.repaired)}); ${number(trust.silent)} said nothing more.`,
    ...trust.bySpeed
      .filter(({ repaired }) => repaired.of > 0)
      .map(({ group, repaired }) => `    answered ${group}: ${shareIn(repaired)}`),
    `  Promises: ${number(promises.kept)} kept, ${number(promises.late)} late, ${number(promises.open)} open.`,
    ...pulseLine(figures.pulse),
    '',
    'What it was about',
    `  Outcomes: ${list(figures.outcomes.map(({ name, n }) => ({ n, name: outcomeName(texts, name) })))}`,
    `  Causes: ${list(figures.causes)}`,
    `  Alerts that were no mistake: ${shareIn(precision)}; ${counted(missed, 'complaint')} opened by hand.`,
    ...(flagged.length === 0
      ? ['  No group waits longer or less than others beyond chance.']
      : flagged.map(
          ({ by, group, flag, median, n }) =>
            `  ${groupName(texts, by, group)} ${flag}: median ${durationOr(median.value)} of ${number(n)}, beyond chance.`,
        )),
    '',
  ].join('\n')
}

/** Nothing where nobody was asked: most teams do not ask. */
function pulseLine(pulse: Pulse | null): readonly string[] {
  if (pulse === null || pulse.asked === 0) return []
  const { asked, said } = pulse
  const { answered, trusting, median } = said
  const told =
    median === null
      ? `fewer than ${LEAST_ANSWERS}, too few to tell more`
      : `${shareIn(trusting)} trust us 4 or 5 of 5, median ${median}`
  return [`  Asked for their trust: ${number(asked)}, answered ${number(answered)}; ${told}.`]
}

const goal = (deadline: number | null): string => (deadline === null ? '' : ` (target ${duration(deadline)})`)
const sum = ({ escalated }: Figures): string => number(escalated.reduce((all, { n }) => all + n, 0))
const shareOr = ({ share }: Share): string => (share === null ? '–' : percent(share))
const list = (counts: Figures['causes']): string =>
  counts.length === 0
    ? 'none named'
    : counts
        .slice(0, 6)
        .map(({ name, n }) => `${plain(name)} ${number(n)}`)
        .join(', ')

const outcomeName = (texts: Texts, name: string): string =>
  Object.entries(texts.outcome)
    .find(([key]) => key === name)?.[1]
    .toLowerCase() ?? name

/** People type causes and names: nothing in them moves the cursor. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')

function line(name: string, { n, wall, worked, inTime }: Times, before?: Times): string {
  const cells = [wall.median.value, wall.p90, worked.median.value, worked.p90].map((ms) =>
    durationOr(ms, n === 0 ? '–' : 'beyond').padStart(11),
  )
  const share = inTime === null || inTime.share === null ? '' : percent(inTime.share)
  const was = before === undefined ? '' : `  (${durationOr(before.wall.median.value, '–')})`
  return `  ${name.padEnd(26)}${number(n).padStart(7)}${cells.join(' ')}  ${share.padStart(8)}${was}`.trimEnd()
}
