import { createHash, randomBytes } from 'node:crypto'
import { type Answer, type Call, NO_ACCESS, ok, refusal } from './answers.js'
import type { Route } from './routes.js'
import { memberShape } from './shapes.js'
import { type FakeMember, snowflake, type World } from './world.js'

type Grant = {
  readonly userId: string
  readonly redirect: string
  readonly scopes: readonly string[]
  readonly challenge: string | null
  readonly at: number
  used: boolean
}
type Token = { readonly userId: string; readonly scopes: readonly string[]; readonly expiresAt: number }

/** How long Discord waits for somebody to come back with a code, in ms. */
const CODE_LIFE = 600_000

/** Discord's OAuth2: the page that asks a person, codes that work once, tokens that are asked with and revoked. */
export class FakeOAuth {
  clientSecret = 'fake-client_secret-for-tests'
  /** As registered in the developer portal: compared to the letter. */
  readonly redirects = new Set<string>()
  /** Who is signed in to Discord in the browser. */
  person: FakeMember | null = null
  readonly #world: World
  readonly #grants = new Map<string, Grant>()
  readonly #tokens = new Map<string, Token>()
  constructor(world: World) {
    this.#world = world
  }

  get clientId(): string {
    return this.#world.application.id
  }
  /** Tokens that could still be used. */
  get tokens(): number {
    return [...this.#tokens.values()].filter(({ expiresAt }) => expiresAt > Date.now()).length
  }

  /** Somebody presses Authorize on the page at `url`. @returns where their browser goes */
  authorize(url: string, member: FakeMember): string {
    const asked = this.#asked(url)
    const code = randomBytes(15).toString('base64url')
    this.#grants.set(code, {
      userId: member.user.id,
      redirect: asked.redirect,
      scopes: asked.scopes,
      challenge: asked.challenge,
      at: Date.now(),
      used: false,
    })
    return back(asked.redirect, { code, state: asked.state, iss: new URL(url).origin })
  }

  /** … or Cancel. */
  deny(url: string): string {
    const { redirect, state } = this.#asked(url)
    return back(redirect, {
      error: 'access_denied',
      error_description: 'The resource owner or authorization server denied the request',
      state,
      iss: new URL(url).origin,
    })
  }

  /** The page, as a browser gets it. What is wrong with the question is said there, and leads nowhere. */
  page(url: string): { readonly status: number; readonly html: string } {
    try {
      this.#asked(url)
    } catch (fault) {
      return { status: 400, html: `<link rel="icon" href="data:,"><h1>${String(fault)}</h1>` }
    }
    if (this.person === null) return { status: 200, html: '<h1>Welcome back! Log in</h1>' }
    const link = (to: string, word: string) => `<p><a href="${to.replaceAll('&', '&amp;')}">${word}</a></p>`
    const html = `<link rel="icon" href="data:,"><h1>Amends wants to access your account</h1>${link(this.authorize(url, this.person), 'Authorize')}${link(this.deny(url), 'Cancel')}`
    return { status: 200, html }
  }

  /** The week for which tokens are good is over. */
  expireTokens(): void {
    for (const [token, kept] of this.#tokens) this.#tokens.set(token, { ...kept, expiresAt: 0 })
  }
  /** The ten minutes for which codes are good are over. */
  expireCodes(): void {
    for (const [code, grant] of this.#grants) this.#grants.set(code, { ...grant, at: 0 })
  }

  /** Somebody of other servers alone: no member here, with an account all the same. */
  outsider(name: string): FakeMember {
    return {
      user: { id: snowflake(), username: name.toLowerCase(), global_name: name },
      nick: null,
      roles: [],
    }
  }

  routes(): readonly Route[] {
    return [
      {
        method: 'POST',
        path: '/api/oauth2/token',
        bucket: null,
        byToken: true,
        run: (call) => this.#exchange(call),
      },
      {
        method: 'POST',
        path: '/api/oauth2/token/revoke',
        bucket: null,
        byToken: true,
        run: (call) => {
          if (!this.#isUs(call)) return fault(401, 'invalid_client')
          const token = this.#tokens.get(String(call.body['token']))
          // All tokens of that person's authorization go, whichever was handed in.
          for (const [key, { userId }] of this.#tokens) if (userId === token?.userId) this.#tokens.delete(key)
          return ok({})
        },
      },
      {
        method: 'GET',
        path: '/users/@me/guilds/:guild/member',
        bucket: 'own member',
        byToken: true,
        run: ({ ids, authorization }) => {
          const token = this.#tokens.get(authorization.replace(/^Bearer /, ''))
          if (token === undefined || token.expiresAt <= Date.now())
            return { status: 401, body: { message: '401: Unauthorized', code: 0 } }
          if (!token.scopes.includes('guilds.members.read')) return NO_ACCESS
          const member = this.#world.members.get(token.userId)
          return ids['guild'] !== this.#world.guild.id || member === undefined
            ? refusal(404, 10_004, 'Unknown Guild')
            : ok(memberShape(member))
        },
      },
    ]
  }

  #exchange(call: Call): Answer {
    const { body } = call
    if (!call.isForm) return fault(400, 'invalid_request', 'form fields are wanted')
    if (!this.#isUs(call)) return fault(401, 'invalid_client')
    if (body['grant_type'] !== 'authorization_code') return fault(400, 'unsupported_grant_type')
    const code = String(body['code'])
    const grant = this.#grants.get(code)
    if (grant === undefined || grant.used || Date.now() - grant.at > CODE_LIFE)
      return fault(400, 'invalid_grant', 'Invalid "code" in request.')
    if (body['redirect_uri'] !== grant.redirect)
      return fault(400, 'invalid_request', 'Invalid "redirect_uri" in request.')
    const verifier = body['code_verifier']
    if (grant.challenge !== null && verifier === undefined)
      return fault(400, 'invalid_request', 'Missing "code_verifier"')
    if (grant.challenge !== null && !/^[\w.~-]{43,128}$/.test(String(verifier)))
      return fault(400, 'invalid_request', 'Invalid "code_verifier"')
    if (
      grant.challenge !== null &&
      createHash('sha256').update(String(verifier)).digest('base64url') !== grant.challenge
    )
      return fault(400, 'invalid_grant', 'Invalid "code_verifier"')
    grant.used = true
    const token = randomBytes(22).toString('base64url')
    const seconds = 604_800
    this.#tokens.set(token, {
      userId: grant.userId,
      scopes: grant.scopes,
      expiresAt: Date.now() + seconds * 1_000,
    })
    return ok({
      token_type: 'Bearer',
      access_token: token,
      expires_in: seconds,
      refresh_token: randomBytes(22).toString('base64url'),
      scope: grant.scopes.join(' '),
    })
  }

  #isUs({ body, authorization }: Call): boolean {
    const basic = /^Basic (.+)$/.exec(authorization)?.[1]
    const [id, secret] =
      basic === undefined
        ? [body['client_id'], body['client_secret']]
        : Buffer.from(basic, 'base64').toString().split(':')
    return id === this.clientId && secret === this.clientSecret
  }

  #asked(url: string) {
    const { searchParams } = new URL(url)
    const of = (name: string) => searchParams.get(name) ?? ''
    if (of('client_id') !== this.clientId) throw new Error('Unknown Application')
    if (!this.redirects.has(of('redirect_uri'))) throw new Error('Invalid OAuth2 redirect_uri')
    if (of('response_type') !== 'code') throw new Error('Unsupported OAuth2 response_type')
    if (searchParams.has('code_challenge') && of('code_challenge_method') !== 'S256')
      throw new Error('Unsupported "code_challenge_method"')
    return {
      redirect: of('redirect_uri'),
      state: of('state'),
      scopes: of('scope').split(' '),
      challenge: searchParams.get('code_challenge'),
    }
  }
}

const fault = (status: number, error: string, description?: string): Answer => ({
  status,
  body: { error, ...(description === undefined ? {} : { error_description: description }) },
})

function back(redirect: string, answer: Record<string, string>): string {
  const url = new URL(redirect)
  url.search = new URLSearchParams(answer).toString()
  return url.href
}
