import type { Fault } from '../config/fault.js'
import { renderFaults } from '../config/fault.js'

/** Ends a command with a sentence for the person at the terminal, and nothing else. */
export class Failure extends Error {
  override readonly name = 'Failure'
}

export function configFailure(file: string, faults: readonly Fault[]): Failure {
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`
  return new Failure(
    `${renderFaults(faults)}\n\n${count} in the configuration; nothing was started. (${file})`,
  )
}

/** One line for a person. With `verbose` the stack, for those who mend Amends itself. */
export function sentenceOf(error: unknown, verbose: boolean): string {
  if (error instanceof Failure) return error.message
  if (!(error instanceof Error)) return `Amends stopped: ${String(error)}`
  if (verbose) return `Amends stopped: ${error.stack ?? error.message}`
  const causes = causesOf(error).map((cause) => cause.message.split('\n', 1)[0])
  return `Amends stopped: ${[...new Set(causes)].join(': ')}. (--verbose says where.)`
}

/** An error with what caused it, outermost first. */
export function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = []
  for (let next = error; next instanceof Error && causes.length < 8; next = next.cause) causes.push(next)
  return causes
}
