/** Chance with a seed (mulberry32): what is made up is the same every time. */
export type Dice = {
  /** In [0, 1). */
  roll(): number
  pick<Value>(from: readonly Value[]): Value
  /** Around `middle`, now and then far longer, as people's times are. */
  around(middle: number): number
}

export function dice(seed: number): Dice {
  let state = seed
  const roll = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    roll,
    pick: <Value>(from: readonly Value[]) => from[Math.floor(roll() * from.length)] as Value,
    around: (middle) => Math.round(middle * Math.exp(1.1 * (roll() + roll() + roll() - 1.5))),
  }
}
