import { DEEDS, type Deed, type OwnTimes } from './persons.js'
import type { Times } from './samples.js'
import { counted, duration, number } from './say.js'

/** What a person did, a sentence for each deed, as its median, nine in ten and what was in time. Pure. */
export const ownSentences = (times: OwnTimes): Readonly<Record<Deed, string>> => ({
  claim: ownSentence(times.claim),
  reply: ownSentence(times.reply),
  resolve: ownSentence(times.resolve),
})

export const didNothing = (times: OwnTimes): boolean => DEEDS.every((deed) => times[deed].n === 0)

function ownSentence({ n, worked, inTime }: Times): string {
  if (n === 0) return 'none'
  const { median, p90 } = worked
  const soon =
    n === 1
      ? ` after ${duration(median.value ?? 0)}`
      : `, half within ${duration(median.value ?? 0)}, nine in ten within ${duration(p90 ?? 0)}`
  const kept =
    inTime === null || inTime.of === 0 ? '' : `; ${number(inTime.n)} of ${number(inTime.of)} in time`
  return `${counted(n, 'case')}${soon}${kept}`
}
