import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../src/domain/time.js'
import { DeliveryError } from '../../src/ports.js'
import { post } from '../support/posts.js'
import { type CareTeam, careTeam, until, wordsOf } from './care-team.js'

let team: CareTeam
beforeEach(async () => {
  team = await careTeam({ connect: false })
})
afterEach(async () => {
  await team.end()
})

const patience = () => AbortSignal.timeout(30_000)
const complaint = (text = 'my bag is gone') => team.world.take(post(`${text}, acme air (3/2 delivery)`))
const CREATE = /^POST \/channels\/\d+\/messages$/

/** A complaint that the delivery loop has not been told of. */
async function card() {
  team.discord.fail({ on: CREATE, how: 'cut' })
  complaint()
  await team.delivery.deliver()
  team.discord.mend()
  return team.world.card(1)
}

async function faultOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof DeliveryError)) throw new Error(`a DeliveryError was expected, not ${String(error)}`)
  return error
}

/** Lets the loop try again until nothing is owed, moving the clock past every wait. */
async function untilDelivered(): Promise<void> {
  for (let tries = 0; team.world.store.outbox.pending('discord').count > 0; tries += 1) {
    if (tries > 30) throw new Error(`still owed: ${team.delivery.trouble()}`)
    team.world.wait(11 * MINUTE)
    await team.delivery.deliver()
  }
}

describe('a card is shown once', () => {
  it('without waking anybody, and with a nonce that Discord enforces', async () => {
    complaint()
    await until('shown', () => team.discord.visibleCards().length === 1)
    expect(team.discord.received(CREATE)[0]?.body).toMatchObject({
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
      flags: 1 << 15,
    })
  })

  it('though the answer was lost after Discord had made it', async () => {
    team.discord.fail({ on: CREATE, how: 'lost-answer' })
    complaint()
    await untilDelivered()
    expect(team.discord.visibleCards()).toHaveLength(1)
  })

  it('though the answer was lost and Discord has forgotten the nonce since', async () => {
    team.discord.fail({ on: CREATE, how: 'lost-answer' })
    complaint()
    await team.delivery.deliver()
    team.discord.forgetNonces()
    for (let n = 0; n < 150; n += 1) say('somebody talks in the channel')
    await untilDelivered()
    expect(team.discord.visibleCards().filter(({ components }) => components.length > 0)).toHaveLength(1)
    expect(team.discord.received(CREATE)).toHaveLength(1)
  })

  it('though a proxy answered with a page and status 200', async () => {
    for (const html of ['done', 'not-done'] as const) {
      team.discord.fail({ on: CREATE, how: { html } })
      complaintBy(`${html}.bsky.social`)
      await untilDelivered()
      team.discord.forgetNonces()
    }
    expect(team.discord.visibleCards()).toHaveLength(2)
  })

  it('after a burst of server errors, none of which is repeated at once', async () => {
    team.discord.fail({ on: CREATE, times: 4, how: { status: 502 } })
    complaint()
    await team.delivery.deliver()
    expect(team.discord.received(CREATE)).toHaveLength(1)
    await untilDelivered()
    expect(team.discord.visibleCards()).toHaveLength(1)
  })

  it('anew when somebody deleted it by hand, with its history', async () => {
    complaint()
    await until('shown', () => team.discord.visibleCards().length === 1)
    team.discord.deleteByHand(team.card().id)
    team.discord.forgetNonces()
    team.world.act(1, { type: 'claim' }, { id: 'web:ana', name: 'Ana' })
    await until('shown again', () => team.discord.visibleCards().length === 1)
    expect(wordsOf(team.card().components)).toContain('Ana')
  })

  it('with what the case has become, when another board changed it', async () => {
    complaint()
    await until('shown', () => team.discord.visibleCards().length === 1)
    team.world.act(1, { type: 'claim' }, { id: 'web:ana', name: 'Ana' })
    team.world.act(1, { type: 'resolve', outcome: 'fixed', note: null }, { id: 'web:ana', name: 'Ana' })
    await until('edited', () => wordsOf(team.card().components).includes('Fixed'))
    expect(team.discord.visibleCards()).toHaveLength(1)
  })
})

describe('what a failure means', () => {
  it.each([
    ['a connection that broke', 'cut', 'doubt'],
    ['a lost answer', 'lost-answer', 'doubt'],
    ['a server error', { status: 500 }, 'doubt'],
    ['a page instead of an answer', { html: 'not-done' }, 'doubt'],
    [
      'a malformed message',
      { error: { status: 400, code: 50_035, message: 'Invalid Form Body' } },
      'refused',
    ],
    ['a revoked token', { error: { status: 401, code: 0, message: '401: Unauthorized' } }, 'closed'],
    [
      'a permission taken away',
      { error: { status: 403, code: 50_013, message: 'Missing Permissions' } },
      'closed',
    ],
    [
      'a channel that is gone',
      { error: { status: 404, code: 10_003, message: 'Unknown Channel' } },
      'closed',
    ],
  ] as const)('%s while showing a card', async (_what, how, fault) => {
    const shown = await card()
    team.discord.fail({ on: CREATE, how })
    const error = await faultOf(team.bot.board.show(shown, 'key-1', patience()))
    expect(error.fault).toBe(fault)
    expect(JSON.stringify(error.cause) + String(error.cause)).not.toContain('my bag')
  })

  it('nobody listening at all is certainly not done', async () => {
    const shown = await card()
    const { port } = team.discord
    team.discord.unexpected.length = 0
    await team.discord.close()
    expect((await faultOf(team.bot.board.show(shown, 'key-1', patience()))).fault).toBe('passing')
    await team.discord.open(port)
  })

  it.each([
    ['a connection that broke', 'cut'],
    ['a server error', { status: 503 }],
    ['a page instead of an answer', { html: 'not-done' }],
  ] as const)('%s while editing passes', async (_what, how) => {
    const shown = await card()
    const { messageId } = await team.bot.board.show(shown, 'key-1', patience())
    team.discord.fail({ on: /^PATCH/, how })
    expect((await faultOf(team.bot.board.edit(messageId, shown, patience()))).fault).toBe('passing')
  })

  it('a message deleted by hand is told apart from a failure', async () => {
    const shown = await card()
    const { messageId } = await team.bot.board.show(shown, 'key-1', patience())
    team.discord.deleteByHand(messageId)
    expect(await team.bot.board.edit(messageId, shown, patience())).toBe('gone')
  })

  it('after one 401 the next call asks Discord again: a token may be put right there', async () => {
    const shown = await card()
    team.discord.fail({ on: CREATE, how: { error: { status: 401, code: 0, message: '401: Unauthorized' } } })
    await faultOf(team.bot.board.show(shown, 'key-1', patience()))
    await expect(team.bot.board.show(shown, 'key-1', patience())).resolves.toHaveProperty('messageId')
  })

  it('an answer that never comes is given up after eight seconds', async () => {
    const shown = await card()
    team.discord.fail({ on: CREATE, how: 'hang' })
    const began = Date.now()
    expect((await faultOf(team.bot.board.show(shown, 'key-1', patience()))).fault).toBe('doubt')
    expect(Date.now() - began).toBeLessThan(15_000)
    expect(team.discord.received(CREATE)).toHaveLength(2)
  })
})

describe('when Discord asks us to slow down', () => {
  it.each([
    ['user', 60],
    ['global', 60],
    ['shared', 60],
    ['cloudflare', 1],
    ['cloudflare', 3_600],
  ] as const)(
    '(%s, %d s) it is told to the loop at once, with how long to wait',
    async (slowDown, seconds) => {
      const shown = await card()
      const before = team.discord.received(CREATE).length
      team.discord.fail({ on: CREATE, how: { slowDown, seconds } })
      const error = await faultOf(team.bot.board.show(shown, 'key-1', patience()))
      expect(error.fault).toBe('passing')
      expect(error.retryAfter).toBeGreaterThanOrEqual(seconds * SECOND * 0.9)
      expect(error.retryAfter).toBeLessThanOrEqual(seconds * SECOND + 1_000)
      expect(team.discord.received(CREATE)).toHaveLength(before + 1)
    },
  )

  it('a short wait is simply kept', async () => {
    const shown = await card()
    team.discord.fail({ on: CREATE, how: { slowDown: 'user', seconds: 1 } })
    const began = Date.now()
    await expect(team.bot.board.show(shown, 'key-1', patience())).resolves.toHaveProperty('messageId')
    expect(Date.now() - began).toBeGreaterThan(900)
  })

  it('many cards at once are spaced by the bucket, and no 429 is ever provoked', async () => {
    for (let n = 1; n <= 12; n += 1) complaintBy(`rep${n}.bsky.social`)
    await untilDelivered()
    expect(team.discord.visibleCards()).toHaveLength(12)
    expect(team.discord.ledger.filter(({ status }) => status === 429)).toEqual([])
  })
})

describe('finding a card again', () => {
  it('knows its own among other people’s messages, other cases and other bots', async () => {
    complaint()
    await until('shown', () => team.discord.visibleCards().length === 1)
    const mine = team.card()
    say('amends/claim/1')
    const { board } = team.bot
    expect(await board.find(team.world.card(1), 'any', patience())).toBe(mine.id)

    const stranger = team.discord.people.join('Stranger')
    team.discord.world.messages.set(mine.id, { ...mine, authorId: stranger.user.id })
    expect(await board.find(team.world.card(1), 'any', patience())).toBeNull()
  })

  it('does not take the card of a case with the same number in an earlier database for its own', async () => {
    complaint()
    await until('shown', () => team.discord.visibleCards().length === 1)
    const current = team.world.card(1)
    const other = { ...current, case: { ...current.case, openedAt: current.case.openedAt + 1 } }
    expect(await team.bot.board.find(other, 'any', patience())).toBeNull()
  })
})

function say(content: string): void {
  const author = team.dana.user.id
  const { channelId } = team.discord
  const id = String(BigInt([...team.discord.world.messages.keys()].at(-1) ?? '1500000000000000000') + 1n)
  const message = {
    id,
    channelId,
    authorId: author,
    content,
    flags: 0,
    components: [],
    editedAt: null,
    pinned: false,
    replyTo: null,
    files: [],
    pings: [],
  }
  team.discord.world.messages.set(id, message)
}

function complaintBy(handle: string): void {
  const author = { id: handle, handle, displayName: '', followers: null, optOuts: [] }
  team.world.take(post('my bag is gone, acme air (3/2 delivery)', { author, uri: `at://${handle}/1` }))
}
