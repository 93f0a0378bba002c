import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { CATEGORIES } from '../src/domain/assessment.js'
import type { ReadPost } from './read-post.js'
import { type Token, tokensOf } from './tokens.js'

/**
 * A rule in data/lexicons/*.yaml, written by people: phrases that, said by a customer, mean harm. A phrase is words
 * in order; `word*` stands for any ending, `..` for up to four words between. In scripts without spaces a phrase is
 * the characters themselves.
 */
const Rule = z.strictObject({
  id: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  lang: z.string().regex(/^[a-z]{2}$/),
  category: z.enum(CATEGORIES).exclude(['none']),
  /** At least this; never less than 3. */
  severity: z.literal([3, 4]),
  phrases: z.array(z.string()).min(1),
  /** Any of these in the post, and the rule is silent: idioms, jokes, news. */
  unless: z.array(z.string()).default([]),
  /** Posts on which it must fire, and posts on which it must not. */
  fires: z.array(z.string()).min(1),
  silent: z.array(z.string()).min(1),
})
export type Rule = z.infer<typeof Rule>

export type Cue = {
  readonly rule: string
  readonly category: Rule['category']
  readonly severity: 3 | 4
  /** Tokens of the phrase: first, and one past the last. */
  readonly from: number
  readonly to: number
}

/** All rules of a folder. @throws Error naming the file and what is wrong with it */
export function readRules(folder: string): readonly Rule[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
  if (files.length === 0) throw new Error(`${folder}: no cue rules here`)
  return files.flatMap((name) => {
    const read = z.array(Rule).safeParse(parse(readFileSync(join(folder, name), 'utf8')))
    if (!read.success) throw new Error(`${join(folder, name)}: ${z.prettifyError(read.error)}`)
    return read.data
  })
}

type Word = { readonly text: string; readonly open: boolean }
type Phrase = { readonly rule: number; readonly parts: readonly (readonly Word[])[] }
/** Phrases by their first word; those that begin with an open word by its first three letters. */
type Index = {
  readonly words: ReadonlyMap<string, readonly Phrase[]>
  readonly heads: ReadonlyMap<string, readonly Phrase[]>
}

const GAP = 4
const HEAD = 3

/** Finds the cues of a post, whatever its language was taken for: a short cry for help is easily mistaken. */
export function cueFinder(rules: readonly Rule[]): (post: ReadPost) => readonly Cue[] {
  const index = indexOf(rules.flatMap((rule, i) => rule.phrases.map((text) => phraseOf(text, i))))
  const guards = rules.map((rule) => indexOf(rule.unless.map((text) => phraseOf(text, 0))))
  return (post) => {
    const words = post.tokens.filter((token) => token.kind !== 'mark')
    const found = new Map<number, Cue>()
    each(index, words, (phrase, from, to) => {
      const rule = rules[phrase.rule] as Rule
      if (found.has(phrase.rule)) return
      let guarded = false
      each(guards[phrase.rule] as Index, words, () => {
        guarded = true
      })
      if (guarded) return
      found.set(phrase.rule, {
        rule: rule.id,
        category: rule.category,
        severity: rule.severity,
        from: post.tokens.indexOf(words[from] as Token),
        to: post.tokens.indexOf(words[to - 1] as Token) + 1,
      })
    })
    return [...found.values()].sort((a, b) => b.severity - a.severity)
  }
}

function phraseOf(text: string, rule: number): Phrase {
  const parts = text.split(' .. ').map((part) =>
    part
      .trim()
      .split(/\s+/)
      .flatMap((written) => {
        const open = written.endsWith('*')
        const folded = tokensOf(open ? written.slice(0, -1) : written)
        return folded.map((token, i) => ({ text: token.text, open: open && i === folded.length - 1 }))
      }),
  )
  if (parts.some((part) => part.length === 0)) throw new Error(`cue phrase "${text}": an empty part`)
  return { rule, parts }
}

function indexOf(phrases: readonly Phrase[]): Index {
  const words = new Map<string, Phrase[]>()
  const heads = new Map<string, Phrase[]>()
  for (const phrase of phrases) {
    const first = phrase.parts[0]?.[0] as Word
    const unspaced = isUnspaced(first.text)
    const map = first.open || unspaced ? heads : words
    const key = unspaced ? '' : first.open ? first.text.slice(0, HEAD) : first.text
    map.set(key, [...(map.get(key) ?? []), phrase])
  }
  return { words, heads }
}

const isUnspaced = (text: string): boolean => tokensOf(text)[0]?.kind === 'unspaced'

function each(
  index: Index,
  words: readonly Token[],
  found: (phrase: Phrase, from: number, to: number) => void,
): void {
  for (let from = 0; from < words.length; from++) {
    const word = words[from] as Token
    const candidates =
      word.kind === 'unspaced'
        ? [index.heads.get('')]
        : [index.words.get(word.text), index.heads.get(word.text.slice(0, HEAD))]
    for (const phrases of candidates)
      if (phrases !== undefined)
        for (const phrase of phrases) {
          const to = endOf(phrase, words, from)
          if (to > from) found(phrase, from, to)
        }
  }
}

/** Where the phrase that begins at `from` ends, one past its last word; `from` when it is not there. */
function endOf(phrase: Phrase, words: readonly Token[], from: number): number {
  let at = from
  for (let part = 0; part < phrase.parts.length; part++) {
    const wanted = phrase.parts[part] as readonly Word[]
    let start = at
    const latest = part === 0 ? at : Math.min(at + GAP, words.length - 1)
    while (start <= latest && !startsWith(words, start, wanted)) start++
    if (start > latest) return from
    at = start + wanted.length
  }
  return at
}

function startsWith(words: readonly Token[], at: number, wanted: readonly Word[]): boolean {
  for (let i = 0; i < wanted.length; i++) {
    const word = words[at + i]
    const { text, open } = wanted[i] as Word
    if (word === undefined) return false
    const fits =
      word.kind === 'unspaced'
        ? word.text.includes(text)
        : open
          ? word.text.startsWith(text)
          : word.text === text
    if (!fits) return false
  }
  return true
}
