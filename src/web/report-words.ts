import type { Behind, Figure } from '../reports/behind.js'
import { groupName } from '../reports/group-name.js'
import { bucketName, duration, hourOfWeek } from '../reports/say.js'
import type { Texts } from '../texts/texts.js'

/** What a counter counts: `outcome:fixed` is "Fixed". */
export function counterName(texts: Texts, name: string): string {
  const [kind = '', ...rest] = name.split(':')
  const of = rest.join(':')
  const words = texts.desk.report
  const known = words.counter[name]
  if (known !== undefined && Object.hasOwn(words.counter, name)) return known
  const named = (all: Readonly<Record<string, string>>) =>
    Object.entries(all).find(([key]) => key === of)?.[1]
  if (kind === 'outcome') return named(texts.outcome) ?? of
  if (kind === 'escalated') return named(texts.rung) ?? of
  return of === '' ? kind : of
}

export function figureName(texts: Texts, figure: Figure): string {
  const words = texts.desk.report
  if ('count' in figure) return counterName(texts, figure.count)
  if ('promises' in figure) return words.promise[figure.promises]
  if ('repaired' in figure) {
    if (figure.repaired === 'all') return words.tile.repaired
    const { repaired: by, group } = figure
    return joined(words.tile.repaired, by === 'byOutcome' ? counterName(texts, `outcome:${group}`) : group)
  }
  if ('backlog' in figure) return joined(words.backlogState[figure.backlog], figure.band)
  if ('opened' in figure) {
    const { severity, hourOfWeek: hour, bucket } = figure
    const name = Object.entries(texts.severity).find(([step]) => Number(step) === severity)?.[1]
    return joined(
      words.tile.complaints,
      name === undefined ? undefined : words.severity(name),
      hour === undefined ? undefined : hourOfWeek(hour),
      bucket === undefined ? undefined : bucketName(bucket),
    )
  }
  const { measure, part, by, group = '', bucket, mark, clock } = figure
  return joined(
    words.measure[measure],
    mark === undefined ? words.part[part] : words.mark[mark],
    mark !== undefined && clock === 'wall' ? words.onTheWall : undefined,
    by === undefined ? undefined : `${words.by[by]}: ${groupName(texts, by, group)}`,
    bucket === undefined ? undefined : bucketName(bucket),
  )
}

const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(', ')

/** What a figure counted of a case: "24 min", "over 3 h". */
export function lengthText(texts: Texts, { length, running }: Behind): string | null {
  if (length === null) return null
  return running ? texts.desk.report.over(duration(length)) : duration(length)
}
