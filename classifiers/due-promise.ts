import type { Atom, Reader } from './due-atoms.js'

/** A promise with the words that make it one. */
export type Read = {
  readonly group: readonly Atom[]
  readonly before: boolean
  readonly start: number
  readonly end: number
}

/** Whether it is a promise, by the words around it. */
export function promise(group: readonly Atom[], folded: string, reader: Reader): Read | null {
  const first = group[0]
  const last = group.at(-1)
  if (first === undefined || last === undefined) return null
  const lead = reader.by.exec(folded.slice(0, first.start))
  const behind = reader.byBehind?.exec(folded.slice(last.end)) ?? null
  const before =
    reader.before.test(folded.slice(0, first.start)) || /^の?(?:前|より前)/u.test(behind?.[0] ?? '')
  const read: Read = {
    group,
    before,
    start: reader.byBehind === null && lead !== null ? lead.index : first.start,
    end: last.end + (behind?.[0].length ?? 0),
  }
  if (asks(folded, last.end)) return null
  switch (tense(folded, read, reader)) {
    case 'past':
      return null
    case 'future':
      return read
    case 'open': {
      const types = new Set(group.map(({ meaning }) => meaning.type))
      const isDeadline = (reader.byBehind === null ? lead : behind) !== null || types.has('span')
      const isToCome = group.some(
        ({ meaning }) => meaning.type === 'day' && 'in' in meaning.day && meaning.day.in > 0,
      )
      return isDeadline || isToCome || (types.has('day') && types.has('clock')) ? read : null
    }
  }
}

function asks(folded: string, from: number): boolean {
  const end = /[.!…。！\n](?!\d)|[?？]/u.exec(folded.slice(from))
  if (end === null) return false
  return end[0] === '?' || end[0] === '？' || (end[0] === '。' && folded[from + end.index - 1] === 'か')
}

const BREAK = /[.!?…。！？\n;:,、–—](?!\d)/gu

/** What the nearest verb or cue in the same clause says of it. */
function tense(folded: string, { start, end }: Read, reader: Reader): 'past' | 'future' | 'open' {
  const breaks = [...folded.matchAll(BREAK)].map((match) => match.index)
  const from = breaks.filter((place) => place < start).at(-1) ?? 0
  const to = breaks.find((place) => place >= end) ?? folded.length
  const distance = (cue: RegExp): number =>
    Math.min(
      ...[...folded.slice(from, to).matchAll(cue)].map((match) => {
        const [left, right] = [from + match.index, from + match.index + match[0].length]
        return right <= start ? start - right : left >= end ? left - end : Number.POSITIVE_INFINITY
      }),
      Number.POSITIVE_INFINITY,
    )
  const [future, past] = [distance(reader.future), distance(reader.past)]
  return future === past ? 'open' : future < past ? 'future' : 'past'
}
