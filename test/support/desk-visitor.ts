import { type IncomingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import type { Role } from '../../src/domain/people.js'
import { MINUTE } from '../../src/domain/time.js'
import { en } from '../../src/texts/en.js'
import { type DeskHealth, type WebDesk, type WebDeskOptions, webDesk } from '../../src/web/index.js'
import { careFor } from './care-kit.js'
import { quiet, type World } from './world.js'

export const ASSETS = join(import.meta.dirname.replace(/\/dist\//, '/'), '../../src/web/assets')

/** A running web desk over a world, and the people who come to it. */
export async function openWebDesk(world: World, more: Partial<WebDeskOptions> = {}) {
  const web = webDesk({
    host: '127.0.0.1',
    port: 0,
    desk: world.desk,
    care: careFor(world),
    texts: en,
    log: quiet,
    health: () => healthy(world.now()),
    brands: ['Acme Air', 'Acme Rail'],
    networks: ['bluesky', 'mastodon'],
    languages: ['en', 'es', 'fr', 'de'],
    demo: false,
    assets: ASSETS,
    ...more,
  })
  const { url } = await web.start()
  return {
    web,
    url,
    stranger: () => visitor(url),
    signIn: async (name: string, role: Role = 'rep') => {
      const person = visitor(url)
      await person.signIn(web, name, role)
      return person
    },
  }
}

export const healthy = (now: number): DeskHealth => ({
  ok: true,
  lastPostAt: now - MINUTE / 5,
  parts: [
    {
      name: 'Bluesky',
      ok: true,
      detail: 'mentions, and posts that name the brand',
      lastSuccessAt: now - 12_000,
      source: {
        id: 'bluesky:acme',
        network: 'bluesky',
        reach: 'mentions, and posts that name the brand',
        failingSince: null,
        failures: 0,
      },
    },
    {
      name: 'Mastodon',
      ok: true,
      detail: 'mentions and hashtags',
      lastSuccessAt: now - 31_000,
      source: {
        id: 'mastodon:acme',
        network: 'mastodon',
        reach: 'mentions and hashtags',
        failingSince: null,
        failures: 0,
      },
    },
    {
      name: 'Discord',
      ok: true,
      detail: 'every card is up to date',
      lastSuccessAt: null,
      board: { owed: 0, oldestAt: null, abandoned: 0 },
    },
  ],
})

/** A browser without scripts: keeps cookies, sends forms as a page of this desk would, follows one redirect. */
export function visitor(url: string) {
  const cookies = new Map<string, string>()

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(new URL(path, url), { redirect: 'manual', ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }

  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: url, ...headers } })

  const text = async (path: string): Promise<string> => (await ask(path)).text()

  /** What every form on this person's pages carries. */
  const formToken = async (): Promise<string> =>
    /name="form" value="([^"]+)"/.exec(await text('/team'))?.[1] ?? ''

  return {
    ask,
    post,
    text,
    formToken,
    cookies,
    async signIn(web: WebDesk, name: string, role: Role): Promise<void> {
      const token = new URL(web.invite(role)).searchParams.get('token') ?? ''
      const response = await post('/sign-in', { token, name })
      if (response.status !== 303) throw new Error(`${name} could not sign in: ${response.status}`)
    },
    /** Presses a button and reads the page that the press leads to. */
    async press(path: string, fields: Record<string, string> = {}): Promise<string> {
      const response = await post(path, { form: await formToken(), back: '/', ...fields })
      if (response.status !== 303) return response.text()
      return text(response.headers.get('location') ?? '/')
    },
  }
}

/** A request whose every header is the caller's, the host's name too, which `fetch` sets by itself. */
export function askRaw(
  url: string,
  path: string,
  { headers, form }: { headers: Record<string, string>; form?: Record<string, string> },
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> {
  const { hostname, port } = new URL(url)
  const body = form === undefined ? undefined : new URLSearchParams(form).toString()
  const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
  return new Promise((resolve, reject) => {
    request(
      { hostname, port, path, method: body === undefined ? 'GET' : 'POST', headers: { ...type, ...headers } },
      async (response) => {
        let text = ''
        for await (const part of response.setEncoding('utf8')) text += part
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      },
    )
      .on('error', reject)
      .end(body)
  })
}

export type Visitor = ReturnType<typeof visitor>

/** The words of a page as a person reads them: no tags, single spaces. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<\/(p|a|li|div|h\d|t[dh]|d[dt]|button|option|title|label|summary)>|<br>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
