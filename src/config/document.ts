import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml'
import type { Path, Wrong } from './fault.js'

export type Place = { readonly line: number; readonly column: number }

/** A YAML text as plain values, with the way back from each of them to its place in the text. */
export type ConfigDocument = {
  readonly value: unknown
  /** Of the value at a path; of the nearest thing around it where it is missing or empty. */
  place(path: Path): Place
  /** Of a key in the map at a path. */
  placeOfKey(path: Path, key: string): Place
  readonly faults: readonly SyntaxFault[]
}

export type SyntaxFault = Wrong & {
  readonly place: Place
  /** Where in the text, from 0. */
  readonly offset: number
  /** Whether the values around it can be judged all the same. */
  readonly readable: boolean
}

/** Never throws: what cannot be read is among the faults, told without a word of the text itself. */
export function readDocument(text: string): ConfigDocument {
  const lines = new LineCounter()
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const unreadable = (wrong: Wrong): ConfigDocument => ({
    value: undefined,
    place: () => at(0),
    placeOfKey: () => at(0),
    faults: [{ ...wrong, place: at(0), offset: 0, readable: false }],
  })
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      stringKeys: true,
      merge: true,
      logLevel: 'error',
    })
    const told = [
      ...[...document.errors, ...document.warnings].map(({ code, pos }) => ({ code, offset: pos[0] })),
      ...danglingAliases(document),
    ]
    const faults = told.map(({ code, offset: noticed }): SyntaxFault => {
      // The parser notices a bracket that is never closed only where the next entry begins.
      const open = code === 'BAD_INDENT' ? openedBefore(document, text, noticed) : null
      const offset = open ?? noticed
      const wrong = open === null ? explain(code) : unclosed(text.charAt(open))
      return { ...wrong, place: at(offset), offset, readable: READABLE.has(code) }
    })
    const readable = faults.every((fault) => fault.readable)
    const value: unknown = readable ? document.toJS() : undefined
    if (isDeeperThan(value, MOST_LEVELS)) throw new RangeError('an alias that holds itself')
    return {
      value,
      place: (path) => at(offsetOf(document, path)),
      placeOfKey: (path, key) => at(offsetOfKey(document, path, key)),
      faults,
    }
  } catch {
    // Aliases that explode, nesting without end: whatever the parser itself gives up on.
    return unreadable({
      problem: 'cannot be read: it is nested too deeply or its anchors (&, *) do not resolve',
      mend: 'write it more plainly',
    })
  }
}

/** Far beyond what a configuration needs. */
const MOST_LEVELS = 20

const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((child) => isDeeperThan(child, levels - 1)))

function danglingAliases(document: Document): { code: string; offset: number }[] {
  const found: { code: string; offset: number }[] = []
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === undefined)
        found.push({ code: 'BAD_ALIAS', offset: alias.range?.[0] ?? 0 })
    },
  })
  return found
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' }

/** Where the innermost bracket or brace before `noticed` opens that nothing closes up to there. */
function openedBefore(document: Document, text: string, noticed: number): number | null {
  let found: number | null = null
  visit(document, {
    Collection: (_, { flow, range }) => {
      if (flow !== true || !range || range[0] >= noticed) return
      if (text.charAt(range[1] - 1) !== CLOSING[text.charAt(range[0])]) found = range[0]
    },
  })
  return found
}

const unclosed = (bracket: string): Wrong => ({
  problem: `opens with ${bracket} and is not closed before the next entry`,
  mend: `put ${CLOSING[bracket]} where it ends, or indent all that is within`,
})

const READABLE: ReadonlySet<string> = new Set(['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED'])

const QUOTE = 'put quotes around values that hold ${…} or begin with @, #, *, &, !, % or a bracket'

/** By code, since the parser's own sentences may quote the text, and so a secret. */
function explain(code: string): Wrong {
  switch (code) {
    case 'DUPLICATE_KEY':
      return { problem: 'is there twice', mend: 'keep one of the two' }
    case 'TAB_AS_INDENT':
      return { problem: 'is indented with a tab', mend: 'indent with spaces' }
    case 'TAG_RESOLVE_FAILED':
      return {
        problem: 'has a tag (!…) that is not known',
        mend: 'remove the tag, or put quotes around the value',
      }
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'MULTIPLE_ANCHORS':
      return { problem: 'has an anchor (&) or alias (*) that does not resolve', mend: QUOTE }
    case 'BAD_INDENT':
    case 'BAD_COLLECTION_TYPE':
      return {
        problem: 'is not indented like its neighbours',
        mend: 'indent entries of the same list or map alike, with spaces',
      }
    case 'MULTIPLE_DOCS':
      return { problem: 'begins a second document (---)', mend: 'keep one document in the file' }
    case 'MISSING_CHAR':
      return {
        problem: 'is not closed, or lacks a colon',
        mend: 'check quotes, brackets and braces here and above; write "key: value" with a space after the colon',
      }
    case 'BAD_DQ_ESCAPE':
      return { problem: 'has a backslash that means nothing', mend: "use single quotes, as 'C:\\data'" }
    case 'BAD_SCALAR_START':
    case 'BLOCK_IN_FLOW':
      return { problem: 'begins with a character that has a meaning of its own in YAML', mend: QUOTE }
    case 'RESOURCE_EXHAUSTION':
      return { problem: 'is nested too deeply', mend: 'write it more plainly' }
    default:
      return { problem: 'is not valid YAML', mend: `check the indentation and the colons here; ${QUOTE}` }
  }
}

const resolved = (document: Document.Parsed | Document, node: unknown): unknown =>
  isAlias(node) ? node.resolve(document) : node

const startOf = (node: unknown): number | null => (isNode(node) ? ((node as Node).range?.[0] ?? null) : null)

/** An empty value has no place of its own; its key has. */
function offsetOf(document: Document, path: Path): number {
  let node = resolved(document, document.contents)
  let offset = startOf(node) ?? 0
  for (const step of path) {
    const next = child(node, step)
    if (next === null) return offset
    const value = resolved(document, next.value)
    const empty = value === null || (isScalar(value) && value.source === '')
    offset = (empty ? startOf(next.key) : null) ?? startOf(next.value) ?? startOf(next.key) ?? offset
    node = value
  }
  return offset
}

function offsetOfKey(document: Document, path: Path, key: string): number {
  let node = resolved(document, document.contents)
  for (const step of path) node = resolved(document, child(node, step)?.value)
  return startOf(child(node, key)?.key) ?? offsetOf(document, path)
}

function child(node: unknown, step: string | number): { key: unknown; value: unknown } | null {
  if (!isCollection(node)) return null
  if (typeof step === 'number') {
    const item = node.items[step]
    return item === undefined || isPair(item) ? null : { key: null, value: item }
  }
  if (!isMap(node)) return null
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === step)
  return pair === undefined ? null : { key: pair.key, value: pair.value }
}
