import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type Answer, type Call, refusal } from './answers.js'
import { findButton } from './controls.js'
import { type Fault, FaultPlan } from './faults.js'
import { FakeGateway } from './gateway.js'
import { FakeOAuth } from './oauth.js'
import { People } from './people.js'
import { type Limit, RateLimits } from './rate-limits.js'
import { type Route, routes } from './routes.js'
import { page, type Received, type Send, slowDown, slowHeaders, spoil } from './spoil.js'
import {
  type FakeChannel,
  type FakeFile,
  type FakeMessage,
  type Json,
  newWorld,
  type World,
} from './world.js'

export type { Fault } from './faults.js'
export type { Received } from './spoil.js'
export {
  type FakeChannel,
  type FakeFile,
  type FakeMember,
  type FakeMessage,
  type Json,
  PERMISSION,
  type Seen,
} from './world.js'

export type FakeDiscordOptions = {
  /** Requests per window; Discord's usual figures when absent. */
  readonly limits?: Readonly<Record<string, Limit>>
  readonly global?: Limit
}

const USUAL: Readonly<Record<string, Limit>> = {
  'create message': { limit: 5, per: 5_000 },
  'edit message': { limit: 5, per: 5_000 },
}

/** A Discord of one server on 127.0.0.1. Whatever it does not know, or finds badly formed, fails the test when it closes. */
export async function fakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const fake = new FakeDiscord(options)
  await fake.open()
  return fake
}

export class FakeDiscord {
  readonly world: World = newWorld('fake.token.for-tests')
  readonly ledger: Received[] = []
  readonly gateway: FakeGateway
  readonly people: People
  readonly oauth: FakeOAuth
  /** Requests nobody should make. Emptied by a test that means to make them. */
  readonly unexpected: string[] = []
  readonly #routes: readonly Route[]
  readonly #faults = new FaultPlan()
  readonly #limits: RateLimits
  readonly #sockets = new Set<Socket>()
  readonly #server = createServer((request, response) => void this.#serve(request, response))

  constructor({ limits = {}, global = { limit: 50, per: 1_000 } }: FakeDiscordOptions) {
    this.gateway = new FakeGateway(this.world, (what) => this.unexpected.push(what))
    this.people = new People(this.world, this.gateway)
    this.oauth = new FakeOAuth(this.world)
    this.#routes = routes(this.world, this.gateway, this.oauth)
    this.#limits = new RateLimits({ ...USUAL, ...limits }, global)
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    this.gateway.attach(this.#server)
  }

  async open(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
    this.gateway.address = `ws://127.0.0.1:${this.port}`
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }
  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }
  /** For discord.js's `rest.api`. */
  get api(): string {
    return `${this.origin}/api`
  }
  get token(): string {
    return this.world.token
  }
  get guildId(): string {
    return this.world.guild.id
  }
  get channelId(): string {
    return [...this.world.channels.keys()][0] ?? ''
  }
  /** Where the board works, as its configuration says it. */
  get place() {
    const { guildId: guild, channelId: channel, roles } = this
    return { guild, channel, roles, onCallRole: this.people.roleId('oncall'), notices: channel }
  }
  get roles(): { rep: string; manager: string; admin: string } {
    return {
      rep: this.people.roleId('rep'),
      manager: this.people.roleId('manager'),
      admin: this.people.roleId('admin'),
    }
  }

  fail(fault: Fault): void {
    this.#faults.add(fault)
  }
  mend(): void {
    this.#faults.clear()
  }

  /** What a person scrolling through the channel sees, oldest first. */
  visibleCards(): FakeMessage[] {
    return this.said().filter(({ components }) => findButton(components, () => true) !== undefined)
  }
  /** All that people read in a channel or a thread, oldest first. */
  said(channelId = this.channelId): FakeMessage[] {
    return [...this.world.messages.values()].filter(
      (message) => message.channelId === channelId && (message.flags & (1 << 6)) === 0,
    )
  }
  /** Threads that are there, in the order in which they were made. */
  threads(): FakeChannel[] {
    return [...this.world.channels.values()].filter(({ parentId }) => parentId !== undefined)
  }
  /** Ledger lines whose `METHOD /path` matches. */
  received(pattern: RegExp): Received[] {
    return this.ledger.filter(({ method, path }) => pattern.test(`${method} ${path}`))
  }
  /** The minutes in which Discord remembers nonces are over. */
  forgetNonces(): void {
    this.world.nonces.clear()
  }
  /** Somebody deletes a message by hand. */
  deleteByHand(messageId: string): void {
    this.world.messages.delete(messageId)
  }

  /** @throws when something came that no test expected. */
  async close(): Promise<void> {
    this.gateway.end()
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
    if (this.unexpected.length > 0) throw new Error(`unexpected at Discord: ${this.unexpected.join('; ')}`)
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET'
    const url = new URL(request.url ?? '/', 'http://fake')
    if (url.pathname === '/oauth2/authorize') {
      const { status, html } = this.oauth.page(`http://${request.headers.host}${request.url}`)
      response.writeHead(status, { 'content-type': 'text/html' }).end(html)
      return
    }
    const path = url.pathname.replace(/^\/api\/v10/, '')
    const raw = await read(request)
    const body = parse(raw, request.headers['content-type'] ?? '')
    const line: Received = { method, path, body, at: Date.now(), status: null }
    this.ledger.push(line)
    const send: Send = (answer, headers = {}) => {
      line.status = answer.status
      const json = answer.body === null ? '' : JSON.stringify(answer.body)
      response.writeHead(answer.status, {
        ...(json === '' ? {} : { 'content-type': 'application/json' }),
        ...headers,
      })
      response.end(json)
    }

    const found = /^\/api\/(v10|oauth2)\//.test(url.pathname) ? this.#find(method, path) : null
    if (found === null) {
      this.unexpected.push(`${method} ${url.pathname}`)
      return send(refusal(404, 0, '404: Not Found'))
    }
    const { route, ids } = found
    const how = this.#faults.take(`${method} ${path}`)
    if (how !== null && spoil(how, { request, response, line, send })) return

    if (route.byToken === undefined && request.headers.authorization !== `Bot ${this.world.token}`)
      return send({ status: 401, body: { message: '401: Unauthorized', code: 0 } })

    const ruling = this.#limits.rule(route.bucket, ids[route.major ?? ''] ?? '', route.byToken === undefined)
    if (ruling.retryAfter !== null)
      return send(slowDown(ruling.retryAfter, ruling.global), {
        ...slowHeaders(ruling.retryAfter, ruling.global ? 'global' : 'user'),
        ...ruling.headers,
      })

    const { authorization = '', 'content-type': type = '' } = request.headers
    const isForm = isFormType(type)
    const call: Call = { method, ids, query: url.searchParams, body: line.body, authorization, isForm }
    const answer = route.run(call)
    if (answer.status === 400) this.#malformed(method, path, answer)
    if (how === 'lost-answer') {
      request.socket.destroy()
      return
    }
    if (typeof how === 'object' && how !== null && 'html' in how) return page(response, line)
    send(answer, ruling.headers)
  }

  #malformed(method: string, path: string, answer: Answer): void {
    const { code, error } = answer.body as Json
    if (typeof error === 'string') return
    // Being too late or too early is no fault of form, nor is a thread too many.
    if (![40_060, 160_004, 160_006].includes(Number(code)))
      this.unexpected.push(`${method} ${path}: ${JSON.stringify(answer.body)}`)
  }

  #find(method: string, path: string): { route: Route; ids: Record<string, string> } | null {
    const parts = path.split('/')
    for (const route of this.#routes) {
      const names = route.path.split('/')
      if (route.method !== method || names.length !== parts.length) continue
      const fits = names.every(
        (name, index) => name.startsWith(':') || name === decodeURIComponent(parts[index] ?? ''),
      )
      if (!fits) continue
      const pairs = names.flatMap((name, index) =>
        name.startsWith(':') ? [[name.slice(1), parts[index]]] : [],
      )
      return { route, ids: Object.fromEntries(pairs) as Record<string, string> }
    }
    return null
  }
}

const isFormType = (type: string): boolean => type.startsWith('application/x-www-form-urlencoded')

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function parse(raw: Buffer, type: string): Json {
  const boundary = /^multipart\/form-data; ?boundary=(.+)$/.exec(type)?.[1]
  try {
    if (boundary !== undefined) return parts(raw.toString('latin1'), boundary)
    if (isFormType(type)) return Object.fromEntries(new URLSearchParams(raw.toString('utf8')))
    return raw.length === 0 ? {} : (JSON.parse(raw.toString('utf8')) as Json)
  } catch {
    return {}
  }
}

/** A form with files: its message in one part, each file in one of its own. @param raw one character for each byte */
function parts(raw: string, boundary: string): Json {
  const files: FakeFile[] = []
  let body: Json = {}
  for (const part of raw.split(`--${boundary}`)) {
    const split = part.indexOf('\r\n\r\n')
    const head = part.slice(0, split)
    const data = Buffer.from(part.slice(split + 4).replace(/\r\n$/, ''), 'latin1')
    const text = data.toString('utf8')
    const name = /filename="([^"]*)"/.exec(head)?.[1]
    if (name !== undefined) files.push({ name, text, data })
    else if (/name="payload_json"/.test(head)) body = JSON.parse(text) as Json
  }
  return { ...body, __files: files }
}
