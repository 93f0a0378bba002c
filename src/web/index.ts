import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { keepReports } from '../reports/keep-reports.js'
import { deskApp } from './app.js'
import { countAttempts } from './attempts.js'
import type { Rooms } from './context.js'
import { addressHere } from './host.js'
import { liveStreams } from './live.js'
import { keepNotices } from './notices.js'
import type { WebDesk, WebDeskOptions } from './options.js'
import { newInvite, signInLink } from './sign-in.js'
import { keepStandings } from './standing.js'
import { wayBackTo } from './way-back.js'

export type { DeskHealth, HealthPart, WebDesk, WebDeskOptions } from './options.js'

/** How long connections that are still busy may take to end, in ms. */
const PATIENCE = 300

/** The web desk: the list of cases and each case on pages, kept up to date while they are open. */
export function webDesk(options: WebDeskOptions): WebDesk {
  let running: { readonly server: Server; readonly rooms: Rooms; readonly url: string } | null = null

  return {
    async start() {
      if (running !== null) return { url: running.url }
      const live = liveStreams(options.desk.changes, options.beat)
      const rooms: Rooms = {
        ...options,
        attempts: countAttempts(),
        live,
        notices: keepNotices(),
        reports: options.reports ?? keepReports(options.desk),
        standings: keepStandings({ ...options, live }),
        wayBack: () => wayBackTo(options, running?.url ?? null),
      }
      const server = createAdaptorServer({
        fetch: deskApp(rooms).fetch,
        overrideGlobalObjects: false,
      }) as Server
      server.requestTimeout = 30_000
      try {
        await listen(server, options)
      } catch (cause) {
        rooms.live.stop()
        throw cause
      }
      const url =
        options.publicUrl?.replace(/\/$/, '') ??
        addressHere(options.host, (server.address() as AddressInfo).port)
      running = { server, rooms, url }
      return { url }
    },

    async stop() {
      if (running === null) return
      const { server, rooms } = running
      running = null
      rooms.live.stop()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE)
      await closed
      clearTimeout(impatient)
    },

    get address() {
      return running?.url ?? null
    },

    invite(role, now = options.desk.clock()) {
      if (running === null) throw new Error('the desk has no address before it is started')
      return signInLink(running.url, newInvite(running.rooms, role, now))
    },
  }
}

function listen(server: Server, { host, port }: WebDeskOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(new Error(whyNot(cause.code, host, port), { cause })),
    )
    server.listen(port, host, resolve)
  })
}

function whyNot(code: string | undefined, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `port ${port} on ${host} is taken: stop what uses it, or choose another under boards.web.port`
  if (code === 'EACCES')
    return `this user may not listen on port ${port}: choose one above 1023 under boards.web.port`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine: correct boards.web.host`
  return `cannot listen on ${host}:${port} (${code ?? 'unknown fault'})`
}
