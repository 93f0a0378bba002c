import { html } from 'hono/html'
import type { Child, PropsWithChildren } from 'hono/jsx'
import { ROLES } from '../domain/people.js'
import type { DeskTexts } from '../texts/desk-texts.js'
import type { Texts } from '../texts/texts.js'
import type { SignedIn } from './context.js'
import { tameLine } from './foreign-text.js'

type PageProps = PropsWithChildren<{
  readonly texts: Texts
  readonly title: string
  readonly me: SignedIn | null
  readonly demo: boolean
  /** Which entry of the menu this page belongs to. */
  readonly here?: keyof DeskTexts['menu'] | undefined
  /** Follows changes while it is open. */
  readonly live?: boolean
  readonly notices?: Child
}>

/** The frame of every page. What changes while it is open is inside `main`. */
export function Page(props: PageProps) {
  const { texts, me } = props
  const words = texts.desk
  return html`<!doctype html>${(
    <html lang={texts.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${props.title} · Amends`}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        {['base', 'frame', 'list', 'case', 'talk', 'reply', 'audit', 'report', 'missed'].map((sheet) => (
          <link rel="stylesheet" href={`/assets/${sheet}.css`} />
        ))}
        <script type="module" src="/assets/desk.js" />
      </head>
      <body data-live={props.live && me ? 'yes' : undefined}>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        <header class="top">
          <a class="brand" href="/">
            <img src="/assets/icon.svg" alt="" width="22" height="22" />
            Amends
          </a>
          {me !== null && (
            <>
              <Menu here={props.here} texts={texts} me={me} />
              {props.live && <LiveMark words={words} />}
              <form class="who" method="post" action="/sign-out">
                <input type="hidden" name="form" value={me.formToken} />
                <bdi class="who-name">{tameLine(me.person.name)}</bdi>
                <button class="plain" type="submit">
                  {words.menu.signOut}
                </button>
              </form>
            </>
          )}
        </header>
        {props.live && me !== null && (
          <noscript>
            <p class="banner">{words.noScript}</p>
          </noscript>
        )}
        {props.demo && <p class="banner">{words.demo}</p>}
        <div id="notices" class="notices" role="status" data-failed={words.pressFailed}>
          {props.notices}
        </div>
        <div id="announcer" class="unseen" aria-live="polite" />
        <main id="main" tabindex={-1}>
          {props.children}
        </main>
      </body>
    </html>
  )}`
}

const PAGES = [
  { name: 'reports', least: 'manager' },
  { name: 'coverage', least: 'rep' },
  { name: 'audit', least: 'manager' },
  { name: 'settings', least: 'admin' },
  { name: 'team', least: 'rep' },
  { name: 'me', least: 'rep' },
] as const

function Menu({ here, texts, me }: { here: PageProps['here']; texts: Texts; me: SignedIn }) {
  const { menu } = texts.desk
  return (
    <nav class="menu" aria-label="Amends">
      <a href="/" aria-current={here === 'cases' ? 'page' : undefined}>
        {menu.cases}
      </a>
      {PAGES.filter(({ least }) => ROLES.indexOf(me.role) >= ROLES.indexOf(least)).map(({ name }) => (
        <a href={`/${name}`} aria-current={here === name ? 'page' : undefined}>
          {menu[name]}
        </a>
      ))}
    </nav>
  )
}

/** Says whether the page follows what happens. Without the script it never claims to. */
function LiveMark({ words }: { words: DeskTexts }) {
  return (
    <p
      class="live"
      id="live"
      hidden
      data-on={words.live.on}
      data-off={words.live.off}
      data-ended={words.live.ended}
    />
  )
}

/** A page that says one thing: what went wrong, or what to do next. */
export function Plain(props: PropsWithChildren<{ title: string; help?: string | undefined }>) {
  return (
    <section class="plain-page">
      <h1>{props.title}</h1>
      {props.help !== undefined && <p>{props.help}</p>}
      {props.children}
    </section>
  )
}
