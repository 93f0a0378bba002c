import { CATEGORIES } from '../domain/assessment.js'
import type { Texts } from '../texts/texts.js'
import type { Dimension } from './sample-table.js'

/** A group as people call it: `de` is German. */
export function groupName(texts: Texts, by: Dimension, group: string): string {
  if (by === 'language') return texts.language(group)
  if (by === 'network') return texts.network(group)
  const category = by === 'category' ? CATEGORIES.find((known) => known === group) : undefined
  return category === undefined ? group : texts.category[category]
}
