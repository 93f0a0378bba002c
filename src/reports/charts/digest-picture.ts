import type { Desk } from '../../app/desk.js'
import type { Instant } from '../../domain/time.js'
import { reportOf } from '../report.js'
import { draw } from './index.js'

/** What goes with a digest: complaints day by day, on Discord's dark ground; `null` where there were none to draw. */
export async function digestPicture(
  { store, policy }: Pick<Desk, 'store' | 'policy'>,
  { brand, from, to }: { readonly brand: string | null; readonly from: Instant; readonly to: Instant },
): Promise<{ readonly png: Uint8Array; readonly words: string } | null> {
  const order = { period: { from, to }, filter: { brand: brand ?? undefined }, asOf: to }
  const report = await reportOf(store.reports, policy, order)
  if (report.figures.volume === 0) return null
  const picture = draw(report, 'volume', { theme: 'dark', size: 'message' })
  return { png: await picture.pngAside(), words: `${picture.title}. ${picture.sentence}` }
}
