import { z } from 'zod'
import { ConnectorError, type ConnectorFault, type Finding } from '../../src/ports.js'
import { toFault } from './faults.js'
import type { Server } from './server.js'
import { hashtag, notifications, type Source, search } from './sources.js'

const MEND: Readonly<Record<ConnectorFault, string>> = {
  passing: 'Nothing to change: try again in a few minutes. If it stays, see whether the server is up.',
  credentials:
    'Make a token on the server under Preferences → Development → New application, with the scopes read:accounts, read:notifications, read:statuses, read:search and write:statuses, and put it into the configuration.',
  blocked:
    'The token may be right. See whether the account is suspended, and whether this machine may reach the server.',
  refused:
    'Check `url`: it must be the address of the account’s Mastodon server, such as https://mastodon.social.',
  doubt: 'Try again.',
}

const NEEDED = ['read:accounts', 'read:notifications', 'read:statuses', 'read:search', 'write:statuses']

/** Tries one thing after the other and stops at what the rest depends on. */
export async function check(
  server: Server,
  url: string,
  terms: readonly string[],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const passes = async (what: string, work: () => Promise<string>): Promise<boolean> => {
    try {
      findings.push({ what, ok: true, detail: await work(), mend: null })
      return true
    } catch (error) {
      const fault = error instanceof ConnectorError ? error : toFault(error, { doing: what, needs: 'read' })
      findings.push({ what, ok: false, detail: fault.message, mend: MEND[fault.fault] })
      return false
    }
  }

  const reached = await passes('Mastodon server', async () => {
    const { version, characters, perLink } = await server.facts(signal)
    return `${url} answers: version ${version}, posts of up to ${characters} characters, links count ${perLink}`
  })
  if (!reached) return findings
  const known = await passes('Mastodon token', async () => {
    const me = await server.me(signal)
    return me === null ? 'the token is accepted; it may not tell whose it is' : `the token is @${me.handle}'s`
  })
  if (!known) return findings

  const scopes = await scopesOf(server, signal)
  if (scopes !== null) findings.push(scopeFinding(scopes))
  const tries = (source: Source) => server.call(source, signal, (client) => source.page(client, {}))
  await passes('Mastodon notifications', async () => {
    await tries(notifications)
    return 'posts that tag, answer or quote the account are seen'
  })
  const tag = terms.find((term) => term.startsWith('#'))
  if (tag !== undefined)
    await passes('Mastodon hashtags', async () => {
      await tries(hashtag(tag.slice(1).toLowerCase()))
      return `posts under ${tag} are seen, as far as this server hears of them`
    })
  const word = terms.find((term) => !term.startsWith('#'))
  if (word !== undefined) findings.push(await searchFinding(tries(search(word.toLowerCase()))))
  return findings
}

/** Servers may do without search: then we see less, and say so, and nothing is wrong. */
async function searchFinding(trying: PromiseLike<unknown>): Promise<Finding> {
  const what = 'Mastodon search'
  try {
    const page = await trying
    const found = Array.isArray(page) && page.length > 0
    const detail = found
      ? 'posts of people who opted into search are found by their words'
      : 'search answers and finds nothing: there may be no such post, or this server has no full-text search; posts that only name the brand are then not seen'
    return { what, ok: true, detail, mend: null }
  } catch (error) {
    const fault =
      error instanceof ConnectorError ? error : toFault(error, { doing: what, needs: 'read:search' })
    if (fault.fault !== 'refused') return { what, ok: false, detail: fault.message, mend: MEND[fault.fault] }
    return {
      what,
      ok: true,
      detail: 'this server has no search: posts that only name the brand are not seen',
      mend: null,
    }
  }
}

function scopeFinding(scopes: readonly string[]): Finding {
  const has = (scope: string): boolean => scopes.includes(scope) || scopes.includes(scope.replace(/:.*/, ''))
  const missing = NEEDED.filter(
    (scope) => !has(scope) && !(scope === 'read:accounts' && scopes.includes('profile')),
  )
  const what = 'Mastodon scopes'
  return missing.length === 0
    ? { what, ok: true, detail: 'the token may read and reply', mend: null }
    : { what, ok: false, detail: `the token lacks ${missing.join(', ')}`, mend: MEND.credentials }
}

/** `null` where the server does not tell: Mastodon does from 4.3 on. */
async function scopesOf(server: Server, signal: AbortSignal): Promise<readonly string[] | null> {
  const doing = { doing: 'reading the scopes of the token', needs: 'read' }
  try {
    const app = await server.call(doing, signal, (client) => client.v1.apps.verifyCredentials())
    return z.object({ scopes: z.array(z.string()) }).parse(app).scopes
  } catch {
    return null
  }
}
