import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, for links and cookies. Only {@link hashOf} it is ever stored. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Tells sessions apart in lists and forms; opens nothing. */
export const newSessionId = (): string => randomBytes(12).toString('hex')

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** What each form of one session carries: known to whoever may read its pages, to nobody else, and stored nowhere. */
export const formTokenOf = (sessionToken: string): string =>
  createHash('sha256').update(`form:${sessionToken}`).digest('base64url')

export function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** `Ana María` → `web:ana-maria-3f9c1a`: two people of one name stay two people. */
export function newPersonId(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 24)
  return `web:${slug === '' ? 'rep' : slug}-${randomBytes(3).toString('hex')}`
}
