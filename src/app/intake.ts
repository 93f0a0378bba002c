import type { Assessment } from '../domain/assessment.js'
import type { Brand } from '../domain/brand.js'
import { type Admit, admission } from '../domain/intake.js'
import { GROWN_TO } from '../domain/missed.js'
import type { Post } from '../domain/post.js'
import type { Classifier } from '../ports.js'

/** What every verb that takes posts in needs. Built once in main.ts. */
export type Intake = {
  readonly admit: Admit
  readonly classifier: Classifier
  /** `undefined` for a brand that has since left the configuration. */
  brandOf(name: string): Brand | undefined
  /** Length in ms of a cycle of looking posts up again. */
  readonly lookCycle: number
  /** Likes, reposts and replies together from which a post that nobody was told of is reviewed. */
  readonly grownTo: number
}

export function intakeFor(
  brands: readonly Brand[],
  classifier: Classifier,
  lookCycle: number,
  grownTo = GROWN_TO,
): Intake {
  const byName = new Map(brands.map((brand) => [brand.name, brand]))
  return { admit: admission(brands), classifier, brandOf: (name) => byName.get(name), lookCycle, grownTo }
}

/** A content warning is part of what the author says. */
export const assessPost = (classifier: Classifier, post: Post, brand: Brand | undefined): Assessment =>
  classifier.assess(post.contentWarning === null ? post.text : `${post.contentWarning}\n${post.text}`, {
    brand,
    langs: post.langs,
  })
