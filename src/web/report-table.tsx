import { tameLine } from './foreign-text.js'

/** A cell; with `href` it leads to the cases behind it, as the name of something to where that is defined. */
export type Cell = string | { readonly text: string; readonly href: string | null }
/** The name of a row, with a word about it. */
export type RowName = Cell | { readonly text: string; readonly href: string | null; readonly note: string }
export type Row = readonly [name: RowName, ...cells: Cell[]]

export type TableProps = {
  readonly caption: string
  /** Where the page of definitions says what it tells. */
  readonly defined?: string | undefined
  /** The caption stands in a heading already. */
  readonly hideCaption?: boolean
  readonly head: readonly Cell[]
  readonly rows: readonly Row[]
}

/** More columns than these stand one below the other on a phone, each with its name. */
const MOST_BESIDE = 2

/** Scrolls sideways by itself where the window is narrow, by keyboard too. */
export function Table({ caption, defined, hideCaption = false, head, rows }: TableProps) {
  const names = head.map((cell) => (typeof cell === 'string' ? cell : cell.text))
  return (
    <section class={names.length > MOST_BESIDE ? 'sheet long' : 'sheet'} tabindex={0} aria-label={caption}>
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
          {rows.map(([first, ...others]) => (
            <tr>
              <th scope="row">{named(first)}</th>
              {others.map((cell, i) => (
                <td data-name={names[i + 1]}>{shown(cell)}</td>
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

function named(cell: RowName) {
  if (typeof cell === 'string') return shown(cell)
  return (
    <>
      <Name text={tameLine(cell.text, 120)} href={cell.href} />
      {'note' in cell && <small>{cell.note}</small>}
    </>
  )
}

function shown(cell: Cell) {
  if (typeof cell === 'string') return <bdi>{tameLine(cell, 120)}</bdi>
  return cell.href === null ? cell.text : <a href={cell.href}>{tameLine(cell.text, 120)}</a>
}
