import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dueDates } from '../../classifiers/due-dates.js'

/** A Wednesday, ten in the morning in Lisbon. */
const AT = Date.UTC(2026, 10, 18, 10)
const ZONE = 'Europe/Lisbon'

const due = (lang: string, text: string, at = AT, zone = ZONE) =>
  dueDates(text, lang, at, zone).map(({ phrase, dueAt }) => [
    phrase,
    new Date(dueAt).toISOString().slice(5, 16),
  ])

describe('a promise of time', () => {
  test.each([
    ['en', "I'll write to you by Friday.", 'by Friday', '11-20T18:00'],
    ['en', 'A technician will be with you tomorrow morning.', 'tomorrow morning', '11-19T12:00'],
    ['en', "We'll have an answer in 2 hours.", 'in 2 hours', '11-18T12:00'],
    ['en', "I'm checking with Lisbon now and will write you by 6 pm", 'by 6 pm', '11-18T18:00'],
    ['en', 'You will hear from us within 24 hours.', 'within 24 hours', '11-19T10:00'],
    ['en', 'You have an answer by the end of the day.', 'by the end of the day', '11-18T18:00'],
    ['en', "We'll fix it within 24-48 hours", 'within 24-48 hours', '11-20T10:00'],
    ['en', 'Next update at 14:30.', '14:30', '11-18T14:30'],
    ['en', "I'll call you before Friday", 'before Friday', '11-19T18:00'],
    ['en', 'We will refund it within 3 working days.', 'within 3 working days', '11-23T18:00'],
    ['en', "I'll be in touch by 5 December.", 'by 5 December', '12-05T18:00'],
    ['en', 'I will let you know tonight.', 'tonight', '11-18T21:00'],
    ['es', 'Te escribo antes del viernes.', 'antes del viernes', '11-19T18:00'],
    ['es', 'Un técnico irá mañana por la mañana.', 'mañana por la mañana', '11-19T12:00'],
    ['es', 'Te llamo antes de las 18:00.', 'antes de las 18:00', '11-18T18:00'],
    ['es', 'Te cuento antes de las 6 de la tarde.', 'antes de las 6 de la tarde', '11-18T18:00'],
    ['es', 'Tendrás respuesta en las próximas 24 horas.', 'en las próximas 24 horas', '11-19T10:00'],
    ['es', 'Te aviso en media hora.', 'en media hora', '11-18T10:30'],
    ['es', 'Te contamos a más tardar el lunes.', 'lunes', '11-23T18:00'],
    ['fr', "Je vous réponds d'ici demain.", "d'ici demain", '11-19T18:00'],
    ['fr', 'Je vous écris avant 18 h.', 'avant 18 h', '11-18T18:00'],
    ['fr', 'Vous aurez une réponse sous 24 heures.', 'sous 24 heures', '11-19T10:00'],
    ['fr', 'Je vous appelle demain matin.', 'demain matin', '11-19T12:00'],
    ['fr', "Je reviens vers vous d'ici une heure.", "d'ici une heure", '11-18T11:00'],
    ['fr', 'Le technicien passe vendredi à 14h30.', 'vendredi à 14h30', '11-20T14:30'],
    ['de', 'Ich melde mich bis morgen.', 'bis morgen', '11-19T18:00'],
    ['de', 'Ich schreibe Ihnen bis Freitag.', 'bis Freitag', '11-20T18:00'],
    ['de', 'Morgen früh ist ein Techniker bei Ihnen.', 'Morgen früh', '11-19T12:00'],
    ['de', 'Ich melde mich vor 18 Uhr.', 'vor 18 Uhr', '11-18T18:00'],
    ['de', 'Sie hören innerhalb von 24 Stunden von uns.', 'innerhalb von 24 Stunden', '11-19T10:00'],
    ['de', 'In einer halben Stunde rufe ich an.', 'In einer halben Stunde', '11-18T10:30'],
    ['de', 'Der Techniker kommt am Freitagnachmittag.', 'Freitagnachmittag', '11-20T18:00'],
    ['de', 'Sie bekommen bis zum 5. Dezember Bescheid.', 'bis zum 5. Dezember', '12-05T18:00'],
    ['pt', 'Escrevo até amanhã.', 'até amanhã', '11-19T18:00'],
    ['pt', 'Vou responder até sexta-feira.', 'até sexta-feira', '11-20T18:00'],
    ['pt', 'Ligamos antes das 18h.', 'antes das 18h', '11-18T18:00'],
    ['pt', 'Terá resposta em até 24 horas.', 'em até 24 horas', '11-19T10:00'],
    ['pt', 'Vou ligar hoje à tarde.', 'hoje à tarde', '11-18T18:00'],
    ['it', 'Ti scrivo entro domani.', 'entro domani', '11-19T18:00'],
    ['it', 'Ti aggiorno entro le 18.', 'entro le 18', '11-18T18:00'],
    ['it', 'Ti chiamo tra 2 ore.', 'tra 2 ore', '11-18T12:00'],
    ['it', 'Domani mattina passa un tecnico.', 'Domani mattina', '11-19T12:00'],
    ['it', 'Avrai una risposta entro venerdì.', 'entro venerdì', '11-20T18:00'],
    ['it', "Ti richiamo tra mezz'ora.", "tra mezz'ora", '11-18T10:30'],
    ['nl', 'Je hoort van ons morgen vóór 12 uur.', 'morgen vóór 12 uur', '11-19T12:00'],
    ['nl', 'Ik laat het je weten voor vrijdag.', 'voor vrijdag', '11-19T18:00'],
    ['nl', 'Je krijgt binnen 24 uur antwoord.', 'binnen 24 uur', '11-19T10:00'],
    ['nl', 'Morgenochtend komt er een monteur.', 'Morgenochtend', '11-19T12:00'],
    ['nl', 'Ik bel je vanavond.', 'vanavond', '11-18T21:00'],
    ['ja', '明日までにご連絡します。', '明日までに', '11-19T18:00'],
    ['ja', '2時間以内にご連絡します。', '2時間以内', '11-18T12:00'],
    ['ja', '18時までにこちらでご報告します。', '18時までに', '11-18T18:00'],
    ['ja', '本日中に対応いたします。', '本日中', '11-18T18:00'],
    ['ja', '12月5日までにお届けします。', '12月5日までに', '12-05T18:00'],
    ['ja', '明日の午前中に担当者が伺います。', '明日の午前中', '11-19T12:00'],
    ['ja', '金曜日の15時にお電話いたします。', '金曜日の15時', '11-20T15:00'],
  ])('%s: %s', (lang, text, phrase, moment) => {
    expect(due(lang, text)).toEqual([[phrase, moment]])
  })

  test.each([
    ['en', 'I am sorry your parcel did not come on Friday.'],
    ['en', 'Sorry about your flight this afternoon.'],
    ['en', 'Can you be at home tomorrow morning?'],
    ['en', 'You have waited for 3 days.'],
    ['en', 'We promised you an answer by Monday and missed it.'],
    ['en', 'You wrote to us 2 hours ago.'],
    ['en', 'Thank you for being so clear.'],
    ['es', 'Siento que tu paquete no llegara el viernes.'],
    ['es', '¿Puedes estar en casa mañana?'],
    ['fr', "Désolée, votre colis n'est pas arrivé vendredi."],
    ['fr', 'Pouvez-vous être là demain ?'],
    ['de', 'Es tut mir leid, dass Ihr Paket am Freitag nicht kam.'],
    ['de', 'Sind Sie morgen zu Hause?'],
    ['de', 'Sie warten seit 3 Tagen.'],
    ['pt', 'Lamento que a encomenda não tenha chegado na sexta.'],
    ['pt', 'Pode estar em casa amanhã?'],
    ['it', 'Mi dispiace che il pacco non sia arrivato venerdì.'],
    ['it', 'Sei a casa domani?'],
    ['nl', 'Sorry dat je pakket vrijdag niet kwam.'],
    ['nl', 'Ben je morgen thuis?'],
    ['ja', '金曜日に届きませんでした。'],
    ['ja', '明日ご在宅ですか。'],
    ['xx', 'by Friday'],
    ['en', ''],
  ])('is not in: (%s) %s', (lang, text) => {
    expect(due(lang, text)).toEqual([])
  })

  test('said twice of one moment is one promise, by its longest part', () => {
    const text = 'Lo compruebo hoy mismo y te escribo antes de las 18:00.'
    expect(due('es', text)).toEqual([['antes de las 18:00', '11-18T18:00']])
  })

  test('is found more than once', () => {
    expect(due('en', "I'll call the depot by 3 pm, and you'll have your bag by Friday.")).toEqual([
      ['by 3 pm', '11-18T15:00'],
      ['by Friday', '11-20T18:00'],
    ])
  })

  test('made after hours for today is due when the day ends', () => {
    expect(due('en', "I'll write today.", Date.UTC(2026, 10, 18, 20))).toEqual([['today', '11-18T23:59']])
  })

  test('for an hour that has passed means tomorrow', () => {
    expect(due('de', 'Ich melde mich bis 9 Uhr.')).toEqual([['bis 9 Uhr', '11-19T09:00']])
  })

  test('means the Friday of the zone it was made in', () => {
    const late = Date.UTC(2026, 10, 19, 22)
    expect(due('en', "I'll write by Friday.", late, 'Asia/Tokyo')).toEqual([['by Friday', '11-27T09:00']])
    expect(due('en', "I'll write by Friday.", late, 'America/New_York')).toEqual([
      ['by Friday', '11-20T23:00'],
    ])
  })

  test('keeps its hour over a change of clocks', () => {
    const saturday = Date.UTC(2026, 9, 24, 10)
    expect(due('de', 'Ich melde mich bis Montag um 9 Uhr.', saturday, 'Europe/Berlin')).toEqual([
      ['bis Montag um 9 Uhr', '10-26T08:00'],
    ])
  })
})

const PROMISES: readonly (readonly [string, string])[] = [
  [
    'en',
    "I'll write by Friday, tomorrow morning, today, by 6 pm, at 2:30, by the end of the week, next week, in 3 days, by 5 December.",
  ],
  ['es', 'Te escribo hoy, mañana, el viernes, antes de las 6, en 2 horas, el 5 de marzo.'],
  ['fr', "Je vous écris aujourd'hui, demain matin, avant 2h30, d'ici lundi, sous 3 jours, le 29 février."],
  ['de', 'Ich melde mich heute, morgen früh, bis 2 Uhr, bis Sonntag, in 2 Tagen, am Wochenende.'],
  ['nl', 'Ik laat het weten vandaag, vanavond, voor 3 uur, uiterlijk zondag, binnen 2 werkdagen.'],
  ['ja', '本日中に、明日までに、2時までに、日曜日までに、3営業日以内にご連絡します。'],
]

test('no promise is due before it was made, whatever the moment and the zone', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'America/Sao_Paulo',
  ]
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 11, 31) }),
      fc.constantFrom(...zones),
      fc.constantFrom(...PROMISES),
      (at, zone, [lang, text]) => {
        for (const { dueAt, phrase } of dueDates(text, lang, at, zone)) {
          expect(dueAt).toBeGreaterThanOrEqual(at)
          expect(Number.isFinite(dueAt)).toBe(true)
          expect(text).toContain(phrase)
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('any text is read, and phrases stand in it word for word', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom(
            'by',
            'Friday',
            'bis',
            'morgen',
            'até',
            '18h',
            '明日',
            'までに',
            '2',
            'hours',
            '５日',
            'ﬁn',
            'İ',
            '👩‍👩‍👧',
          ),
        ),
      ),
      fc.constantFrom('en', 'es', 'fr', 'de', 'pt', 'it', 'nl', 'ja'),
      (parts, lang) => {
        const text = parts.join(' ')
        for (const { phrase } of dueDates(text, lang, AT, ZONE)) expect(text).toContain(phrase)
      },
    ),
    { numRuns: 300 },
  )
})
