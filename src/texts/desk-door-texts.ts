import type { SignInRefusal } from '../domain/people.js'
import type { Writers } from './texts.js'

/** The words of signing in to the web desk through a board, and of who is signed in. `board` is its name: "Discord". */
export type DeskDoorTexts = {
  by(board: string): string
  button(board: string): string
  /** The button after an attempt that failed. */
  readonly again: string
  /** Above how to sign in by a link. */
  otherwise(board: string): string
  refusal(why: SignInRefusal, board: string): { readonly title: string; readonly help: string }
  /** To somebody who came by a link, though their board could answer for them. */
  join(board: string): string
  readonly sessions: {
    /** Above the own sessions, and above everybody's. */
    readonly own: string
    readonly all: string
    readonly ownHelp: string
    readonly allHelp: string
    /** Beside the session that this page is read in. */
    readonly here: string
    readonly byLink: string
    byBoard(board: string): string
    since(write: Writers, at: number): string
    seen(write: Writers, at: number): string
    readonly end: string
    /** After the button's word, for those who hear the button alone. */
    ofWhom(name: string): string
    ended(write: Writers, name: string, mine: boolean): string
    readonly gone: string
    readonly notAllowed: string
  }
}
