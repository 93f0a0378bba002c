import { ingestMentions } from '../../src/app/ingest-mentions.js'
import type { Assessment } from '../../src/domain/assessment.js'
import { MINUTE } from '../../src/domain/time.js'
import type { Classifier } from '../../src/ports.js'
import { ACME, author, batch, post, seen } from './posts.js'
import { startWorld } from './world.js'

type Verdict = Pick<Assessment, 'severity' | 'urgency' | 'category' | 'lang' | 'reasons'>
type Heard = {
  readonly text: string
  readonly by: string
  readonly followers: number
  readonly network: 'bluesky' | 'mastodon'
  readonly minutesAgo: number
} & Verdict

const say = (
  minutesAgo: number,
  by: string,
  followers: number,
  [severity, urgency, category, lang]: readonly [
    Verdict['severity'],
    Verdict['urgency'],
    Verdict['category'],
    string,
  ],
  text: string,
  ...reasons: string[]
): Heard => ({
  minutesAgo,
  by,
  followers,
  network: by.includes('@') ? 'mastodon' : 'bluesky',
  severity,
  urgency,
  category,
  lang,
  text,
  reasons,
})

/** What a care team finds at 08:55: made-up people about a made-up brand. */
const MORNING: readonly Heard[] = [
  say(
    4,
    'marta.bsky.social',
    2_310,
    [4, 3, 'safety', 'es'],
    'Acme Air ha perdido la silla de ruedas de mi hijo y nos ha dejado en la puerta B12 sin asistencia. Embarcan en 20 minutos y nadie contesta. ¿Alguien ahí?',
    'silla de ruedas',
    'sin asistencia',
    'nadie contesta',
  ),
  say(
    9,
    'devon.bsky.social',
    640,
    [3, 3, 'delivery', 'en'],
    'Third cancelled flight in two days, @acmeair. I am at the gate in Lisbon with a toddler, the desk is closed and your app says “something went wrong”.',
    'Third cancelled flight',
    'the desk is closed',
  ),
  say(
    11,
    'teo@mastodon.social',
    48_200,
    [3, 2, 'billing', 'en'],
    'Acme Air charged my card twice for the same seat (2 × 418 €), and after five mails support tells me to “wait for the system”. This is theft with a loyalty programme.',
    'charged my card twice',
    'after five mails',
  ),
  say(
    14,
    'lukas@norden.social',
    310,
    [3, 2, 'staff-support', 'de'],
    'Seit drei Wochen warte ich auf die Erstattung von Acme Air. Vier Anrufe, vier verschiedene Auskünfte. Ich buche nie wieder bei euch.',
    'Seit drei Wochen',
    'nie wieder',
  ),
  say(
    17,
    'claire.bsky.social',
    95,
    [2, 2, 'account-access', 'fr'],
    'Bonjour @acmeair, impossible de me connecter pour l’enregistrement en ligne, le code ne vient jamais. Mon vol est ce soir, vous pouvez aider ?',
    'impossible de me connecter',
    'vous pouvez aider',
  ),
  say(
    22,
    'ines.bsky.social',
    1_804,
    [3, 1, 'policy-price', 'pt'],
    'A Acme Air recusou o reembolso com atestado médico. Li o vosso contrato: têm de devolver. Já fiz queixa.',
    'recusou o reembolso',
    'Já fiz queixa',
  ),
  say(
    26,
    'sam.bsky.social',
    77,
    [2, 2, 'delivery', 'en'],
    'my suitcase has been “on the next flight” since tuesday. acme air, which next flight exactly?',
    'has been “on the next flight” since tuesday',
  ),
  say(
    31,
    'giulia@mastodon.social',
    540,
    [2, 1, 'product-fault', 'it'],
    'Sedile rotto, schermo spento, presa che non funziona: otto ore così con Acme Air.',
    'Sedile rotto',
    'non funziona',
  ),
  say(
    38,
    'priya.bsky.social',
    12_900,
    [2, 1, 'staff-support', 'en'],
    'Great job, Acme Air. Only ninety minutes on hold, and the line went dead right as a human picked up.',
    'ninety minutes on hold',
    'the line went dead',
  ),
  say(
    44,
    'noor.bsky.social',
    210,
    [2, 1, 'delivery', 'en'],
    'Landed four hours late with Acme Air and nobody at the gate could say a word about connections.',
    'four hours late',
  ),
  say(
    53,
    'jonas@mastodon.social',
    33,
    [2, 0, 'information', 'de'],
    'Die Acme-Air-App zeigt seit gestern das falsche Gate an. Vielleicht mal nachsehen? #acmeair',
    'das falsche Gate',
  ),
]

const LATE: Heard = say(
  0,
  'hana.bsky.social',
  1_150,
  [3, 3, 'outage', 'en'],
  'Check-in at every Acme Air counter in Terminal 2 is down, two hundred people and no announcement at all.',
  'is down',
  'no announcement',
)

const asWritten: Classifier = {
  id: 'by-hand',
  assess(text): Assessment {
    const heard = [...MORNING, LATE].find((one) => one.text === text)
    if (heard === undefined) throw new Error('a post that nobody wrote')
    const { severity, urgency, category, lang, reasons } = heard
    const rules = category === 'safety' ? ['safety.mobility'] : []
    return {
      complaint: 0.94,
      severity,
      urgency,
      category,
      lang,
      reasons,
      rules,
      wantsReply: 0.8,
      model: 'linear-2026-11',
    }
  },
}

/** A world in which a morning's complaints have come in, and a few are being worked on. */
export function busyMorning() {
  const world = startWorld({ brands: [ACME], boards: [] })
  const start = world.now() - 60 * MINUTE
  world.wait(-60 * MINUTE)
  const until = (minutesAgo: number) => world.wait(start + (60 - minutesAgo) * MINUTE - world.now())

  const hear = (heard: Heard): void => {
    const one = post(heard.text, {
      network: heard.network,
      author: author(heard.by, {
        displayName: heard.by.split(/[.@]/)[0] ?? '',
        followers: heard.followers,
        optOuts: heard.by.startsWith('claire') ? ['no-unauthenticated'] : [],
      }),
      postedAt: world.now() - MINUTE / 2,
      langs: [heard.lang],
      tagged: heard.text.includes('@acmeair') ? ['acmeair.bsky.social'] : [],
      engagement: {
        likes: heard.followers > 10_000 ? 41 : 3,
        reposts: heard.followers > 10_000 ? 12 : 0,
        replies: 2,
      },
    })
    ingestMentions(
      world.desk,
      { ...world.intake, classifier: asWritten },
      `${heard.network}:acme`,
      batch([seen(one, { via: one.tagged.length > 0 ? 'tag' : 'search' })]),
    )
  }
  for (const heard of MORNING.toSorted((a, b) => b.minutesAgo - a.minutesAgo)) {
    until(heard.minutesAgo)
    hear(heard)
  }
  until(0)
  return { ...world, hearOneMore: () => hear(LATE) }
}
