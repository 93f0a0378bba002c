import type { Person } from '../domain/people.js'

/** What of a report is asked for. Empty strings: not said. */
export type ReportAsked = {
  /** `24h`, `7d`, `30d`; not read where days are given. */
  readonly last: string
  /** Days of the team, as `2026-01-05`. */
  readonly from: string
  readonly to: string
  readonly brand: string
}

/** What every report begins with. Days as the team's wall shows them; `zone` is IANA's. */
export type ReportHead = {
  readonly brand: string
  readonly from: string
  readonly to: string
  readonly zone: string
  readonly complaints: number
  /** In the period before, as long. */
  readonly before: number
  /** This very report on the web desk; `null` where nobody can be led there. */
  readonly link: string | null
}

/** Figures as people read them, made by whoever counts. Counting lets others work meanwhile; all of it may reject. */
export type Figures = {
  /** What can be drawn: at most 25. Titles have at most 100 characters. */
  readonly pictures: readonly { readonly name: string; readonly title: string }[]
  /** `null`: the days make no period. `sentences`: three, or `null` where there is nothing to tell of. */
  show(asked: ReportAsked & { readonly picture: string | null }): Promise<
    | (ReportHead & {
        readonly sentences: readonly string[] | null
        readonly picture: ReportPicture | null
      })
    | null
  >
  /** `null`: the days make no period. */
  table(asked: ReportAsked): Promise<(ReportHead & { readonly csv: Uint8Array }) | null>
  /** A person's own last 30 days in words, a sentence for each deed; `null`: they did nothing. */
  own(person: Person['id']): Promise<Readonly<Record<'claim' | 'reply' | 'resolve', string>> | null>
}

export type ReportPicture = {
  readonly title: string
  /** What it shows, for those who do not see it. */
  readonly sentence: string
  readonly png: Uint8Array
}
