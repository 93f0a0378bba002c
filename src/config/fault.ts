import { relative } from 'node:path'

/** One thing wrong with the configuration. Holds keys and places, never a value: a value may be a secret. */
export type Fault = {
  /** Absolute path. */
  readonly file: string
  /** From 1; `null` where the fault is with the file as a whole. */
  readonly line: number | null
  readonly column: number | null
  /** `connectors[1].token`; empty where the fault is with no key. */
  readonly key: string
  /** Continues the key: `is missing`. */
  readonly problem: string
  /** What to do about it. */
  readonly mend: string
}

/** What is wrong with one value, wherever it stands. */
export type Wrong = { readonly problem: string; readonly mend: string }

export type Path = readonly (string | number)[]

/** `['connectors', 1, 'token']` → `connectors[1].token`. */
export const keyOf = (path: Path): string =>
  path.reduce<string>(
    (key, step) =>
      typeof step === 'number'
        ? `${key}[${step}]`
        : key === ''
          ? printable(step)
          : `${key}.${printable(step)}`,
    '',
  )

/** One fault a line, in the order of the file: `amends.yaml:12:5  connectors[1].token  is missing → …`. */
export function renderFaults(faults: readonly Fault[], cwd = process.cwd()): string {
  return inOrder(faults)
    .map(({ file, line, column, key, problem, mend }) => {
      const place = line === null ? shortPath(file, cwd) : `${shortPath(file, cwd)}:${line}:${column ?? 1}`
      return [place, key, `${problem} → ${mend}`].filter((part) => part !== '').join('  ')
    })
    .join('\n')
}

const inOrder = (faults: readonly Fault[]): Fault[] =>
  [...faults].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))

/** As a person in `cwd` would type it. */
export function shortPath(file: string, cwd = process.cwd()): string {
  const short = relative(cwd, file)
  return short === '' || short.startsWith('..') ? file : short
}

// A key is foreign text too: it may hold line breaks or be as long as a novel.
const printable = (step: string): string => {
  const clean = step.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?')
  return clean.length > 40 ? `${clean.slice(0, 39)}…` : clean
}
