#!/usr/bin/env node
// A whole Bluesky network on loopback (directory, personal data server, AppView, moderation), from the npm package
// @atproto/dev-env in this folder. Wants DB_POSTGRES_URL and REDIS_HOST, and a folder to write to as its one argument.
// Prints one line of JSON once it is ready; SIGTERM stops it. The address under `ctl` takes
//   GET /process           answers once the AppView has taken in everything written so far
//   GET /appview/stop      from then on every read of posts answers 502
//   GET /takedown?did=     suspends an account
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import net from 'node:net'

const work = process.argv[2]
const HANDLES = ['brand', 'ana', 'ben', 'cleo']

// The network's servers listen on every interface unless told otherwise.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...args) {
  const [first, second] = args
  if (typeof first === 'number' || /^\d+$/.test(first))
    args.splice(1, typeof second === 'string' ? 1 : 0, '127.0.0.1')
  else if (first !== null && typeof first === 'object' && 'port' in first)
    args[0] = { ...first, host: '127.0.0.1' }
  return listen.apply(this, args)
}

process.env.DB_POSTGRES_SCHEMA ??= 'net'
process.env.NODE_ENV ??= 'development'
process.env.LOG_ENABLED ??= '0'
process.env.TMPDIR = `${work}/tmp`
mkdirSync(process.env.TMPDIR, { recursive: true })

let network = null
let stopping = false
async function stop(code) {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(code), 10_000).unref()
  try {
    await network?.close()
  } catch (error) {
    process.stderr.write(`while stopping: ${error}\n`)
  }
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop(0))
// Stopping the AppView under a running network makes its other parts complain for ever.
process.on('uncaughtException', (error) => process.stderr.write(`uncaught: ${error.stack}\n`))
process.on('unhandledRejection', (error) => process.stderr.write(`unhandled: ${error}\n`))

async function createAccount(handle) {
  const password = `${handle}-password`
  const account = await xrpc('com.atproto.server.createAccount', null, {
    handle: `${handle}.test`,
    email: `${handle}@example.test`,
    password,
  })
  const app = await xrpc('com.atproto.server.createAppPassword', account.accessJwt, { name: 'bot' })
  await xrpc('com.atproto.repo.putRecord', account.accessJwt, {
    repo: account.did,
    collection: 'app.bsky.actor.profile',
    rkey: 'self',
    record: { $type: 'app.bsky.actor.profile', displayName: handle, createdAt: new Date().toISOString() },
  })
  return { did: account.did, handle: account.handle, password, appPassword: app.password }
}

async function xrpc(
  method,
  token,
  body,
  authorization = token === null ? {} : { authorization: `Bearer ${token}` },
) {
  const response = await fetch(`${network.pds.url}/xrpc/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify(body),
  })
  const answer = await response.text()
  if (!response.ok) throw new Error(`${method}: ${response.status} ${answer}`)
  return answer === '' ? {} : JSON.parse(answer)
}

const controls = {
  '/process': () => network.processAll(),
  '/appview/stop': () => network.bsky.server.destroy(),
  '/takedown': (query) =>
    xrpc(
      'com.atproto.admin.updateSubjectStatus',
      null,
      {
        subject: { $type: 'com.atproto.admin.defs#repoRef', did: query.get('did') },
        takedown: { applied: true, ref: 'test' },
      },
      { authorization: `Basic ${Buffer.from('admin:admin-pass').toString('base64')}` },
    ),
}

try {
  const { TestNetwork } = await import('@atproto/dev-env').then((module) => module.default ?? module)
  network = await TestNetwork.create({
    dbPostgresUrl: process.env.DB_POSTGRES_URL,
    dbPostgresSchema: process.env.DB_POSTGRES_SCHEMA,
    pds: { hostname: 'localhost', enableDidDocWithSession: true },
  })
  const accounts = {}
  for (const handle of HANDLES) accounts[handle] = await createAccount(handle)
  await network.processAll()

  const control = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://control')
    try {
      await controls[pathname](searchParams)
    } catch (error) {
      response.statusCode = 500
      process.stderr.write(`${pathname}: ${error}\n`)
    }
    response.end()
  })
  await new Promise((listening) => control.listen(0, '127.0.0.1', listening))
  const ctl = `http://127.0.0.1:${control.address().port}`
  process.stdout.write(`${JSON.stringify({ pds: network.pds.url, ctl, accounts })}\n`)
} catch (error) {
  process.stderr.write(`${error.stack}\n`)
  await stop(1)
}
