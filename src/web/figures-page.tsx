import { Hono } from 'hono'
import { MEASURES } from '../reports/samples.js'
import type { DefinitionsBlock } from '../texts/definitions-texts.js'
import type { Texts } from '../texts/texts.js'
import type { Rooms, WebEnv } from './context.js'
import { Page } from './layout.js'
import { signedIn } from './signed-in.js'

/** What each figure means, for everybody at the desk: the names of figures lead here. */
export function figuresRoutes(rooms: Rooms): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const { texts } = rooms
  const { definitions } = texts.desk
  app.get('/figures', signedIn(rooms), (c) =>
    c.html(
      <Page texts={texts} title={definitions.title} me={c.var.me} demo={rooms.demo}>
        <article class="definitions">
          <h1>{definitions.title}</h1>
          {definitions.about.map((block) => (
            <Block texts={texts} block={block} />
          ))}
          {definitions.sections.map(({ id, title, blocks }) => (
            <section aria-labelledby={id}>
              <h2 id={id}>{title}</h2>
              {blocks.map((block) => (
                <Block texts={texts} block={block} />
              ))}
            </section>
          ))}
        </article>
      </Page>,
    ),
  )
  return app
}

function Block({ texts, block }: { texts: Texts; block: DefinitionsBlock }) {
  switch (block.type) {
    case 'text':
      return (
        <p id={block.id}>
          <Marked text={block.text} />
        </p>
      )
    case 'list':
      return (
        <ul>
          {block.items.map(({ id, text }) => (
            <li id={id}>
              <Marked text={text} />
            </li>
          ))}
        </ul>
      )
    case 'table':
      return (
        <dl>
          {block.rows.map(({ id, cells: [name = '', from = '', to = ''] }) => (
            <div id={id}>
              <dt>
                {clockName(texts, id)} (<Marked text={name} />)
              </dt>
              <dd>
                <small>{block.head[1]}</small> <Marked text={from} />
                <br />
                <small>{block.head[2]}</small> <Marked text={to} />
              </dd>
            </div>
          ))}
        </dl>
      )
  }
}

/** As reports call it. */
function clockName({ desk }: Texts, id: string): string {
  const measure = MEASURES.find((known) => id === `clock-${known}`)
  return measure === undefined ? '' : desk.report.measure[measure]
}

/** `**strong**`, `*said of*`, `` `code` ``: our own texts, never a foreign one. */
function Marked({ text }: { text: string }) {
  return (
    <>
      {text.split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/).map((part) => {
        if (part.startsWith('**')) return <b>{part.slice(2, -2)}</b>
        if (part.startsWith('*')) return <i>{part.slice(1, -1)}</i>
        return part.startsWith('`') ? <code>{part.slice(1, -1)}</code> : part
      })}
    </>
  )
}
