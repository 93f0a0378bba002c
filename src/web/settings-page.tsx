import { Hono } from 'hono'
import { onlyFor } from './by-role.js'
import type { Rooms, WebEnv } from './context.js'
import { tameLine } from './foreign-text.js'
import { Page } from './layout.js'
import type { Setting } from './options.js'
import { signedIn } from './signed-in.js'

/** What Amends runs with, without its secrets; admins alone, for it names people and places. */
export function settingsRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { texts, settings = [] } = rooms
  const words = texts.desk.report
  app.get('/settings', signedIn(rooms), onlyFor(rooms, 'admin', words.settings, words.forAdmins), (c) =>
    c.html(
      <Page texts={texts} title={words.settings} me={c.var.me} demo={rooms.demo} here="settings">
        <article class="settings">
          <h1>{words.settings}</h1>
          <p>{words.setting.help}</p>
          {sectionsOf(settings).map(([name, lines]) => (
            <section aria-labelledby={`settings-${name}`}>
              <h2 id={`settings-${name}`}>{name}</h2>
              <dl>
                {lines.map(({ key, value, meaning }) => (
                  <div>
                    <dt>
                      <code>{tameLine(key, 200)}</code>
                    </dt>
                    <dd>
                      <bdi>{tameLine(value, 500)}</bdi>
                      {meaning !== null && <small>{meaning}</small>}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </article>
      </Page>,
    ),
  )
  return app
}

/** By the first word of the key: `boards`, `claim`. */
function sectionsOf(settings: readonly Setting[]): readonly (readonly [string, readonly Setting[]])[] {
  const sections = new Map<string, Setting[]>()
  for (const setting of settings) {
    const name = /^\w+/.exec(setting.key)?.[0] ?? ''
    sections.set(name, [...(sections.get(name) ?? []), setting])
  }
  return [...sections]
}
