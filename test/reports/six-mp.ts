import type { Stretch } from '../../src/reports/kaplan-meier.js'

/** Weeks in remission of 21 patients on 6-MP (Freireich 1963), the example of the textbooks; + still in remission. */
export const SIX_MP: readonly Stretch[] =
  '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'
    .split(' ')
    .map((text) => ({ length: Number.parseInt(text, 10), done: !text.endsWith('+') }))
