/** A member of the care team, as a board knows them. */
export type Person = {
  /** Board and account, e.g. `discord:80351110224678912`, `web:ana`. */
  readonly id: string
  readonly name: string
}

/** What a person may do grows from rep to admin; an admin may do all that a manager may. */
export const ROLES = ['rep', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** Who did what happened: machines are named too. A customer is never named in history: their data is theirs to delete. */
export type Actor =
  | { readonly type: 'rep'; readonly person: Person }
  | { readonly type: 'schedule' }
  | { readonly type: 'connector'; readonly id: string }
  | { readonly type: 'customer' }
