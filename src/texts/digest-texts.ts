import type { Level } from '../domain/priority.js'

/** Figures that a digest tells of. */
export type DigestFigure =
  | 'volume'
  | 'ours'
  | 'in-time'
  | 'wait'
  | 'precision'
  | 'missed'
  | 'repaired'
  | 'kept'

/**
 * How a period went, for a channel, a page and a terminal. Without markup; numbers, shares and lengths come already written.
 * `before` is what {@link DigestTexts.before} made of the period's length.
 */
export type DigestTexts = {
  /** `null`: all brands. */
  title(brand: string | null): string
  about(from: string, to: string, zone: string): string
  /** "the week before", by the length in ms. */
  before(length: number): string
  readonly section: Readonly<Record<'changed' | 'went' | 'warnings' | 'needed' | 'catches', string>>
  /** Nothing came in; `mentions` were read, `null` where that is not known. */
  quiet(mentions: number | null): string
  readonly firstOne: string
  /** Above figures that did not change beyond chance; `all`: none did. The period before stands in brackets. */
  asBefore(before: string, all: boolean): string
  changed(
    figure: DigestFigure,
    turn: 'up' | 'down',
    level: Level | null,
    now: string,
    was: string,
    before: string,
  ): string
  /** Figures that go together in a line; those of a priority are all about its answers. */
  figures(level: Level | null, parts: readonly string[]): string
  /** One of them; `was` in brackets, `null`: left out. */
  figure(figure: DigestFigure, now: string, was: string | null): string
  /** By when half have their answer; `null`: fewer than half have one. */
  half(length: string | null): string
  rising(category: string, n: number, was: number, before: string): string
  waitsLongerThanBefore(
    by: 'language' | 'network',
    group: string,
    now: string,
    was: string,
    before: string,
  ): string
  waitsLongerThanOthers(by: 'language' | 'network', group: string, now: string): string
  blind(source: string, since: string): string
  readonly noWarning: string
  overdue(n: number, longest: string): string
  unanswered(n: number, longest: string): string
  /** `language`: where it is known. `named`: the name of whoever answered comes after it. */
  caught(
    about: { category: string; severity: string; language: string | null },
    wait: string,
    named: boolean,
  ): string

  readonly onTheDesk: string
  readonly notYet: string
  readonly notYetHelp: string
  readonly wholeReport: string
  readonly last: string
  readonly forManagers: string
  readonly namedHelp: string
}
