import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { WebContext } from './context.js'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The style sheet, the scripts and the icon, read once: what was there at the start is what is served. */
export function serveAssets(folder: string): (c: WebContext) => Response {
  const assets = new Map(
    readdirSync(folder).flatMap((name) => {
      const type = TYPES[extname(name)]
      if (type === undefined) return []
      const bytes = readFileSync(join(folder, name))
      const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
      return [[name, { type, bytes: new Uint8Array(bytes), etag }] as const]
    }),
  )
  return (c) => {
    const asset = assets.get(c.req.param('name') ?? '')
    if (asset === undefined) return c.notFound() as Response
    c.header('ETag', asset.etag)
    c.header('Cache-Control', 'no-cache')
    if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304)
    return c.body(asset.bytes, 200, { 'Content-Type': asset.type })
  }
}
