/** A member of the care team, as a board knows them. */
export type Person = {
  /** Board and account, e.g. `discord:80351110224678912`, `web:ana`. */
  readonly id: string
  readonly name: string
}

/** What a person may do grows from rep to admin; an admin may do all that a manager may. */
export const ROLES = ['rep', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

/**
 * Why a board that somebody would sign in through did not let them in.
 * - `stranger`: the board does not know them; `no-role`: it does, and gives them no role that may work here
 * - `denied`: they said no themselves
 * - `expired`: the answer is too old, used already, or not one to this attempt
 * - `away`: the board cannot be asked now
 * - `unfit`: the board does not accept how it is set up here; an admin has to mend it, and finds why in the log
 */
export type SignInRefusal = 'stranger' | 'no-role' | 'denied' | 'expired' | 'away' | 'unfit'

/** Who did what happened: machines are named too. A customer is never named in history: their data is theirs to delete. */
export type Actor =
  | { readonly type: 'rep'; readonly person: Person }
  | { readonly type: 'schedule' }
  | { readonly type: 'connector'; readonly id: string }
  | { readonly type: 'customer' }
