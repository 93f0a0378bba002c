import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { aboutBrands, aboutDatabase, aboutWeb, within } from '../../src/cli/findings.js'
import { renderReport } from '../../src/cli/report.js'

const brand = {
  name: 'Acme Air',
  terms: ['acme air'],
  exclude: [],
  accounts: ['acme.bsky.social'],
  alert: { severity: 2, complaint: 0.5 },
}

describe('what amends check finds', () => {
  it('about a server that never answers, within its time', async () => {
    const part = await within('Bluesky', () => new Promise(() => {}), 30)
    expect(part.findings).toMatchObject([{ ok: false, mend: 'try again; check the address and the network' }])
  })

  it('about a check that throws: a sentence, no stack', async () => {
    const part = await within('Bluesky', () => Promise.reject(new Error('the roof is on fire')))
    expect(part.findings).toMatchObject([{ ok: false, detail: 'the roof is on fire' }])
  })

  it('about a term that matches much that is somebody else', () => {
    const { findings } = aboutBrands([{ ...brand, terms: ['acme air', 'aa'] }])
    expect(findings).toMatchObject([{ ok: true, detail: expect.stringContaining('not you: aa') }])
  })

  it('about a database that would lie in a file, or is a folder', () => {
    expect(aboutDatabase(`${process.cwd()}/package.json/var/amends.db`, '3.0.0').findings).toMatchObject([
      { ok: false, detail: 'package.json is a file' },
    ])
    expect(aboutDatabase(`${process.cwd()}/src`, '3.0.0').findings).toMatchObject([
      { ok: false, detail: 'src is a folder' },
    ])
    expect(aboutDatabase(':memory:', '3.0.0').findings).toMatchObject([
      { ok: true, detail: 'keeps nothing (SQLite 3.0.0)' },
    ])
  })

  it('about a port: free, taken by another, or ours already', async () => {
    const [ours, another] = await Promise.all([serving('{"ok":true}'), serving('hello')])
    const told = async (port: number, inUse: boolean | null = false) =>
      (await aboutWeb({ host: '127.0.0.1', port }, inUse)).findings[0]
    expect(await told(ours.port, true)).toMatchObject({ ok: true, detail: 'Amends is running there' })
    // A database in memory says nothing.
    expect(await told(ours.port, null)).toMatchObject({ ok: true, detail: 'Amends is running there' })
    expect(await told(ours.port)).toMatchObject({
      ok: false,
      detail: 'another Amends listens there, on another database',
    })
    expect(await told(another.port)).toMatchObject({ ok: false, detail: 'another program listens there' })
    await Promise.all([ours.close(), another.close()])
    expect(await told(ours.port)).toMatchObject({ ok: true, detail: 'free' })
  })
})

describe('the report', () => {
  const parts = [
    {
      title: 'Discord',
      findings: [{ what: 'token', ok: false, detail: 'refused\u001b[2J\nby it', mend: 'reset it' }],
    },
  ]

  it('puts the mend beneath what is wrong, and lets no server move the cursor', () => {
    expect(renderReport(parts, { colour: false, offline: false })).toMatch(
      /Discord\n {2}✗ token: refused \[2J by it\n {4}→ reset it\n\nOne thing to fix: follow the arrows\.\n$/,
    )
  })

  it('is coloured for people at a terminal', () => {
    expect(renderReport(parts, { colour: true, offline: false })).toContain('\u001b[')
  })
})

async function serving(body: string): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((_, response) => response.end(body)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
