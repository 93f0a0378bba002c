/** What a column holds. */
type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array
export type Spec = Readonly<Record<string, new (length: number) => Column>>
export type Columns<Of extends Spec> = { readonly [Name in keyof Of]: InstanceType<Of[Name]> }
export type Row<Of extends Spec> = Readonly<Record<keyof Of, number>>

/**
 * Rows of numbers in columns, with room for more: hundreds of thousands take a few megabytes, and nothing that the garbage
 * collector has to look at.
 */
export type Growing<Of extends Spec> = {
  readonly size: number
  /** Valid until the next `push`, and up to `size`. */
  readonly columns: Columns<Of>
  /** Makes room for one more and returns its place, for its columns to be written there. */
  push(): number
  /** Gives back the room that nothing fills: for what is kept a while. */
  fit(): void
}

export function growing<Of extends Spec>(spec: Of): Growing<Of> {
  let [size, room] = [0, 16]
  let columns = emptyColumns(spec, room)
  return {
    get size() {
      return size
    },
    get columns() {
      return columns
    },
    push() {
      if (size === room) {
        room = Math.max(2 * room, 16)
        const more = emptyColumns(spec, room)
        for (const name of Object.keys(spec) as (keyof Of)[]) (more[name] as Column).set(columns[name])
        columns = more
      }
      return size++
    },
    fit() {
      if (size === room) return
      const fitting = Object.entries(columns).map(([name, column]) => [name, column.slice(0, size)])
      columns = Object.fromEntries(fitting) as Columns<Of>
      room = size
    },
  }
}

const emptyColumns = <Of extends Spec>(spec: Of, room: number): Columns<Of> =>
  Object.fromEntries(Object.entries(spec).map(([name, Kind]) => [name, new Kind(room)])) as Columns<Of>
