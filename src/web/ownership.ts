import type { Case } from '../domain/case.js'
import type { Person } from '../domain/people.js'
import type { SignedIn } from './context.js'

export const ownerOf = (current: Case): Person | null =>
  current.status === 'claimed' || current.status === 'waiting' ? current.owner : null

export const isMine = (current: Case, me: SignedIn): boolean => ownerOf(current)?.id === me.person.id

export const isSnoozed = (current: Case): boolean =>
  (current.status === 'claimed' || current.status === 'waiting') && current.snooze !== null
