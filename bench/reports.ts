import type { Figure } from './figure.js'
import { onFilledDatabase } from './filled.js'

/** Reports over a year of 10^6 mentions, 10^5 cases and 10^6 events. */
export const run = async (): Promise<readonly Figure[]> => onFilledDatabase('reports-run.js')
