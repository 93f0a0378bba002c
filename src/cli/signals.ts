import { SECOND } from '../domain/time.js'

/** Longer, and whoever pressed Ctrl-C presses it again. */
const PATIENCE = 2 * SECOND
/** npm hands a terminal's Ctrl-C on to us though we have it already: so soon after the first it is no second one. */
const ECHO = 500

/**
 * Ends the process when somebody asks for it: `stop` gets 2 s, a second Ctrl-C gets its way at once.
 * @returns the same ending, for a fault: with its own exit code
 */
export function endOnSignal(stop: () => Promise<void>): (exitCode: number) => void {
  let asked: number | null = null

  function end(exitCode: number): void {
    asked = performance.now()
    setTimeout(() => {
      process.stderr.write(
        'Amends did not stop within 2 s and was ended; what was under way is taken up at the next start.\n',
      )
      process.exit(1)
    }, PATIENCE)
    stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        process.stderr.write(
          `Amends stopped badly: ${error instanceof Error ? error.message : String(error)}\n`,
        )
        process.exit(1)
      },
    )
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (asked === null) {
        process.stderr.write('\nStopping …\n')
        end(0)
      } else if (performance.now() - asked > ECHO) process.exit(1)
    })
  return end
}
