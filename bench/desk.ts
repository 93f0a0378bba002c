import type { Figure } from './figure.js'
import { onFilledDatabase } from './filled.js'

/** Pages of the desk over a year of 10^5 cases. */
export const run = async (): Promise<readonly Figure[]> => onFilledDatabase('desk-run.js')
