import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { channelShape, guildShape, memberShape, userShape } from './shapes.js'
import type { Json, World } from './world.js'

type Session = {
  readonly id: string
  readonly events: { readonly s: number; readonly t: string; readonly d: unknown }[]
  socket: WebSocket | null
  seq: number
  over: boolean
}

const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)
const GUILDS = 1

/** The other end of discord.js's gateway connection: identify, heartbeats, sessions that can be resumed. */
export class FakeGateway {
  identifies = 0
  resumes = 0
  connections = 0
  /** Beats are counted, and answered unless told otherwise. */
  beats = 0
  answersBeats = true
  /** While true, connections are refused at the door. */
  refuses = false
  /** Closes each connection with this code in answer to an identify. */
  rejectWith: number | null = null
  /** Answers identifies with "invalid session". */
  deniesSessions = false
  beatEvery = 41_250
  address = ''

  readonly #world: World
  readonly #unexpected: (what: string) => void
  readonly #sockets = new Set<WebSocket>()
  readonly #server = new WebSocketServer({ noServer: true })
  #sessions: Session[] = []

  constructor(world: World, unexpected: (what: string) => void) {
    this.#world = world
    this.#unexpected = unexpected
  }

  attach(http: Server): void {
    http.on('upgrade', (request: IncomingMessage, socket, head) => {
      this.connections += 1
      if (this.refuses) {
        socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
        return
      }
      this.#server.handleUpgrade(request, socket, head, (client) => this.#welcome(client))
    })
  }

  /** Sends to whoever is connected; keeps for whoever may come back. */
  dispatch(t: string, d: unknown): void {
    for (const session of this.#sessions.filter(({ over }) => !over)) this.#event(session, t, d)
  }

  get connected(): boolean {
    return this.#sessions.some(({ socket, over }) => socket !== null && !over)
  }

  /** The network breaks: no goodbye. Sessions can be resumed. */
  drop(): void {
    for (const socket of this.#sockets) socket.terminate()
  }
  /** The network is there, and nothing that is sent arrives: not even a goodbye, which is never answered. */
  goDeaf(): void {
    for (const socket of this.#sockets) socket.pause()
  }
  close(code: number): void {
    for (const socket of this.#sockets) socket.close(code)
  }
  askToReconnect(): void {
    this.#tell({ op: 7, d: null })
  }
  invalidateSessions(resumable: boolean): void {
    if (!resumable) for (const session of this.#sessions) session.over = true
    this.#tell({ op: 9, d: resumable })
  }

  end(): void {
    this.drop()
    this.#server.close()
  }

  #tell(message: Json): void {
    for (const socket of this.#sockets) socket.send(JSON.stringify(message))
  }

  #welcome(socket: WebSocket): void {
    this.#sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', (code) => {
      this.#sockets.delete(socket)
      for (const session of this.#sessions) {
        if (session.socket !== socket) continue
        session.socket = null
        // A client that closes with 1000 or 1001 gives its session up.
        if (code === 1000 || code === 1001) session.over = true
      }
    })
    socket.on('message', (data) => this.#hear(socket, JSON.parse(String(data)) as { op: number; d: Json }))
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: this.beatEvery } }))
  }

  #hear(socket: WebSocket, { op, d }: { op: number; d: Json }): void {
    switch (op) {
      case 1:
        this.beats += 1
        if (this.answersBeats) socket.send(JSON.stringify({ op: 11 }))
        return
      case 2:
        this.#identify(socket, d)
        return
      case 6:
        this.#resume(socket, d)
        return
      default:
        this.#unexpected(`gateway op ${op}`)
    }
  }

  #identify(socket: WebSocket, d: Json): void {
    this.identifies += 1
    this.#world.loginsLeft -= 1
    const code = this.rejectWith ?? this.#objection(d)
    if (code !== null) {
      socket.close(code)
      return
    }
    if (this.deniesSessions) {
      socket.send(JSON.stringify({ op: 9, d: false }))
      return
    }
    const session: Session = { id: randomUUID(), events: [], socket, seq: 0, over: false }
    this.#sessions.push(session)
    const { bot, guild, application } = this.#world
    this.#event(session, 'READY', {
      v: 10,
      user: { ...userShape(bot), verified: true, mfa_enabled: true, email: null },
      guilds: [{ id: guild.id, unavailable: true }],
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: this.address,
      application: { id: application.id, flags: 0 },
      shard: d['shard'],
    })
    if (Number(d['intents']) & GUILDS) this.#event(session, 'GUILD_CREATE', this.#guild())
  }

  #objection(d: Json): number | null {
    if (d['token'] !== this.#world.token) return 4004
    return Number(d['intents']) & PRIVILEGED ? 4014 : null
  }

  #guild(): Json {
    const { members, channels, bot } = this.#world
    const own = members.get(bot.id)
    return {
      ...guildShape(this.#world),
      joined_at: '2026-01-01T00:00:00.000000+00:00',
      large: false,
      unavailable: false,
      member_count: members.size,
      members: own === undefined ? [] : [memberShape(own)],
      channels: [...channels.values()].map((channel) => channelShape(this.#world, channel)),
      threads: [],
      presences: [],
      voice_states: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    }
  }

  #resume(socket: WebSocket, d: Json): void {
    this.resumes += 1
    const session = this.#sessions.find(({ id, over }) => id === d['session_id'] && !over)
    if (session === undefined || d['token'] !== this.#world.token) {
      socket.send(JSON.stringify({ op: 9, d: false }))
      return
    }
    session.socket = socket
    for (const event of session.events.filter(({ s }) => s > Number(d['seq'])))
      socket.send(JSON.stringify({ op: 0, ...event }))
    this.#event(session, 'RESUMED', {})
  }

  #event(session: Session, t: string, d: unknown): void {
    session.seq += 1
    const event = { s: session.seq, t, d }
    session.events.push(event)
    session.socket?.send(JSON.stringify({ op: 0, ...event }))
  }
}
