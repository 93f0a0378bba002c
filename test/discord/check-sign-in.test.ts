import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aboutSignIn } from '../../src/cli/sign-in-findings.js'
import type { Config } from '../../src/config/config.js'
import { Secret } from '../../src/domain/secret.js'
import { type FakeDiscord, fakeDiscord } from '../support/fake-discord/index.js'

const BACK = 'https://desk.acme.example/sign-in/discord/back'

let discord: FakeDiscord
beforeEach(async () => {
  discord = await fakeDiscord()
})
afterEach(async () => {
  await discord.close()
})

type Changes = {
  readonly id?: string
  readonly secret?: string
  readonly web?: Partial<Config['boards']['web']>
}

async function findings({ id, secret, web }: Changes = {}, offline = false) {
  const boards: Config['boards'] = {
    discord: {
      ...discord.place,
      token: new Secret(discord.token),
      api: discord.api,
      clientId: id ?? discord.oauth.clientId,
      clientSecret: new Secret(secret ?? discord.oauth.clientSecret),
    },
    web: { host: '127.0.0.1', port: 4180, publicUrl: 'https://desk.acme.example', ...web },
  }
  const parts = await Promise.all(aboutSignIn({ boards }, { offline }))
  return parts.flatMap((part) => part.findings)
}

describe('`amends check` on signing in with Discord', () => {
  it('finds everything in order, and makes no token', async () => {
    discord.oauth.redirects.add(BACK)
    expect((await findings()).map(({ what, ok, detail }) => `${ok} ${what}: ${detail}`)).toEqual([
      'true Client id and secret: Discord accepts them',
      `true Redirect: ${BACK} is registered`,
    ])
    expect(discord.oauth.tokens).toBe(0)
    expect(discord.gateway.connections).toBe(0)
  })

  it('prints the address to paste into the portal while it is not registered there', async () => {
    discord.oauth.redirects.add(`${BACK}/`)
    const [, redirect] = await findings()
    expect(redirect).toEqual({
      what: 'Redirect',
      ok: false,
      detail: `${BACK} is not registered`,
      mend: `Discord developer portal → your application → OAuth2 → Redirects → Add Redirect: ${BACK}`,
    })
  })

  it('says so where the bot belongs to another application, whose addresses it cannot read', async () => {
    const [, redirect] = await findings({ id: '890' })
    expect(redirect).toMatchObject({ ok: true })
    expect(redirect?.detail).toContain(`${BACK} has to be registered`)
  })

  it('says what to do about a secret that Discord does not accept, without repeating it', async () => {
    const [secret] = await findings({ secret: 'hush-client-7788' })
    expect(secret).toMatchObject({ ok: false, detail: 'Discord does not accept them' })
    expect(secret?.mend).toContain('Reset Secret')
    expect(JSON.stringify(secret)).not.toContain('hush-')
  })

  it('does not call a secret wrong while Discord is away', async () => {
    discord.fail({ on: /./, how: { status: 503 }, times: 10 })
    const [secret, redirect] = await findings()
    expect(secret).toMatchObject({ ok: false, detail: 'Discord did not say' })
    expect(redirect?.detail).toContain('could not be read')
  })

  it('offline says what has to be registered: the loopback address, where only this machine reaches the desk', async () => {
    const [redirect, ...more] = await findings({ web: { publicUrl: undefined } }, true)
    expect(more).toEqual([])
    expect(redirect?.detail).toBe('http://127.0.0.1:4180/sign-in/discord/back has to be registered')
    expect(discord.ledger).toEqual([])
  })

  it.each([
    ['open to others under a name that nobody gave', { host: '0.0.0.0', publicUrl: undefined }],
    ['on another port at each start', { port: 0, publicUrl: undefined }],
  ])('a desk that is %s has no address to register', async (_, web) => {
    const found = await findings({ web })
    expect(found).toMatchObject([{ ok: false, mend: expect.stringContaining('boards.web.publicUrl') }])
  })
})
