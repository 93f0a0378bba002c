export type Deed = 'claim' | 'reply' | 'resolve'

/** What is said of figures on every board: a report in a message, a person's own times, a team's together. */
export type FiguresTexts = {
  readonly report: {
    /** `null`: all brands. */
    title(brand: string | null): string
    span(from: string, to: string, zone: string): string
    complaints(n: number, before: number): string
    /** Nothing came in, and nothing is open. */
    readonly quiet: string
    readonly open: string
    /** Where nobody can be led to the desk by a link. */
    readonly where: string
    readonly table: string
    tooLarge(megabytes: number): string
    readonly noPeriod: string
    readonly oneAtATime: string
    readonly failed: string
  }
  readonly me: {
    readonly title: string
    readonly help: string
    readonly deed: Readonly<Record<Deed, string>>
    readonly nothing: string
    readonly failed: string
    readonly named: {
      readonly title: string
      readonly help: string
      /** How it is now. */
      readonly is: Readonly<Record<'yes' | 'no', string>>
      /** What the button makes of it. */
      readonly press: Readonly<Record<'yes' | 'no', string>>
    }
  }
  readonly together: {
    readonly title: string
    readonly help: string
    readonly tooFew: string
  }
}
