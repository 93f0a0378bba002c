import { tameLine } from './foreign-text.js'

/** A cell; with `href` it leads to the cases behind it, as the name of something to where that is defined. */
export type Cell = string | { readonly text: string; readonly href: string | null }

export type TableProps = {
  readonly caption: string
  /** Where the page of definitions says what it tells. */
  readonly defined?: string | undefined
  /** The caption stands in a heading already. */
  readonly hideCaption?: boolean
  readonly head: readonly Cell[]
  /** The first cell names the row. */
  readonly rows: readonly (readonly Cell[])[]
}

/** Scrolls sideways by itself where the window is narrow, by keyboard too. */
export function Table({ caption, defined, hideCaption = false, head, rows }: TableProps) {
  return (
    <section class="sheet" tabindex={0} aria-label={caption}>
      <table>
        <caption class={hideCaption ? 'unseen' : undefined}>
          <Name text={caption} href={hideCaption ? undefined : defined} />
        </caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th scope="col">{named(name)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = '', ...others]) => (
            <tr>
              <th scope="row">{named(first)}</th>
              {others.map((cell) => (
                <td>{shown(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A figure's name that leads to its definition, quieter than the way to its cases. */
export function Name({ text, href }: { text: string; href: string | null | undefined }) {
  return href == null ? (
    text
  ) : (
    <a class="defined" href={href}>
      {text}
    </a>
  )
}

const named = (cell: Cell) =>
  typeof cell === 'string' ? shown(cell) : <Name text={tameLine(cell.text, 120)} href={cell.href} />

function shown(cell: Cell) {
  if (typeof cell === 'string') return <bdi>{tameLine(cell, 120)}</bdi>
  return cell.href === null ? cell.text : <a href={cell.href}>{tameLine(cell.text, 120)}</a>
}
