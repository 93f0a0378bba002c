/** Bits of a digit. */
const BITS = 13
const DIGIT = 2 ** BITS
/** Three digits: 17 years of ms. */
const LENGTHS = DIGIT ** 3

/**
 * Places of numbers, lowest number first, equal ones as they stand. Lengths in whole ms are dealt digit by digit, which
 * takes a small part of the time that comparing them takes; anything else is compared.
 */
export function orderOf(lengths: Float64Array): Uint32Array {
  let order = new Uint32Array(lengths.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  const digits = digitsOf(lengths)
  if (digits === null) return order.sort((a, b) => (lengths[a] as number) - (lengths[b] as number) || a - b)
  let next = new Uint32Array(lengths.length)
  for (const column of digits) {
    deal(column, order, next)
    ;[order, next] = [next, order]
  }
  return order
}

/** Column by column, the lowest digit first; `null` where they are not whole ms, or one is too long. */
function digitsOf(lengths: Float64Array): readonly Uint16Array[] | null {
  const [low, middle, high] = [0, 1, 2].map(() => new Uint16Array(lengths.length)) as [
    Uint16Array,
    Uint16Array,
    Uint16Array,
  ]
  let longest = 0
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i] as number
    if (!(length >= 0 && length < LENGTHS && Number.isInteger(length))) return null
    if (length > longest) longest = length
    const above = Math.floor(length / DIGIT ** 2)
    const rest = length - above * DIGIT ** 2
    low[i] = rest & (DIGIT - 1)
    middle[i] = rest >> BITS
    high[i] = above
  }
  return longest < DIGIT ** 2 ? [low, middle] : [low, middle, high]
}

/** In order of one digit; equal ones stay as they were. */
function deal(digits: Uint16Array, from: Uint32Array, to: Uint32Array): void {
  const places = new Uint32Array(DIGIT + 1)
  for (let i = 0; i < digits.length; i++) {
    const next = (digits[i] as number) + 1
    places[next] = (places[next] as number) + 1
  }
  for (let digit = 1; digit < DIGIT; digit++)
    places[digit] = (places[digit] as number) + (places[digit - 1] as number)
  for (let k = 0; k < from.length; k++) {
    const i = from[k] as number
    const digit = digits[i] as number
    const place = places[digit] as number
    to[place] = i
    places[digit] = place + 1
  }
}
