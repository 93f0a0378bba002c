import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import { PULSE_PAGES } from '../../src/texts/pulse-page/index.js'
import { askRaw, wordsOf } from '../support/desk-visitor.js'
import { openPulseDesk, type PulseDesk } from '../support/pulse-desk.js'
import { quiet } from '../support/world.js'

let folder: string
let desk: PulseDesk
const path = () => join(folder, 'amends.db')

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'amends-pulse-'))
  desk = await openPulseDesk({ path: path() })
})
afterEach(async () => {
  await desk.close()
  rmSync(folder, { recursive: true })
})

/** What the database holds, seen from outside. */
function rows(sql: string): unknown[] {
  const db = new Database(path(), { readonly: true })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}
const grades = () => rows('select case_id, grade from pulse_answers order by case_id')

describe('a customer with a link', () => {
  test('reads one question with five answers in words, and nothing of their case', async () => {
    const link = desk.world.ask(desk.world.answered())
    const response = await desk.stranger().ask(link)
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(wordsOf(page)).toContain('Acme Air would like to know')
    expect(wordsOf(page)).toContain('How far do you trust us to put this right?')
    for (const words of ['Not at all', 'A little', 'Partly', 'Mostly', 'Completely'])
      expect(wordsOf(page)).toContain(words)
    expect(page.match(/type="radio"/g)).toHaveLength(5)
    expect(page).not.toMatch(/customer1|bag|Dana|#1\b|bluesky|<script|Amends/i)
  })

  test('answers once: the first stands, and the second is told so', async () => {
    const link = desk.world.ask(desk.world.answered())
    const first = await desk.answer(link, '4')
    expect(first.status).toBe(200)
    expect(wordsOf(await first.text())).toContain('Your answer has arrived')
    const second = await desk.answer(link, '1')
    expect(second.status).toBe(409)
    expect(wordsOf(await second.text())).toContain('We have your answer already')
    expect(grades()).toEqual([{ case_id: 1, grade: 4 }])
  })

  test('answers once, also when two windows are sent at the same moment', async () => {
    const link = desk.world.ask(desk.world.answered())
    const sent = await Promise.all(['5', '2', '3', '1'].map((grade) => desk.answer(link, grade)))
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    expect(grades()).toHaveLength(1)
    expect(desk.world.story(1).filter((line) => line.startsWith('pulse-answered'))).toHaveLength(1)
  })

  test('is heard after a restart between asking and answering, and between answering twice', async () => {
    const link = desk.world.ask(desk.world.answered())
    await desk.close()
    desk = await openPulseDesk({ path: path() })
    expect((await desk.answer(link, '3')).status).toBe(200)
    await desk.close()
    desk = await openPulseDesk({ path: path() })
    expect((await desk.answer(link, '5')).status).toBe(409)
    expect(grades()).toEqual([{ case_id: 1, grade: 3 }])
  })

  test('is asked again for a choice where none came, in their language', async () => {
    const link = desk.world.ask(desk.world.answered('es'))
    for (const grade of ['', '0', '6', '4.5', '-1', 'five']) {
      const again = await desk.answer(link, grade)
      expect(again.status, grade).toBe(422)
      expect(wordsOf(await again.text())).toContain('Elige una de las cinco respuestas')
    }
    expect((await desk.answer(link, '5')).status).toBe(200)
  })

  test.each([
    ['es', '¿Hasta qué punto confías en que lo solucionemos?', 'Del todo'],
    ['ja', '今回の件を私どもがきちんと解決すると、どのくらい信頼していただけますか。', '全面的に信頼できる'],
  ])('who wrote in %s is asked, thanked and told in it', async (lang, question, completely) => {
    const link = desk.world.ask(desk.world.answered(lang))
    const page = await desk.stranger().text(link)
    expect(page).toContain(`<html lang="${lang}">`)
    expect(wordsOf(page)).toContain(question)
    expect(wordsOf(page)).toContain(completely)
    const words = PULSE_PAGES[lang as 'es' | 'ja']
    expect(wordsOf(await (await desk.answer(link, '5')).text())).toContain(words.thanks.help)
    expect(wordsOf(await (await desk.answer(link, '5')).text())).toContain(words.already.title)
  })

  test('who wrote in a language without a page reads English', async () => {
    expect(await desk.stranger().text(desk.world.ask(desk.world.answered('fi')))).toContain(
      '<html lang="en">',
    )
  })

  test('is not stopped by a full stop that their messenger took for a part of the link', async () => {
    const link = desk.world.ask(desk.world.answered())
    for (const tail of ['.', ')', '%3E', '?utm_source=x'])
      expect((await desk.stranger().ask(`${link}${tail}`)).status, tail).toBe(200)
    expect((await desk.answer(`${link}.`, '5')).status).toBe(200)
  })
})

describe('what opens links', () => {
  test('to preview them uses nothing up', async () => {
    const link = desk.world.ask(desk.world.answered())
    const unfurler = desk.stranger()
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD']) {
      const response = await unfurler.ask(link, { method })
      expect(response.status).toBe(200)
      if (method === 'HEAD') expect(await response.text()).toBe('')
    }
    expect((await desk.answer(link, '2')).status).toBe(200)
  })

  test('is told to keep nothing, to list nothing and to tell nobody where it was', async () => {
    const link = desk.world.ask(desk.world.answered())
    const pages = [
      await desk.stranger().ask(link),
      await desk.answer(link, '2'),
      await desk.answer(link, '3'),
      await desk.stranger().ask(link),
      await desk.stranger().ask('/pulse/unknown'),
    ]
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 409, 410, 410])
    for (const { headers } of pages) {
      expect(headers.getSetCookie()).toEqual([])
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-robots-tag')).toBe('noindex, nofollow')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('content-security-policy')).not.toContain('script-src')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  test('learns nothing from a link that leads nowhere: unknown, over, answered and replaced look the same', async () => {
    const { world } = desk
    const over = world.ask(world.answered())
    world.wait(14 * DAY)
    const [used, replaced] = [world.ask(world.answered()), world.ask(world.answered())]
    await desk.answer(used, '4')
    world.ask(3)
    const unknown = `/pulse/${'a'.repeat(43)}`
    const pages = new Set<string>()
    for (const link of [over, used, replaced, unknown, '/pulse/', '/pulse', '/pulse/x/y', '/pulse/%00'])
      for (const language of ['de-AT,de;q=0.9,en;q=0.5']) {
        const response = await desk.stranger().ask(link, { headers: { 'accept-language': language } })
        expect(response.status, link).toBe(410)
        pages.add(await response.text())
      }
    expect(pages.size).toBe(1)
    expect(wordsOf([...pages][0] ?? '')).toContain('Dieser Link lässt sich nicht verwenden')
    expect([...pages][0]).not.toContain('Acme')
  })
})

describe('a link', () => {
  test('is stored as a hash alone', async () => {
    const link = desk.world.ask(desk.world.answered())
    const token = link.replace('/pulse/', '')
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const tables = rows("select name from sqlite_master where type = 'table'") as { name: string }[]
    const everything = tables.map(({ name }) => JSON.stringify(rows(`select * from "${name}"`))).join()
    expect(everything).not.toContain(token)
    expect(everything).toMatch(/"token_hash":"[0-9a-f]{64}"/)
  })

  test('can be answered until its time is over, and not a moment longer', async () => {
    const link = desk.world.ask(desk.world.answered())
    desk.world.wait(14 * DAY - 1)
    expect((await desk.stranger().ask(link)).status).toBe(200)
    desk.world.wait(1)
    expect((await desk.stranger().ask(link)).status).toBe(410)
    expect((await desk.answer(link, '5')).status).toBe(410)
    expect(grades()).toEqual([])
  })

  test('is void once another was made', async () => {
    const id = desk.world.answered()
    const [first, second] = [desk.world.ask(id), desk.world.ask(id)]
    expect((await desk.answer(first, '1')).status).toBe(410)
    expect((await desk.answer(second, '5')).status).toBe(200)
  })
})

describe('an answer', () => {
  test('is kept without a person, an address, a browser, or the minute in which it came', async () => {
    const link = desk.world.ask(desk.world.answered())
    desk.world.wait(3 * HOUR + 17 * MINUTE)
    await desk.answer(link, '4', { 'user-agent': 'Netscape/4', 'x-forwarded-for': '203.0.113.9' })
    expect(rows('select * from pulse_answers')).toEqual([
      { case_id: 1, grade: 4, answered_at: Date.UTC(2026, 0, 5, 12) },
    ])
    const line = rows("select * from history where type = 'pulse-answered'")
    expect(line).toMatchObject([
      { at: Date.UTC(2026, 0, 5, 12), actor: 'customer', actor_id: null, event: '{"type":"pulse-answered"}' },
    ])
    const all = ['history', 'audit', 'pulses', 'pulse_contacts', 'notices']
    expect(JSON.stringify(all.map((name) => rows(`select * from ${name}`)))).not.toMatch(
      /203\.0\.113|Netscape/,
    )
  })

  test('shows on the case as answered, without what was answered', async () => {
    const id = desk.world.answered()
    const link = desk.world.ask(id)
    const ana = await desk.signIn('Ana', 'admin')
    expect(wordsOf(await ana.text(`/cases/${id}`))).toContain('not answered yet')
    await desk.answer(link, '1')
    const page = wordsOf(await ana.text(`/cases/${id}`))
    expect(page).toContain('Trust question: answered')
    expect(page).toContain('answered how far they trust us')
    expect(page).not.toContain('Not at all')
    expect(page).not.toMatch(/1 of 5|grade/)
  })
})

describe('whoever guesses', () => {
  test('is stopped after ten, for ten minutes, in words; others are not', async () => {
    const { world } = desk
    const link = world.ask(world.answered())
    const at = (address: string) => ({ 'x-forwarded-for': address, 'accept-language': 'fr' })
    for (let i = 0; i < 10; i++) {
      const method = i % 2 === 0 ? 'GET' : 'POST'
      const response = await desk.stranger().ask(`/pulse/guess-${i}`, {
        method,
        headers: { ...at('203.0.113.9'), 'content-type': 'application/x-www-form-urlencoded' },
        ...(method === 'POST' ? { body: 'grade=5' } : {}),
      })
      expect(response.status).toBe(410)
    }
    const stopped = await desk.stranger().ask(link, { headers: at('203.0.113.9') })
    expect(stopped.status).toBe(429)
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(500)
    expect(wordsOf(await stopped.text())).toContain('Un instant')
    expect((await desk.stranger().ask(link, { headers: at('203.0.113.10') })).status).toBe(200)
    world.wait(10 * MINUTE)
    expect((await desk.stranger().ask(link, { headers: at('203.0.113.9') })).status).toBe(200)
  })

  test('does not close the way in for the team', async () => {
    for (let i = 0; i < 12; i++) await desk.stranger().ask(`/pulse/guess-${i}`)
    const ana = await desk.signIn('Ana')
    expect((await ana.ask('/')).status).toBe(200)
  })

  test('from everywhere at once is slowed down over all', async () => {
    const link = desk.world.ask(desk.world.answered())
    const visit = async () => (await desk.stranger().ask(link, { method: 'HEAD' })).status
    for (let i = 0; i < 12; i++) await Promise.all(Array.from({ length: 50 }, visit))
    expect(await visit()).toBe(429)
    desk.world.wait(MINUTE)
    expect(await visit()).toBe(200)
  }, 60_000)
})

describe('the page', () => {
  test('takes no more than a small form, and says so in the page of customers', async () => {
    const link = desk.world.ask(desk.world.answered())
    const headers = { host: new URL(desk.url).host }
    const big = await askRaw(desk.url, link, { headers, form: { grade: '5', rest: 'x'.repeat(2_000) } })
    expect(big.status).toBe(413)
    expect(wordsOf(big.text)).toContain('Nothing was stored')
    expect(big.text).not.toContain('Amends')
    expect(grades()).toEqual([])
  })

  test('that fails logs neither who asked nor for what', async () => {
    const logged: string[] = []
    const write = (fields: object, message: string) => void logged.push(JSON.stringify([fields, message]))
    await desk.close()
    desk = await openPulseDesk({ path: path(), log: { ...quiet, info: write, warn: write, error: write } })
    const link = desk.world.ask(desk.world.answered())
    desk.world.desk.store.close()
    const broken = await desk.answer(link, '5', { 'x-forwarded-for': '203.0.113.9' })
    expect(broken.status).toBe(500)
    expect(wordsOf(await broken.text())).toContain('Nothing was stored')
    expect(logged).toHaveLength(1)
    expect(logged.join()).not.toContain('203.0.113.9')
    expect(logged.join()).not.toContain(link.slice('/pulse/'.length))
  })

  test('is not there where no brand asks: strangers learn nothing', async () => {
    await desk.close()
    desk = await openPulseDesk({ path: path(), pulse: null })
    const response = await desk.stranger().ask('/pulse/anything')
    expect(response.status).toBe(401)
    expect(wordsOf(await response.text())).toContain('one-time sign-in link')
  })
})
