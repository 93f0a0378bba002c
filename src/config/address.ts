import { BlockList, isIP } from 'node:net'
import type { Wrong } from './fault.js'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/** Private, link-local, carrier, test and multicast ranges: a post's server is never there, an office printer may be. */
const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits)
for (const [net, bits] of [
  ['::', 128],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

const INSIDE_NAME = /(^|\.)(local|internal|intranet|lan|home|corp|home\.arpa)$/
const BARE_NAME = /^[^.]+$/

/**
 * Whether Amends may call this address: https anywhere public, http on this very machine, nothing inside a private
 * network. Names are judged by their letters; they are not looked up.
 * @param path whether a path may follow the host
 */
export function judgeAddress(text: string, { path }: { readonly path: boolean }): Wrong | null {
  const url = urlOf(text)
  return judgeForm(url, path) ?? (url === null ? null : judgeHost(url))
}

/** Where people reach our own desk: wherever they like, as long as it is an address. */
export const judgePublicUrl = (text: string): Wrong | null => judgeForm(urlOf(text), false)

function urlOf(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : null
}

function judgeForm(url: URL | null, path: boolean): Wrong | null {
  if (url === null)
    return { problem: 'is not a web address', mend: 'write the whole address, as "https://mastodon.social"' }
  if (url.username !== '' || url.password !== '')
    return {
      problem: 'holds a user name or password',
      mend: 'write the address without the part before the @',
    }
  if (url.search !== '' || url.hash !== '' || (!path && url.pathname !== '/'))
    return {
      problem: 'says more than where the server is',
      mend: 'leave out everything after the host, as "https://mastodon.social"',
    }
  return null
}

function judgeHost(url: URL): Wrong | null {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (isHere(host)) return null
  if (isInside(host))
    return {
      problem: 'points into a private network',
      mend: 'write the public address of the service (only this machine itself, 127.0.0.1, may be named otherwise)',
    }
  if (url.protocol !== 'https:')
    return { problem: 'is not encrypted', mend: 'write https:// instead of http://' }
  return null
}

/** This machine: `127.0.0.1`, `[::1]`, `localhost`. */
export function isHere(host: string): boolean {
  const family = isIP(host)
  if (family === 0) return host === 'localhost' || host.endsWith('.localhost')
  return loopback.check(host, family === 6 ? 'ipv6' : 'ipv4')
}

function isInside(host: string): boolean {
  const family = isIP(host)
  if (family === 0) return INSIDE_NAME.test(host) || BARE_NAME.test(host)
  return inside.check(host, family === 6 ? 'ipv6' : 'ipv4')
}
