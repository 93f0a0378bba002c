import { styleText } from 'node:util'
import type { Part } from './findings.js'
import { VERSION } from './root.js'

type Look = { readonly colour: boolean; readonly offline: boolean }

/** One screen: a title for each part, a line for each finding, its mend beneath where it is not well. */
export function renderReport(parts: readonly Part[], { colour, offline }: Look): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    // Whether there is a terminal was asked before.
    colour ? styleText(style, text, { validateStream: false }) : text
  const lines = parts.flatMap(({ title, findings }) => [
    '',
    paint('bold', title),
    ...findings.flatMap(({ what, ok, detail, mend }) => [
      `  ${ok ? paint('green', '✓') : paint('red', '✗')} ${oneLine(what)}: ${oneLine(detail)}`,
      ...(ok || mend === null ? [] : [`    ${paint('yellow', '→')} ${oneLine(mend)}`]),
    ]),
  ])
  const faults = parts.flatMap((part) => part.findings).filter(({ ok }) => !ok).length
  const asked = offline ? ' No server was asked (--offline).' : ''
  const sum =
    faults === 0
      ? paint('green', `All is well.${asked}`)
      : `${paint('red', faults === 1 ? 'One thing to fix' : `${faults} things to fix`)}: follow the arrows.${asked}`
  return [`Amends ${VERSION}`, ...lines, '', sum, ''].join('\n')
}

/** A server's words may hold anything: none of it moves the cursor. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
