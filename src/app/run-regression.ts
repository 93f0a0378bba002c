import type { AlertThreshold, Assessment } from '../domain/assessment.js'
import type { Brand } from '../domain/brand.js'
import type { Labels } from '../domain/case.js'
import type { StoredMention } from '../domain/mention.js'
import { type Held, held, type Miss } from '../domain/missed.js'
import type { Instant } from '../domain/time.js'
import type { Store } from '../ports.js'
import { assessPost, type Intake } from './intake.js'

export type Regressed = Held & {
  readonly mention: StoredMention
  readonly brand: Brand
  readonly labels: Labels
  readonly assessment: Assessment
  readonly asked: AlertThreshold
  /** It fails, and passed before. */
  readonly worse: boolean
}

/** Rows of the set that are read in one go. */
const A_PAGE = 500

/**
 * Judges every post of the regression set anew and remembers, for this model, what came of it. A post that passed once
 * is held against every later run, until it passes again, is taken out of the set, or `accept` says that it may fail.
 * Posts of brands that are no longer configured are left out.
 */
export function runRegression(
  store: Pick<Store, 'transaction' | 'missed' | 'mentions'>,
  intake: Pick<Intake, 'classifier' | 'brandOf'>,
  accept: boolean,
  now: Instant,
): readonly Regressed[] {
  return store.transaction(() => {
    const passedBefore = store.missed.passedBefore()
    const regressed = theSet(store).flatMap((miss) => {
      const mention = store.mentions.get(miss.mentionId)
      const brand = intake.brandOf(miss.brand)
      if (mention === null || mention.removedAt !== null || brand === undefined) return []
      const assessment = assessPost(intake.classifier, mention.post, brand)
      const { labels } = miss
      const result = held(labels, assessment, brand.alert)
      const worse = !result.passes && passedBefore.has(mention.id)
      return [{ ...result, mention, brand, labels, assessment, asked: brand.alert, worse }]
    })
    store.missed.remember(
      intake.classifier.id,
      now,
      regressed.map(({ mention, assessment: { complaint, severity }, alerts, passes }) => ({
        mentionId: mention.id,
        complaint,
        severity,
        alerts,
        passes,
        accepted: accept && !passes,
      })),
    )
    return regressed
  })
}

/** Newest first. */
function theSet({ missed }: Pick<Store, 'missed'>): readonly (Miss & { readonly state: 'in-the-set' })[] {
  const all: (Miss & { readonly state: 'in-the-set' })[] = []
  for (let offset = 0; ; offset += A_PAGE) {
    const page = missed.list({ state: 'in-the-set' }, { limit: A_PAGE, offset })
    for (const miss of page) if (miss.state === 'in-the-set') all.push(miss)
    if (page.length < A_PAGE) return all
  }
}
