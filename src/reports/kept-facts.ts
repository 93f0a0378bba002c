import type { ReportSpan, ReportStore, Store } from '../ports.js'
import type { Facts } from './facts.js'
import { EDITION, readFacts, writeFacts } from './facts-file.js'
import { factsOf } from './facts-of.js'

/** What figures of the span need, a run of cases at a time: as kept, or read from history where nothing is. */
export function* factsIn(store: ReportStore, span: ReportSpan): Iterable<Facts> {
  for (const { run, facts } of store.runs(span, EDITION))
    yield facts === null ? factsOf(store.records(run, span)) : readFacts(facts)
}

/**
 * Keeps the facts of all runs of which none are kept, so that reports are quick: a job's work, again and again. Others work
 * between runs. Returns how many were kept.
 */
export async function keepFacts(
  store: Pick<Store, 'reports' | 'transaction'>,
  signal?: AbortSignal,
): Promise<number> {
  const runs = store.reports.notKept(EDITION)
  let count = 0
  for (const run of runs) {
    if (signal?.aborted === true) break
    keepRun(store, run)
    count++
    await othersWork()
  }
  return count
}

/** Read and kept in one transaction: nothing can change in between. */
function keepRun({ reports, transaction }: Pick<Store, 'reports' | 'transaction'>, run: number): void {
  transaction(() => {
    const facts = factsOf(reports.records(run))
    const { openedAt, closedAt } = facts.cases
    const [first, last] = [Math.min(...openedAt), Math.max(...closedAt)]
    reports.keep({
      run,
      edition: EDITION,
      newestAt: facts.newestAt,
      openedFrom: first,
      closedTo: Number.isFinite(last) ? last : null,
      facts: writeFacts(facts),
    })
  })
}

export const othersWork = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
