import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import type { Asked, Rooms, WebContext, WebEnv } from './context.js'

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]', '::1'])

/** Whether only this machine reaches what listens there. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host.toLowerCase())

/** Where a browser on this machine finds what listens there. */
export function addressHere(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/** `desk.acme.example:8443` → `desk.acme.example`; `null` when it is no host at all. */
function nameOf(host: string): string | null {
  try {
    return new URL(`http://${host}`).hostname.toLowerCase()
  } catch {
    return null
  }
}

/** Bound to loopback, only loopback names are served: a page elsewhere cannot point its own name here and read along. */
export const knownHost = (rooms: Rooms) => {
  const allowed = new Set([...LOOPBACK, rooms.host.toLowerCase()])
  if (rooms.publicUrl !== undefined) allowed.add(new URL(rooms.publicUrl).hostname)
  return createMiddleware<WebEnv>(async (c, next) => {
    const name = nameOf(c.req.header('host') ?? '')
    const fits =
      name !== null && (allowed.has(name) || (!LOOPBACK.has(rooms.host) && rooms.publicUrl === undefined))
    if (!fits) throw new HTTPException(421, { message: 'unknown host' })
    await next()
  })
}

/**
 * How the browser reached us, as far as we can know: over TLS (ended before us), on its own machine, or in the clear.
 * A browser that lies about its host only harms its own cookie.
 */
export function reachedSafely(c: Asked): 'tls' | 'loopback' | 'clear' {
  if (c.req.header('x-forwarded-proto')?.split(',')[0]?.trim() === 'https') return 'tls'
  return LOOPBACK.has(nameOf(c.req.header('host') ?? '') ?? '') ? 'loopback' : 'clear'
}

/** The desk's address as this reader sees it, for links that they hand on. */
export const originSeen = (rooms: Rooms, c: Asked): string =>
  rooms.publicUrl?.replace(/\/$/, '') ??
  `${reachedSafely(c) === 'tls' ? 'https' : 'http'}://${c.req.header('host') ?? 'localhost'}`

/** Same host and port as the page that was served, whatever TLS ended before us. */
export function isOurOrigin(origin: string, c: Asked): boolean {
  try {
    return new URL(origin).host === c.req.header('host')
  } catch {
    return false
  }
}

/** Whom to count failed sign-ins for. Behind a proxy on this machine, the address that it saw. */
export function addressOf(c: WebContext): string {
  const peer = c.env.incoming.socket.remoteAddress ?? 'unknown'
  const fromHere = peer === '127.0.0.1' || peer === '::1' || peer === '::ffff:127.0.0.1'
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return fromHere && forwarded ? forwarded.slice(0, 64) : peer
}
