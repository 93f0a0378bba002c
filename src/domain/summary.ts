import type { CaseId } from './case.js'

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
  readonly cases: readonly CaseId[]
}
