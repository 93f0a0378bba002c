/** Ends early, and quietly, when `signal` aborts. */
export function pause(wait: number, signal: AbortSignal): Promise<void> {
  if (wait <= 0 || signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, wait).unref()
    signal.addEventListener('abort', done)
  })
}

/** Waits for the work, but no longer than `wait` milliseconds. What the work comes to is not told. */
export async function within(wait: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, wait)
  })
  await Promise.race([work, patience])
  clearTimeout(timer)
}
