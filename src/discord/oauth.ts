import { DefaultUserAgent } from 'discord.js'
import * as oauth from 'oauth4webapi'
import type { Secret } from '../domain/secret.js'
import type { SignInAttempt } from '../ports.js'
import { API, TIMEOUT } from './api.js'

export type Application = {
  readonly clientId: string
  readonly clientSecret: Secret
  /** As in {@link discordApi}: base without version; Discord's own when absent. */
  readonly base?: string | undefined
}

/** Who the person is, and who they are in one server: no more is asked of anybody. */
const SCOPES = 'identify guilds.members.read'

/** Discord's OAuth2 as one application uses it. All of these throw what the library throws. */
export type OAuth = ReturnType<typeof discordOAuth>

export function discordOAuth({ clientId, clientSecret, base = API }: Application) {
  const { origin } = new URL(base)
  const server: oauth.AuthorizationServer = {
    issuer: origin,
    // People are asked on a page of the site, which is not part of the API.
    authorization_endpoint: `${origin}/oauth2/authorize`,
    token_endpoint: `${base}/oauth2/token`,
    revocation_endpoint: `${base}/oauth2/token/revoke`,
  }
  const client: oauth.Client = { client_id: clientId }
  // In the body: Discord need not undo how a header would spell the secret's hyphens.
  const authenticate: oauth.ClientAuth = (...request) =>
    oauth.ClientSecretPost(clientSecret.reveal())(...request)
  const userAgent = { 'user-agent': DefaultUserAgent }
  const options = {
    signal: () => AbortSignal.timeout(TIMEOUT),
    headers: userAgent,
    // The configuration allows plain HTTP on this very machine alone.
    [oauth.allowInsecureRequests]: origin.startsWith('http:'),
  }

  return {
    async begin(wayBack: string): Promise<{ url: string; attempt: SignInAttempt }> {
      const attempt = {
        state: oauth.generateRandomState(),
        verifier: oauth.generateRandomCodeVerifier(),
        wayBack,
      }
      const url = new URL(`${origin}/oauth2/authorize`)
      url.search = new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        redirect_uri: wayBack,
        scope: SCOPES,
        state: attempt.state,
        code_challenge: await oauth.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      }).toString()
      return { url: url.href, attempt }
    },

    /** An access token for the answer to an attempt. */
    async exchange({ state, verifier, wayBack }: SignInAttempt, answer: URLSearchParams): Promise<string> {
      const given = oauth.validateAuthResponse(server, client, answer, state)
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        authenticate,
        given,
        wayBack,
        verifier,
        options,
      )
      const { access_token } = await oauth.processAuthorizationCodeResponse(server, client, response)
      return access_token
    },

    /** With the person's token. Whatever the status, it is an answer. */
    async get(token: string, path: string): Promise<Response> {
      const url = new URL(`${base}/v10${path}`)
      try {
        return await oauth.protectedResourceRequest(token, 'GET', url, new Headers(userAgent), null, options)
      } catch (error) {
        if (error instanceof oauth.WWWAuthenticateChallengeError) return error.response
        throw error
      }
    },

    /** Whether Discord knows the application by this secret. Hands in a code that was never given out: nothing comes of it. */
    async tryClient(wayBack: string): Promise<'accepted' | 'refused' | 'unknown'> {
      const state = oauth.generateRandomState()
      const verifier = oauth.generateRandomCodeVerifier()
      try {
        await this.exchange({ state, verifier, wayBack }, new URLSearchParams({ state, code: state }))
        return 'accepted'
      } catch (error) {
        if (error instanceof oauth.WWWAuthenticateChallengeError) return 'refused'
        if (!(error instanceof oauth.ResponseBodyError)) return 'unknown'
        if (error.error === 'invalid_grant') return 'accepted'
        return error.error === 'invalid_client' ? 'refused' : 'unknown'
      }
    },

    async revoke(token: string): Promise<void> {
      const response = await oauth.revocationRequest(server, client, authenticate, token, options)
      await oauth.processRevocationResponse(response)
    },
  }
}
