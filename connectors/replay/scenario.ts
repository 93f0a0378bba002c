import { readFile } from 'node:fs/promises'
import type { Author } from '../../src/domain/post.js'
import { ConnectorError, type Skipped } from '../../src/ports.js'
import { type AnswerLine, type ChangeLine, type Line, line, type PostLine } from './lines.js'

export type Numbered<L> = L & { readonly line: number }

/** A scenario as written: nothing of it depends on when or how fast it is played. */
export type Scenario = {
  readonly us: ReadonlyMap<string, Author>
  /** By key; every `replyTo` names a post that is here and not later. */
  readonly posts: ReadonlyMap<string, Numbered<PostLine>>
  readonly authors: ReadonlyMap<string, Author>
  readonly changes: readonly Numbered<ChangeLine>[]
  readonly answers: readonly Numbered<AnswerLine>[]
  /** Lines that could not be used, by their number and why. */
  readonly skipped: readonly Skipped[]
}

/** @throws ConnectorError `refused` when the file cannot be read */
export async function loadScenario(file: string): Promise<Scenario> {
  let written: string
  try {
    written = await readFile(file, 'utf8')
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    throw new ConnectorError(`the scenario ${file} ${missing ? 'does not exist' : 'cannot be read'}`, {
      fault: 'refused',
      cause,
    })
  }
  return parseScenario(written)
}

/** Takes every line that makes sense and names every other one; blank lines and lines that begin with `//` are for people. */
export function parseScenario(written: string): Scenario {
  const us = new Map<string, Author>()
  const posts = new Map<string, Numbered<PostLine>>()
  const authors = new Map<string, Author>()
  const changes: Numbered<ChangeLine>[] = []
  const answers: Numbered<AnswerLine>[] = []
  const skipped: Skipped[] = []

  const take = (taken: Numbered<Line>): string | null => {
    switch (taken.type) {
      case 'us':
        us.set(taken.network, authorOf(taken.network, taken, null))
        return null
      case 'post': {
        if (posts.has(taken.key)) return `there is a post "${taken.key}" already`
        const parent = taken.replyTo === undefined ? null : posts.get(taken.replyTo)
        if (parent === undefined) return `it answers "${taken.replyTo}", which is on no earlier line`
        if (parent !== null && parent.at > taken.at) return `it answers "${parent.key}", which comes later`
        posts.set(taken.key, taken)
        const who = authorKey(taken)
        authors.set(who, authorOf(taken.network, taken.author, authors.get(who) ?? null))
        return null
      }
      case 'edit':
      case 'delete':
      case 'grow': {
        const changed = posts.get(taken.post)
        if (changed === undefined) return `there is no post "${taken.post}" on an earlier line`
        if (changed.at > taken.at) return `post "${taken.post}" comes later`
        changes.push(taken)
        return null
      }
      case 'answer':
        if (taken.to !== '*' && !posts.has(taken.to))
          return `there is no post "${taken.to}" on an earlier line`
        answers.push(taken)
        return null
    }
  }

  for (const [index, raw] of written.split('\n').entries()) {
    if (raw.trim() === '' || raw.startsWith('//')) continue
    const read = readLine(raw)
    const why = typeof read === 'string' ? read : take({ ...read, line: index + 1 })
    if (why !== null) skipped.push({ item: `line ${index + 1}`, why })
  }
  changes.sort((a, b) => a.at - b.at || a.line - b.line)
  return { us, posts, authors, changes, answers, skipped }
}

export const authorKey = (post: PostLine): string => `${post.network}:${post.author.handle}`

function readLine(raw: string): Line | string {
  let value: unknown
  try {
    value = JSON.parse(raw)
  } catch {
    return 'it is not JSON'
  }
  const read = line.safeParse(value)
  if (read.success) return read.data
  return read.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ')
}

function authorOf(
  network: string,
  written: PostLine['author'] | { handle: string; name: string },
  before: Author | null,
): Author {
  const told: PostLine['author'] = written
  return {
    id: network === 'bluesky' ? `did:example:${told.handle}` : profileUri(told.handle),
    handle: told.handle,
    displayName: told.name ?? before?.displayName ?? '',
    followers: told.followers ?? before?.followers ?? null,
    optOuts: told.optOuts ?? before?.optOuts ?? [],
  }
}

export function profileUri(handle: string): string {
  const [name = handle, host = 'mastodon.example'] = handle.split('@')
  return `https://${host}/users/${name}`
}
