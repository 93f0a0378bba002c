import fc from 'fast-check'
import { OUTCOMES } from '../../src/domain/case.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import type { CaseRecord, RecordLine } from '../../src/ports.js'

/** Spring 2026: daylight saving begins in Europe on 29 March. */
export const START = Date.UTC(2026, 2, 25)
export const END = START + 10 * DAY

/** Any history, also ones that could not have happened. */
const anyRecord = (id: number): fc.Arbitrary<CaseRecord> =>
  fc
    .record({
      first: fc.integer({ min: 0, max: 9 * DAY }),
      steps: fc.array(
        fc.record({
          after: fc.integer({ min: 0, max: 12 * HOUR }),
          type: fc.constantFrom<RecordLine['type']>(
            ...([
              'claimed',
              'released',
              'expired',
              'replied',
              'resolved',
              'reopened',
              'heard',
              'joined',
            ] as const),
            ...(['escalated', 'priority-changed', 'alerted', 'merged', 'post-removed'] as const),
          ),
          actor: fc.constantFrom<RecordLine['actor']>('rep', 'schedule', 'customer', 'connector'),
          level: fc.constantFrom('P1', 'P2', 'P3', 'P4'),
          outcome: fc.constantFrom(...OUTCOMES),
        }),
        { maxLength: 10 },
      ),
      level: fc.constantFrom('P1', 'P2', 'P3', 'P4'),
      lang: fc.constantFrom('en', 'es', 'ja'),
      severity: fc.constantFrom(1, 2, 3, 4),
      followers: fc.option(fc.integer({ min: 0, max: 100_000 })),
    })
    .map(({ first, steps, level, lang, severity, followers }) => {
      let at = START + first
      const lines: RecordLine[] = [
        { at, type: 'opened', actor: 'connector', actorId: 'x', says: level as 'P1' },
      ]
      for (const step of steps) {
        at += step.after
        const says =
          step.type === 'priority-changed' ? step.level : step.type === 'resolved' ? step.outcome : null
        lines.push({
          at,
          type: step.type,
          actor: step.actor,
          actorId: 'discord:1',
          says: says as RecordLine['says'],
        })
      }
      return {
        ...{
          id,
          brand: 'Acme',
          network: 'bluesky',
          lang,
          category: 'delivery',
          severity: severity as 1,
          level: level as 'P1',
          via: 'search',
        },
        ...{
          history: false,
          postedAt: START + first - MINUTE,
          receivedAt: START + first,
          followers,
          answers: 0,
          lines,
        },
        ...{ splitOff: false, causes: [], nextCaseAt: null, words: [], elsewhereAt: [] },
      } satisfies CaseRecord
    })
export const anyRecords = fc
  .integer({ min: 1, max: 14 })
  .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => anyRecord(i + 1))))
