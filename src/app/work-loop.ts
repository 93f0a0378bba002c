/** Work done one step after the other until nothing is left. Two calls never run side by side. */
export type WorkLoop = {
  /** While an earlier call runs it only makes that one look once more. Never rejects. */
  run(): Promise<void>
  /** Ends after the step under way, which is told through its signal. */
  stop(): Promise<void>
  readonly stopping: AbortSignal
}

/** `step` does one piece of work and says whether it found any. A step that throws ends the run, not the loop. */
export function workLoop(
  step: (stopping: AbortSignal) => Promise<boolean>,
  onFault: (fault: unknown) => void,
): WorkLoop {
  const stopping = new AbortController()
  let running: Promise<void> | null = null
  let again = false

  async function loop(): Promise<void> {
    try {
      do {
        again = false
        while (!stopping.signal.aborted && (await step(stopping.signal))) {}
      } while (again && !stopping.signal.aborted)
    } finally {
      // Here, in one go with the last look at `again`: a call that lands any later begins anew.
      running = null
    }
  }

  return {
    run() {
      if (running !== null) {
        again = true
        return running
      }
      running = Promise.resolve().then(loop).catch(onFault)
      return running
    },
    async stop() {
      stopping.abort()
      await running
    },
    stopping: stopping.signal,
  }
}
