/**
 * What Discord's client makes of a text, near enough to see a card and to catch a post that forges markup. Where Discord's own
 * rules are finer, this is more eager: it may see markup where there is none, never the other way round.
 */
export type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: Wrapping; readonly inner: readonly Node[] }
  | { readonly type: Literal; readonly value: string }

type Wrapping =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'spoiler'
  | 'quote'
  | 'heading'
  | 'subtext'
  | 'list'
  | 'link'
type Literal =
  | 'code'
  | 'autolink'
  | 'mention'
  | 'everyone'
  | 'timestamp'
  | 'custom-emoji'
  | 'emoji-code'
  | 'command'
  | 'address'

export function parseMarkdown(text: string): Node[] {
  const fence = /```[\s\S]*?```/.exec(text)
  if (fence !== null && text[fence.index - 1] !== '\\')
    return [
      ...blocks(text.slice(0, fence.index)),
      { type: 'code', value: fence[0] },
      ...parseMarkdown(text.slice(fence.index + fence[0].length)),
    ]
  return blocks(text)
}

function blocks(text: string): Node[] {
  const nodes: Node[] = []
  const lines = text.split('\n')
  let plain: string[] = []
  const flush = () => {
    if (plain.length > 0) nodes.push(...inline(plain.join('\n')))
    plain = []
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line.startsWith('>>> ')) {
      flush()
      nodes.push({ type: 'quote', inner: blocks([line.slice(4), ...lines.slice(at + 1)].join('\n')) })
      return nodes
    }
    if (line.startsWith('> ')) {
      flush()
      const quoted: string[] = []
      while (lines[at]?.startsWith('> ') === true) quoted.push((lines[at++] ?? '').slice(2))
      at -= 1
      nodes.push({ type: 'quote', inner: blocks(quoted.join('\n')) })
      continue
    }
    const block = BLOCKS.find(([pattern]) => pattern.test(line))
    if (block === undefined) plain.push(line)
    else {
      flush()
      nodes.push({ type: block[1], inner: inline(line.replace(block[0], '')) })
    }
  }
  flush()
  return nodes
}

const BLOCKS: readonly (readonly [RegExp, 'heading' | 'subtext' | 'list'])[] = [
  [/^\s*#{1,3}\s+/, 'heading'],
  [/^\s*-#\s+/, 'subtext'],
  [/^\s*(?:[-*+]|\d+\.)\s+/, 'list'],
]

type Rule = readonly [pattern: RegExp, make: (match: RegExpExecArray) => Node]
const literal =
  (type: Literal): Rule[1] =>
  (match) => ({ type, value: match[0] })
const wrapping =
  (type: Wrapping): Rule[1] =>
  (match) => ({ type, inner: inline(match[1] ?? '') })

const RULES: readonly Rule[] = [
  [/\\([^0-9A-Za-z\s])/y, (match) => ({ type: 'text', text: match[1] ?? '' })],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, literal('code')],
  [/\|\|([\s\S]+?)\|\|/y, wrapping('spoiler')],
  [/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, wrapping('bold')],
  [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, wrapping('underline')],
  [/~~((?:\\[\s\S]|[^\\])+?)~~/y, wrapping('strike')],
  [/\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/y, wrapping('italic')],
  [/_((?:\\[\s\S]|[^\\_])+?)_(?!_)/y, wrapping('italic')],
  [/\[((?:\\[\s\S]|[^\\\]])+)\]\(\s*<?[^)\s]+[^)]*\)/y, wrapping('link')],
  [/<(?:@[!&]?|#)\d+>|<id:\w+>/y, literal('mention')],
  [/<t:-?\d+(?::[a-zA-Z])?>/y, literal('timestamp')],
  [/<a?:\w+:\d+>/y, literal('custom-emoji')],
  [/<\/[^>\n]+:\d+>/y, literal('command')],
  [/<[^\s>@]+@[^\s>]+>|<(?:mailto|tel|sms):[^>\s]+>/y, literal('address')],
  [/<?[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<]+/iy, literal('autolink')],
  [/@(?:everyone|here)/y, literal('everyone')],
  [/:[a-z0-9_+-]+:/iy, literal('emoji-code')],
]

function inline(text: string): Node[] {
  const nodes: Node[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') nodes.push({ type: 'text', text: plain })
    plain = ''
  }
  for (let at = 0; at < text.length; ) {
    const found = firstRule(text, at)
    if (found === null) {
      plain += text[at]
      at += 1
      continue
    }
    if (found.node.type === 'text') plain += found.node.text
    else {
      flush()
      nodes.push(found.node)
    }
    at = found.end
  }
  flush()
  return nodes
}

function firstRule(text: string, at: number): { readonly node: Node; readonly end: number } | null {
  for (const [pattern, make] of RULES) {
    const sticky = new RegExp(pattern.source, pattern.flags)
    sticky.lastIndex = at
    const match = sticky.exec(text)
    if (match !== null) return { node: make(match), end: sticky.lastIndex }
  }
  return null
}

/** Everything in a text that is more than words, as `kind` or `kind value`, in order. */
export function markupOf(text: string): string[] {
  const walk = (nodes: readonly Node[]): string[] =>
    nodes.flatMap((node) => {
      if (node.type === 'text') return []
      return 'inner' in node ? [node.type, ...walk(node.inner)] : [`${node.type} ${node.value}`]
    })
  return walk(parseMarkdown(text))
}

/** The words as a reader sees them. */
export function readable(text: string): string {
  const walk = (nodes: readonly Node[]): string =>
    nodes
      .map((node) => (node.type === 'text' ? node.text : 'inner' in node ? walk(node.inner) : node.value))
      .join('')
  return walk(parseMarkdown(text))
}
