import type { SignInProvider } from '../ports.js'
import { isLoopback } from './host.js'
import type { WebDeskOptions } from './options.js'

/** Where browsers come back to after signing in elsewhere, behind the desk's own address. */
export const pathBack = (provider: string): string => `/sign-in/${provider}/back`

/**
 * The one address that a browser can come back to from elsewhere; it has to be known there beforehand, so it does not
 * depend on who asks. `null` where a desk that is open to others was not told under which address they reach it.
 * @param running where the desk listens; `null` before it does
 */
export function wayBackTo(
  {
    host,
    publicUrl,
    signIn,
  }: Pick<WebDeskOptions, 'host' | 'publicUrl'> & {
    readonly signIn?: Pick<SignInProvider, 'id'> | null | undefined
  },
  running: string | null,
): URL | null {
  const origin = publicUrl ?? (isLoopback(host) ? running : null)
  return origin === null || !signIn ? null : new URL(pathBack(signIn.id), origin)
}

const LONGEST = 1_000
const HERE = 'http://here'

/** A path of this desk with its query, or `/`: nobody is led elsewhere, however the address is spelled. */
export function localPath(path: string | undefined): string {
  // Browsers take a backslash for a slash, and leave out tabs and line breaks.
  if (path === undefined || path.length > LONGEST || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path)) return '/'
  const url = URL.canParse(path, HERE) ? new URL(path, HERE) : null
  if (url?.origin !== HERE) return '/'
  // `/.//elsewhere` is a path before its dots are taken out, and a host after.
  return url.pathname.startsWith('//') || /^\/(sign-(in|out)|events|assets)\b/.test(url.pathname)
    ? '/'
    : `${url.pathname}${url.search}`
}
