import { expect, test } from 'vitest'
import type { Severity, Urgency } from '../../src/domain/assessment.js'
import { NO_ENGAGEMENT } from '../../src/domain/post.js'
import { priorityOf, rankOf } from '../../src/domain/priority.js'
import { HOUR } from '../../src/domain/time.js'

const noon = Date.UTC(2026, 0, 5, 12)
const priority = (
  severity: Severity,
  urgency: Urgency,
  more: { followers?: number; reposts?: number } = {},
) =>
  priorityOf(
    {
      assessment: { severity, urgency },
      author: { followers: more.followers ?? 10 },
      engagement: { ...NO_ENGAGEMENT, reposts: more.reposts ?? 0 },
      postedAt: noon - HOUR,
    },
    noon,
  )

test.each([
  [4, 3, 'P1'],
  [4, 0, 'P2'],
  [3, 3, 'P1'],
  [3, 1, 'P2'],
  [2, 2, 'P2'],
  [2, 1, 'P3'],
  [2, 0, 'P3'],
  [1, 1, 'P4'],
] as const)('severity %i with urgency %i is %s', (severity, urgency, level) => {
  expect(priority(severity, urgency).level).toBe(level)
})

test('a quiet customer in danger stands before a famous one who is annoyed', () => {
  const danger = priority(4, 3)
  const famous = priority(2, 1, { followers: 2_000_000, reposts: 500 })
  expect(rankOf(danger)).toBeLessThan(rankOf(famous))
})

test('a post that many pass on counts one more, and the parts say so', () => {
  expect(priority(2, 1, { reposts: 30 })).toEqual({
    level: 'P2',
    severity: 4,
    urgency: 1,
    reach: 0,
    growth: 1,
  })
})

test('a clock that runs behind the network does no harm', () => {
  const input = {
    assessment: { severity: 2, urgency: 1 },
    author: { followers: null },
    engagement: NO_ENGAGEMENT,
  } as const
  expect(priorityOf({ ...input, postedAt: noon + HOUR }, noon).level).toBe('P3')
})
