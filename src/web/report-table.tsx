import { tameLine } from './foreign-text.js'

/** A cell; with `href` it leads to the cases behind it. */
export type Cell = string | { readonly text: string; readonly href: string | null }

export type TableProps = {
  readonly caption: string
  /** The caption stands in a heading already. */
  readonly hideCaption?: boolean
  readonly head: readonly string[]
  /** The first cell names the row. */
  readonly rows: readonly (readonly Cell[])[]
}

/** Scrolls sideways by itself where the window is narrow, by keyboard too. */
export function Table({ caption, hideCaption = false, head, rows }: TableProps) {
  return (
    <section class="sheet" tabindex={0} aria-label={caption}>
      <table>
        <caption class={hideCaption ? 'unseen' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others]) => (
            <tr>
              <th scope="row">{shown(first ?? '')}</th>
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

function shown(cell: Cell) {
  if (typeof cell === 'string') return <bdi>{tameLine(cell, 120)}</bdi>
  return cell.href === null ? cell.text : <a href={cell.href}>{tameLine(cell.text, 120)}</a>
}
