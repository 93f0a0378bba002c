import { normaliseHandle } from '../domain/brand.js'
import type { Wrong } from './fault.js'

const PLAIN = 'write each word or phrase as a person would type it, one list item for each form'

/** What only somebody with a regular expression or a wildcard in mind would type; `C++`, `E*TRADE` and `Guess?` pass. */
const PATTERN =
  /\\|\.[*+?]|\(\?|\[\^|\[[^\]]*\w-\w[^\]]*\]|[\])][*+?]|\{\d+,?\d*\}|\||^\^|.\$$|^\/.+\/[a-z]*$|^\*|\*$/u

/** One entry of `terms` or `exclude`. */
export function judgeTerm(term: string): Wrong | null {
  const text = term.trim()
  if (text === '') return { problem: 'is empty', mend: 'write a word, a phrase or a #hashtag, or remove it' }
  if (text.length > 100)
    return { problem: 'is longer than 100 characters', mend: 'write the words that people use' }
  if (PATTERN.test(text))
    return {
      problem: 'looks like a regular expression or a wildcard; terms are matched word for word',
      mend: PLAIN,
    }
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  if (letters === 0)
    return { problem: 'holds no letter or digit', mend: 'write a word, a phrase or a #hashtag' }
  if (letters === 1)
    return {
      problem: 'is a single letter, which would match half the network',
      mend: 'write a longer word or a phrase',
    }
  if (/^@\S+\.\S+$|^\S+@\S+$/u.test(text))
    return { problem: 'is an account, not a word', mend: 'write it under accounts' }
  if (text.startsWith('#') && /\s/u.test(text))
    return {
      problem: 'is a hashtag with a space in it',
      mend: 'write the hashtag in one word, or the phrase without #',
    }
  return null
}

const DOMAIN = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}`
const HANDLE = new RegExp(`^${DOMAIN}$`, 'u')
const ACCOUNT_AT = new RegExp(
  `^[\\w](?:[\\w.-]*[\\w])?@(?:${DOMAIN}|localhost|127\\.0\\.0\\.1)(?::\\d+)?$`,
  'u',
)

/** One of the brand's own accounts: a Bluesky handle or a whole Mastodon address. */
export function judgeAccount(account: string): Wrong | null {
  const handle = normaliseHandle(account)
  if (handle === '') return { problem: 'is empty', mend: 'write the account, or remove it' }
  if (/[:/]/.test(handle.replace(/:\d+$/, '')))
    return {
      problem: 'is a link, not an account',
      mend: 'write the account as people tag it: acme.bsky.social or @acme@mastodon.social',
    }
  if (HANDLE.test(handle) || ACCOUNT_AT.test(handle)) return null
  return {
    problem: 'is not a whole account',
    mend: 'write it with its server: acme.bsky.social or @acme@mastodon.social',
  }
}

/** Who signs in to Bluesky: a handle or an e-mail address. */
export function judgeIdentifier(text: string): Wrong | null {
  const handle = normaliseHandle(text)
  if (HANDLE.test(handle) || /^[^\s@]+@[^\s@]+$/.test(handle)) return null
  return { problem: 'is not a Bluesky handle', mend: 'write the whole handle, as acme.bsky.social' }
}
