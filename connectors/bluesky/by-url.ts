import type { Post } from '../../src/domain/post.js'
import { isUnresolved } from './faults.js'
import type { Posts } from './find.js'
import { at, text } from './map.js'
import type { Session } from './session.js'

/** Whose post an address names, as its path spells it: a handle or a DID, and the record's key. */
export type Address = { readonly actor: string; readonly rkey: string }

const HANDLE = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/i
const DID = /^did:[a-z]+:[\w.:%-]+$/
const RKEY = /^[\w.~:-]{1,512}$/

/** The post at a web address of the app, or at an `at://` uri; `null` when it is neither, or nothing is shown there. */
export function byUrl(session: Session, posts: Posts) {
  return async (url: string, signal: AbortSignal): Promise<Post | null> => {
    const address = addressIn(url)
    if (address === null) return null
    const did = DID.test(address.actor) ? address.actor : await didOf(address.actor, signal)
    return did === null ? null : posts.shown(`at://${did}/app.bsky.feed.post/${address.rkey}`, signal)
  }

  /** `null` for a handle that nobody has. */
  function didOf(handle: string, signal: AbortSignal): Promise<string | null> {
    return session.call('looking a handle up', signal, async (agent) => {
      try {
        const { data } = await agent.com.atproto.identity.resolveHandle({ handle }, { signal })
        return text(at(data, 'did'))
      } catch (error) {
        if (isUnresolved(error)) return null
        throw error
      }
    })
  }
}

/** `https://bsky.app/profile/ana.bsky.social/post/3k…`, `at://did:plc:…/app.bsky.feed.post/3k…` */
export function addressIn(url: string): Address | null {
  const [, actor, rkey] =
    /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/([^/?#]+)$/.exec(url.trim()) ?? webParts(url)
  if (actor === undefined || rkey === undefined || !RKEY.test(rkey)) return null
  return HANDLE.test(actor) ? { actor: actor.toLowerCase(), rkey } : DID.test(actor) ? { actor, rkey } : null
}

function webParts(url: string): readonly string[] {
  const trimmed = url.trim()
  if (!URL.canParse(trimmed)) return []
  const { protocol, hostname, pathname } = new URL(trimmed)
  if (!/^https?:$/.test(protocol) || !/^(?:[\w-]+\.)?bsky\.app$/.test(hostname)) return []
  const [, actor = '', rkey = ''] = /^\/profile\/([^/]+)\/post\/([^/]+)\/?$/.exec(pathname) ?? []
  try {
    return ['', decodeURIComponent(actor), decodeURIComponent(rkey)]
  } catch {
    return []
  }
}
