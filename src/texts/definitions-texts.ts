/** What the figures mean, as the desk tells it. `**strong**`, `*said of*` and `` `code` `` in a text are marked as such. */
export type DefinitionsTexts = {
  readonly title: string
  /** Of a link. */
  readonly short: string
  readonly howReckoned: string
  readonly about: readonly DefinitionsBlock[]
  readonly sections: readonly {
    readonly id: string
    readonly title: string
    readonly blocks: readonly DefinitionsBlock[]
  }[]
}

/** An `id` is where a figure's name leads to; each stands once. */
export type DefinitionsBlock =
  | { readonly type: 'text'; readonly id?: string; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly { readonly id?: string; readonly text: string }[] }
  | {
      readonly type: 'table'
      readonly head: readonly string[]
      readonly rows: readonly { readonly id: string; readonly cells: readonly string[] }[]
    }
