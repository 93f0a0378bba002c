import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { answerPulse, openPulse } from '../app/answer-pulse.js'
import { gradeOf, PULSE_LANGUAGES, PULSE_PATH } from '../domain/pulse.js'
import { MINUTE } from '../domain/time.js'
import { PULSE_PAGES } from '../texts/pulse-page/index.js'
import type { PulsePageTexts } from '../texts/pulse-page-texts.js'
import { countAttempts } from './attempts.js'
import type { Asked, Rooms, WebContext, WebEnv } from './context.js'
import { addressOf } from './host.js'
import { Question, Said } from './pulse-page.js'
import { readFields } from './session.js'

/** One answer of one digit. */
const LONGEST_FORM = 1_024
/** Of all addresses together, and in so long: far more than customers, and no burden to the desk. */
const IN_ALL = 600
const ALL = 'all'

/**
 * The page on which a customer answers the trust question. It knows nobody: no session, no cookie, no script. Whoever
 * has the token may answer, so a form of another page gains nothing by sending ours. Opening it uses nothing up.
 */
export function pulseRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { desk, log } = rooms
  if (!anybodyAsks(rooms)) return app

  const guesses = countAttempts()
  const visits = countAttempts({ allowed: IN_ALL, within: MINUTE })
  const page = `${PULSE_PATH}*`

  app.use(page, bodyLimit({ maxSize: LONGEST_FORM, onError: tooLarge }), async (c, next) => {
    const now = desk.clock()
    const wait = Math.max(visits.wait(ALL, now), guesses.wait(addressOf(c), now))
    if (wait === 0) {
      // Here each visit counts, well or ill.
      visits.note(ALL, now)
      return next()
    }
    c.header('Retry-After', String(Math.ceil(wait / 1000)))
    const words = wordsFor(c)
    return c.html(<Said words={words} said={words.wait} />, 429)
  })

  app.get(page, (c) => {
    const token = tokenOf(c)
    const open = openPulse(desk, token)
    if (open === null) return gone(c)
    return c.html(<Question words={PULSE_PAGES[open.lang]} open={open} token={token} unanswered={false} />)
  })

  app.post(page, async (c) => {
    const token = tokenOf(c)
    const grade = gradeOf((await readFields(c))['grade'])
    if (grade === null) {
      const open = openPulse(desk, token)
      if (open === null) return gone(c)
      return c.html(<Question words={PULSE_PAGES[open.lang]} open={open} token={token} unanswered />, 422)
    }
    const answer = answerPulse(desk, token, grade)
    if (answer.result === 'gone') return gone(c)
    const words = PULSE_PAGES[answer.lang]
    return answer.result === 'stored'
      ? c.html(<Said words={words} said={words.thanks} />)
      : c.html(<Said words={words} said={words.already} />, 409)
  })

  app.onError((error, c) => {
    const status = error instanceof HTTPException ? error.status : 500
    // Neither the address that asked nor the one that was asked for.
    if (status >= 500) log.error({ err: error }, 'the page of the trust question failed')
    const words = wordsFor(c)
    return c.html(<Said words={words} said={words.broke} />, status)
  })

  /** One page for all links that lead nowhere, in the reader's language: their own tells nothing of a case. */
  function gone(c: WebContext) {
    guesses.note(addressOf(c), desk.clock())
    const words = wordsFor(c)
    return c.html(<Said words={words} said={words.gone} />, 410)
  }

  return app
}

/** On top of what holds for the desk: nothing learns from where somebody came, and nothing is shown but ours. */
export const forCustomers = (rooms: Rooms) => {
  const asks = anybodyAsks(rooms)
  return createMiddleware<WebEnv>(async (c, next) => {
    await next()
    if (!asks || !c.req.path.startsWith(PULSE_PATH)) return
    c.res.headers.set('Referrer-Policy', 'no-referrer')
    c.res.headers.set('X-Robots-Tag', 'noindex, nofollow')
    c.res.headers.set('Vary', 'Accept-Language')
    c.res.headers.set(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
  })
}

/** Where no brand does, there is no such page. */
const anybodyAsks = ({ brands, desk }: Rooms): boolean =>
  brands.some((brand) => desk.policy.of(brand).pulse !== null)

/** Programs that turn addresses into links take the full stop behind one along. */
const tokenOf = (c: Asked): string => /^[\w-]*/.exec(c.req.path.slice(PULSE_PATH.length))?.[0] ?? ''

/** The first language that the browser names and we speak. */
function wordsFor(c: Asked): PulsePageTexts {
  const wanted = (c.req.header('accept-language') ?? '')
    .slice(0, 200)
    .split(',')
    .map((one) => one.trim().slice(0, 2).toLowerCase())
  const lang = wanted.flatMap((one) => PULSE_LANGUAGES.filter((known) => known === one))[0]
  return PULSE_PAGES[lang ?? 'en']
}

function tooLarge(): never {
  throw new HTTPException(413, { message: 'too large' })
}
