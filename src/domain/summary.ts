import type { CaseId } from './case.js'
import type { Person } from './people.js'

/** How a period went, in finished words: written once, so that whoever says it later, or elsewhere, says the same. */
export type Summary = {
  readonly title: string
  /** Of which days it speaks. */
  readonly about: string
  readonly sections: readonly SummarySection[]
}

export type SummarySection = { readonly title: string; readonly lines: readonly SummaryLine[] }

/** The text, then the name, then the cases; whoever shows it makes text and name safe, and links the cases. */
export type SummaryLine = {
  readonly text: string
  readonly name: string | null
  /** Whose name it is, and the text without it. */
  readonly named?: { readonly person: Person['id']; readonly otherwise: string }
  readonly cases: readonly CaseId[]
}

/** Said later than it was written: whoever chose meanwhile not to be named is not. */
export const namingOnly = (summary: Summary, wants: (person: Person['id']) => boolean): Summary => ({
  ...summary,
  sections: summary.sections.map(({ title, lines }) => ({
    title,
    lines: lines.map(({ named, ...line }) =>
      named === undefined || wants(named.person) ? line : { ...line, text: named.otherwise, name: null },
    ),
  })),
})
