import { groupName } from '../reports/group-name.js'
import type { Figure } from '../reports/report.js'
import { hourOfWeek } from '../reports/say.js'
import type { Texts } from '../texts/texts.js'
import { isOutcome } from './report-query.js'

/** What a counter counts: `outcome:fixed` is "Fixed". */
export function counterName(texts: Texts, name: string): string {
  const [kind = '', ...rest] = name.split(':')
  const of = rest.join(':')
  const words = texts.desk.report
  const known = words.counter[name]
  if (known !== undefined && Object.hasOwn(words.counter, name)) return known
  if (kind === 'outcome' && isOutcome(of)) return texts.outcome[of]
  if (kind === 'escalated') return Object.entries(texts.rung).find(([rung]) => rung === of)?.[1] ?? of
  return of === '' ? kind : of
}

export function figureName(texts: Texts, figure: Figure): string {
  const words = texts.desk.report
  if ('count' in figure) return counterName(texts, figure.count)
  if ('severity' in figure) {
    const name = Object.entries(texts.severity).find(([step]) => Number(step) === figure.severity)?.[1]
    return words.severity(name ?? '')
  }
  if ('hourOfWeek' in figure) return hourOfWeek(figure.hourOfWeek)
  if ('repaired' in figure) {
    const { repaired: by, group } = figure
    return `${words.tile.repaired}: ${by === 'byOutcome' ? counterName(texts, `outcome:${group}`) : group}`
  }
  if ('opened' in figure) return words.tile.complaints
  if ('backlog' in figure) return words.backlogState[figure.backlog]
  const { measure, part, by, group } = figure
  const narrowed = by === undefined ? '' : `, ${words.by[by]}: ${groupName(texts, by, group ?? '')}`
  return `${words.measure[measure]}, ${words.part[part]}${narrowed}`
}
