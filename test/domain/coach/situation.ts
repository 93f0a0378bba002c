import { join } from 'node:path'
import { dueDates } from '../../../classifiers/due-dates.js'
import { loadReplies } from '../../../src/config/replies.js'
import type { CoachContext } from '../../../src/domain/coach/rules.js'

export const DATA = join(import.meta.dirname, '../../../data')

/** What is read from data/, which every test of the coach rests on. */
export function replies() {
  const loaded = loadReplies(DATA)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, null, 1))
  return loaded
}

/** A first public answer on Bluesky to somebody who wrote in `lang`. */
export const situation = (lang: string, more: Partial<CoachContext> = {}): CoachContext => ({
  lang,
  names: ['Ana', 'ana.bsky.social'],
  problemWords: [],
  recentReplies: [],
  publicRepliesInThread: 0,
  limits: { characters: 300, counts: 'graphemes', perLink: null },
  contentWarning: null,
  isPublic: true,
  isClosing: false,
  now: Date.UTC(2026, 10, 18, 10),
  languageOf: () => 'und',
  dueDates: (text, lang, at) => dueDates(text, lang, at, 'UTC'),
  ...more,
})
