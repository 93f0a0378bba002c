/** Items per second of the best of five runs after a warm-up: other work on the machine only ever makes a run slower. */
export function perSecond(items: number, run: () => void): number {
  run()
  let best = 0
  for (let i = 0; i < 5; i++) {
    const start = process.hrtime.bigint()
    run()
    const seconds = Number(process.hrtime.bigint() - start) / 1e9
    best = Math.max(best, items / seconds)
  }
  return best
}
