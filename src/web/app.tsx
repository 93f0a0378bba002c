import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { askPulseRoutes } from './ask-pulse.js'
import { serveAssets } from './asset.js'
import { auditRoutes } from './audit.js'
import { caseRoutes } from './cases.js'
import type { Rooms, SignedIn, WebContext, WebEnv } from './context.js'
import { coverageRoutes } from './coverage-page.js'
import { digestRoutes } from './digest.js'
import { figuresRoutes } from './figures-page.js'
import { isOurOrigin, knownHost } from './host.js'
import { Page, Plain } from './layout.js'
import { meRoutes } from './me.js'
import { missedRoutes } from './missed.js'
import { openRoutes } from './open-by-hand.js'
import { forCustomers, pulseRoutes } from './pulse.js'
import { replyRoutes } from './replies.js'
import { replyDeedRoutes } from './reply-deeds.js'
import { reportRoutes } from './reports.js'
import { recognise } from './session.js'
import { sessionRoutes } from './sessions.js'
import { settingsRoutes } from './settings-page.js'
import { signInRoutes } from './sign-in.js'
import { signInElsewhereRoutes } from './sign-in-elsewhere.js'
import { stranger } from './stranger.js'
import { teamRoutes } from './team.js'

const KIB = 1024
const LONGEST_FORM = 32 * KIB

/** All of the desk as one request handler. */
export function deskApp(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()

  app.use(pictures, forCustomers(rooms), strictHeaders, privately, knownHost(rooms))
  app.get('/healthz', (c) => {
    const { ok, lastPostAt, parts } = rooms.health()
    const shown = parts.map(({ name, ok, lastSuccessAt }) => ({ name, ok, lastSuccessAt }))
    return c.json({ ok, lastPostAt, parts: shown }, ok ? 200 : 503)
  })
  app.get('/assets/:name', serveAssets(rooms.assets))
  // Customers have no session, and their browsers send forms of a page without referrer with `Origin: null`.
  app.route('/', pulseRoutes(rooms))

  app.use(bodyLimit({ maxSize: LONGEST_FORM, onError: () => refuse(413) }))
  // Over TLS that ends before us, the origin says https where we see http: the host must be the same.
  app.use(csrf({ origin: isOurOrigin }), recognise(rooms))
  app.get('/events', (c) => events(rooms, c))
  app.route('/', signInRoutes(rooms))
  app.route('/', signInElsewhereRoutes(rooms))
  // Before the cases: `reply` and `ask-pulse` lead to pages of their own, and are none of their verbs.
  app.route('/', replyRoutes(rooms))
  app.route('/', replyDeedRoutes(rooms))
  app.route('/', askPulseRoutes(rooms))
  app.route('/', caseRoutes(rooms))
  app.route('/', teamRoutes(rooms))
  app.route('/', meRoutes(rooms))
  app.route('/', sessionRoutes(rooms))
  app.route('/', openRoutes(rooms))
  app.route('/', auditRoutes(rooms))
  app.route('/', reportRoutes(rooms))
  app.route('/', missedRoutes(rooms))
  app.route('/', digestRoutes(rooms))
  app.route('/', figuresRoutes(rooms))
  app.route('/', coverageRoutes(rooms))
  app.route('/', settingsRoutes(rooms))

  // Whoever is not signed in cannot even learn which pages there are.
  app.notFound((c) =>
    c.get('session') ? c.html(faultPage(rooms, c.get('session'), 404), 404) : c.html(stranger(rooms, c), 401),
  )
  app.onError((error, c) => {
    const status = error instanceof HTTPException ? error.status : 500
    if (status >= 500) rooms.log.error({ err: error, method: c.req.method }, 'a page of the desk failed')
    else rooms.log.warn({ status, why: error.message, method: c.req.method }, 'the desk refused a request')
    return c.html(faultPage(rooms, c.get('session') ?? null, status), status)
  })
  return app
}

function events(rooms: Rooms, c: WebContext): Response {
  const session = c.get('session')
  if (session === null) return c.body(null, 401)
  const { store, clock } = rooms.desk
  const still = () => {
    const stored = store.desk.session(session.tokenHash, clock())
    return stored !== null && rooms.standings.holds(stored)
  }
  return rooms.live.open(c, session.sessionId, still) ?? c.body(null, 429)
}

const strictHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  // Not `no-referrer`: browsers would then send forms with `Origin: null`, and we could not tell ours from others.
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  // Whoever puts TLS before the desk decides on this.
  strictTransportSecurity: false,
})

/** A picture opened by itself may style itself, and nothing else. */
const pictures = createMiddleware<WebEnv>(async (c, next) => {
  await next()
  if (c.res.headers.get('Content-Type')?.startsWith('image/svg+xml') && c.req.path.startsWith('/reports/'))
    c.res.headers.set(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    )
})

/** Nothing of the desk stays in a cache, unless a route says otherwise. */
const privately = createMiddleware<WebEnv>(async (c, next) => {
  await next()
  if (!c.res.headers.has('Cache-Control') || c.res.headers.get('Content-Type')?.startsWith('text/html'))
    c.res.headers.set('Cache-Control', 'no-store')
})

function refuse(status: 413): never {
  throw new HTTPException(status, { message: 'too large' })
}

/** Says what went wrong in words; never how the inside looks. */
function faultPage(rooms: Rooms, me: SignedIn | null, status: number) {
  const { fault } = rooms.texts.desk
  const known = Object.entries(fault).find(([code]) => code === String(status))?.[1]
  const { title, help } = known ?? fault[status >= 500 ? '500' : '400']
  return (
    <Page texts={rooms.texts} title={title} me={me} demo={rooms.demo}>
      <Plain title={title} help={help}>
        <p>
          <a href="/">{rooms.texts.desk.case.back}</a>
        </p>
      </Plain>
    </Page>
  )
}
