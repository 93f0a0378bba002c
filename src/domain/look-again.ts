import { DAY, HOUR, type Instant } from './time.js'

/** Ages at which a post that nobody works on is looked at again, so that a deletion reaches us too. */
const QUIET_LOOKS: readonly number[] = [
  HOUR,
  DAY,
  7 * DAY,
  ...Array.from({ length: 12 }, (_, month) => (month + 1) * 30 * DAY),
]

/** One more while people are about, for posts of which little was missing: growth is seen while it still matters. */
const CLOSE_LOOKS: readonly number[] = [HOUR, 6 * HOUR, ...QUIET_LOOKS.slice(1)]

/**
 * When a post is to be looked up again for edits, deletion and engagement; `null`: no more.
 * Posts of unresolved cases: every cycle while they are young, then every tenth, then every sixtieth.
 * `close`: that nobody works on, and that was nearly a complaint, or spoke to the brand.
 * @param cycle the length of a cycle in ms
 */
export function nextLook(
  post: { postedAt: Instant; unresolved: boolean; close?: boolean },
  cycle: number,
  now: Instant,
): Instant | null {
  const age = Math.max(now - post.postedAt, 0)
  if (post.unresolved) return now + cycle * (age < 2 * HOUR ? 1 : age < DAY ? 10 : 60)
  const next = (post.close === true ? CLOSE_LOOKS : QUIET_LOOKS).find((look) => look > age)
  return next === undefined ? null : Math.max(post.postedAt + next, now + cycle)
}
