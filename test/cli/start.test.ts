import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { folderWith, LEAST } from '../config/sample.js'
import { amends, startNode } from './run.js'

const anywhere = `${LEAST}boards: { web: { port: 0 } }\n`

describe('amends start', () => {
  it('prints the desk, a link to sign in, and stops within two seconds of Ctrl-C', async () => {
    const { folder } = folderWith(anywhere)
    const running = amends(['start'], { cwd: folder })
    const [, desk = ''] = await running.says(/Desk +(http:\/\/127\.0\.0\.1:\d+\S*)/)
    await running.says(/Ctrl-C stops it/)
    expect(running.said().out).toMatch(/Sign in +http:\/\/127\.0\.0\.1:\d+\/\S+/)
    expect((await fetch(new URL('/healthz', desk))).status).toBe(200)

    running.child.kill('SIGINT')
    const { code, err } = await running.ended
    // It ends itself with 1 when two seconds were not enough.
    expect(code).toBe(0)
    expect(err).toContain('Stopping')
    expect(err).not.toMatch(/^\s+at /m)
  })

  it('names the port that is taken and what to change', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const { folder } = folderWith(`${LEAST}boards: { web: { port: ${port} } }\n`)
    const { code, err } = await amends(['start'], { cwd: folder }).ended
    server.close()
    expect(code).toBe(1)
    expect(err.trim().split('\n')).toEqual([
      `Port ${port} on 127.0.0.1 is taken: is Amends running already? Stop that, start with --port and another, or change boards.web.port in amends.yaml.`,
    ])
    const elsewhere = amends(['start', '--port', '0'], { cwd: folder })
    expect((await elsewhere.says(/Desk +http:\/\/127\.0\.0\.1:(\d+)/))[1]).not.toBe(String(port))
    elsewhere.child.kill('SIGTERM')
    expect((await elsewhere.ended).code).toBe(0)
  })

  it('is refused while another runs on the same database', async () => {
    const { folder } = folderWith(anywhere)
    const first = amends(['start'], { cwd: folder })
    await first.says(/Ctrl-C stops it/)
    const second = await amends(['start'], { cwd: folder }).ended
    expect(second.code).toBe(1)
    expect(second.err).toContain('another Amends is already running')
    expect(second.err).not.toMatch(/^\s+at /m)
    first.child.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)
  })
})

describe('a stop that takes too long', () => {
  const stuck = () => {
    const { folder } = folderWith(LEAST)
    const script = join(folder, 'stuck.mjs')
    const signals = pathToFileURL(join(process.cwd(), 'dist/src/cli/signals.js')).href
    writeFileSync(
      script,
      `import { endOnSignal } from ${JSON.stringify(signals)}
       endOnSignal(() => new Promise(() => {}))
       setInterval(() => {}, 1000)
       console.log('ready')`,
    )
    return startNode([script])
  }

  it('is ended after two seconds with a sentence', async () => {
    const running = stuck()
    await running.says(/ready/)
    running.child.kill('SIGTERM')
    const { code, err } = await running.ended
    expect(code).toBe(1)
    expect(err).toContain('did not stop within 2 s')
  })

  it('is ended at once by a second Ctrl-C, though not by an echo of the first', async () => {
    const running = stuck()
    await running.says(/ready/)
    const asked = performance.now()
    running.child.kill('SIGINT')
    await running.says(/Stopping/)
    // As npm does, which hands the signal on.
    const again = setInterval(() => running.child.kill('SIGINT'), 50)
    const { code, err } = await running.ended
    clearInterval(again)
    const took = performance.now() - asked
    expect(code).toBe(1)
    expect(err).not.toContain('did not stop')
    expect(took).toBeGreaterThan(450)
  })
})
