import type { Instant } from '../../domain/time.js'

/** `run` is waited for. */
export type Step = { readonly at: Instant; run(): unknown }

/** What is to happen, in order of time; steps may add later ones. */
export type Timetable = {
  add(at: Instant, run: Step['run']): void
  /** The earliest that is left, if it is before `until`. */
  next(until: Instant): Step | null
}

export function timetable(): Timetable {
  const steps: Step[] = []
  return {
    add(at, run) {
      const later = steps.findLastIndex((one) => one.at <= at)
      steps.splice(later + 1, 0, { at, run })
    },
    next: (until) => (steps[0] !== undefined && steps[0].at < until ? (steps.shift() ?? null) : null),
  }
}
