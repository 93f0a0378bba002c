const DIGIT = 2 ** 13
/** Three digits: 17 years of ms. */
const LENGTHS = DIGIT ** 3

/**
 * Places of numbers, lowest number first, equal ones as they stand. Lengths in whole ms are dealt digit by digit, which
 * takes a small part of the time that comparing them takes; anything else is compared.
 */
export function orderOf(lengths: Float64Array): Uint32Array {
  let order = new Uint32Array(lengths.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  const longest = longestOf(lengths)
  if (longest === null) return order.sort((a, b) => (lengths[a] as number) - (lengths[b] as number) || a - b)
  let next = new Uint32Array(lengths.length)
  for (let unit = 1; unit <= longest; unit *= DIGIT) {
    deal(lengths, unit, order, next)
    ;[order, next] = [next, order]
  }
  return order
}

/** `null` where they are not whole ms, or one is too long. */
function longestOf(lengths: Float64Array): number | null {
  let longest = 0
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i] as number
    if (!(length >= 0 && length < LENGTHS && Number.isInteger(length))) return null
    if (length > longest) longest = length
  }
  return longest
}

/** In order of one digit; equal ones stay as they were. */
function deal(lengths: Float64Array, unit: number, from: Uint32Array, to: Uint32Array): void {
  const places = new Uint32Array(DIGIT + 1)
  for (let i = 0; i < lengths.length; i++) {
    const digit = Math.floor((lengths[i] as number) / unit) % DIGIT
    places[digit + 1] = (places[digit + 1] as number) + 1
  }
  for (let digit = 1; digit < DIGIT; digit++)
    places[digit] = (places[digit] as number) + (places[digit - 1] as number)
  for (let k = 0; k < from.length; k++) {
    const i = from[k] as number
    const digit = Math.floor((lengths[i] as number) / unit) % DIGIT
    const place = places[digit] as number
    to[place] = i
    places[digit] = place + 1
  }
}
