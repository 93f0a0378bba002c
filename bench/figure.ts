/** One measured number of `npm run bench`. Each bench file exports `run(): Promise<readonly Figure[]>`. */
export type Figure = {
  readonly what: string
  readonly value: number
  readonly unit: string
  /** The promise it is held against, e.g. `≥ 10,000`; absent for numbers that only inform (a peer, a machine). */
  readonly target?: string
  readonly met?: boolean
}
