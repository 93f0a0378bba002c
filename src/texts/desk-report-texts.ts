import type { Writers } from './texts.js'

export type ReportMeasure = 'seen' | 'alert' | 'claim' | 'last-claim' | 'reply' | 'felt' | 'resolve'
export type ReportDimension = 'brand' | 'network' | 'language' | 'category' | 'priority' | 'followers'

/** The pages for managers: figures, what can be seen, and how Amends is set up. */
export type DeskReportTexts = {
  readonly title: string
  readonly coverage: string
  readonly settings: string
  /** For those who may not read a page. */
  readonly forManagers: string
  readonly forAdmins: string

  readonly period: string
  readonly last: Readonly<Record<'24h' | '7d' | '30d' | '90d', string>>
  readonly from: string
  readonly to: string
  readonly allBrands: string
  readonly show: string
  readonly noPeriod: string
  /** Before what a report is narrowed to; after each, for those who hear it: what the link does. */
  readonly only: string
  readonly without: string
  readonly withoutAll: string
  span(from: string, to: string, zone: string, brand: string): string
  readonly definitions: string
  readonly csv: string
  readonly asTable: string
  readonly sections: Readonly<Record<'glance' | 'fast' | 'slow' | 'much' | 'trust' | 'alerts', string>>
  readonly tile: Readonly<
    Record<'complaints' | 'claimed' | 'answered' | 'ours' | 'oursThen' | 'repaired' | 'promises', string>
  >
  /** The same figure in the period before. */
  was(value: string): string
  ofN(n: number, of: number): string
  readonly column: Readonly<
    Record<
      | 'what'
      | 'n'
      | 'times'
      | 'waits'
      | 'running'
      | 'median'
      | 'p90'
      | 'wall'
      | 'inTime'
      | 'replyInTime'
      | 'before'
      | 'group'
      | 'repaired'
      | 'target'
      | 'when'
      | 'day'
      | 'interval',
      string
    >
  >
  readonly measure: Readonly<Record<ReportMeasure, string>>
  readonly part: Readonly<Record<'all' | 'done' | 'running' | 'met' | 'missed' | 'decided', string>>
  readonly by: Readonly<Record<ReportDimension, string>>
  readonly notReached: string
  readonly nothing: string
  readonly priorityThen: string
  readonly unfair: Readonly<Record<'waits longer' | 'waits less', string>>
  /** A group that waits longer or less than others beyond chance. */
  unfairTo(group: string, by: string, flag: string): string
  readonly fair: string
  readonly counter: Readonly<Record<string, string>>
  readonly backlogState: Readonly<Record<'all' | 'ours' | 'open' | 'claimed' | 'waiting', string>>
  severity(name: string): string
  readonly tables: Readonly<
    Record<
      'happened' | 'outcomes' | 'causes' | 'signs' | 'byOutcome' | 'bySpeed' | 'promises' | 'clocks',
      string
    >
  >
  readonly promise: Readonly<Record<'kept' | 'late' | 'open' | 'share', string>>
  readonly precision: string
  missed(n: number): string
  readonly seeCoverage: string

  readonly behind: string
  /** `counted` is more than there are cases where something happened to one twice. */
  behindCount(counted: number, cases: number): string
  readonly mark: Readonly<Record<'median' | 'p90', string>>
  /** What the marked figure says; `null`: it is not reached. */
  markSays(mark: 'median' | 'p90', length: string | null): string
  /** Beside the case at which it stands. */
  readonly markHere: Readonly<Record<'median' | 'p90', string>>
  readonly onTheWall: string
  /** Of a clock that was not stopped. */
  readonly over: (length: string) => string
  /** The side of a share on which a case stands. */
  readonly verdict: Readonly<
    Record<
      | 'met'
      | 'missed'
      | 'open'
      | 'repaired'
      | 'not-repaired'
      | 'right'
      | 'for-nothing'
      | 'kept'
      | 'late'
      | 'promised',
      string
    >
  >
  readonly nobodyBehind: string
  readonly back: string

  readonly cover: {
    readonly help: string
    readonly blind: string
    readonly blindHelp: string
    readonly allWell: string
    readonly nobody: string
    readonly sources: string
    readonly boards: string
    readonly reach: string
    readonly lastSuccess: string
    readonly failingSince: string
    readonly error: string
    readonly failures: (n: number) => string
    readonly lag: string
    readonly lagOf: (median: string, p90: string, n: number) => string
    readonly noLag: string
    readonly never: string
    readonly works: string
    readonly broken: string
    readonly owed: string
    readonly owedSince: (write: Writers, n: number, oldestAt: number | null) => string
    readonly abandoned: string
    readonly abandonedHelp: (n: number) => string
    readonly notSeen: string
    readonly notSeenHelp: string
  }
  readonly setting: {
    readonly help: string
    readonly key: string
    readonly value: string
    readonly meaning: string
  }
  readonly keys: {
    readonly title: string
    readonly close: string
    readonly use: string
    readonly list: readonly (readonly [key: string, does: string])[]
  }
  readonly bulk: {
    readonly label: string
    select(id: number): string
    readonly dismiss: string
    readonly none: string
    done(n: number): string
    undo(n: number): string
    reopened(n: number): string
    readonly refused: (id: number, why: string) => string
    readonly tooMany: (most: number) => string
  }
}
