import { randomNumbers } from './corpus.js'

/** Measures of how good answers are; each takes plain lists of the same length, one entry per post. */

export type Decision = { readonly precision: number; readonly recall: number; readonly f1: number }

export function decision(said: readonly boolean[], truth: readonly boolean[]): Decision {
  let hits = 0
  let claims = 0
  let wanted = 0
  said.forEach((claim, i) => {
    if (claim) claims++
    if (truth[i]) wanted++
    if (claim && truth[i]) hits++
  })
  return {
    precision: claims === 0 ? 0 : hits / claims,
    recall: wanted === 0 ? 0 : hits / wanted,
    f1: claims + wanted === 0 ? 0 : (2 * hits) / (claims + wanted),
  }
}

/** Chance that a post where the answer is yes scores above one where it is no; ties count half. */
export function rocAuc(scores: readonly number[], truth: readonly boolean[]): number {
  const order = [...scores.keys()].sort((a, b) => (scores[a] as number) - (scores[b] as number))
  let ranks = 0
  let yes = 0
  for (let i = 0; i < order.length; ) {
    let j = i
    while (j < order.length && scores[order[j] as number] === scores[order[i] as number]) j++
    for (let k = i; k < j; k++)
      if (truth[order[k] as number]) {
        ranks += (i + 1 + j) / 2
        yes++
      }
    i = j
  }
  const no = truth.length - yes
  return yes === 0 || no === 0 ? Number.NaN : (ranks - (yes * (yes + 1)) / 2) / (yes * no)
}

/** Mean precision at each post where the answer is yes, best scores first. */
export function averagePrecision(scores: readonly number[], truth: readonly boolean[]): number {
  const order = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number))
  let yes = 0
  let sum = 0
  order.forEach((post, i) => {
    if (truth[post]) sum += ++yes / (i + 1)
  })
  return yes === 0 ? 0 : sum / yes
}

/** How far probabilities stand from what happened, over ten bands of equal width, weighted by their posts. */
export function expectedCalibrationError(chances: readonly number[], truth: readonly boolean[]): number {
  const bands = Array.from({ length: 10 }, () => ({ posts: 0, sum: 0, yes: 0 }))
  chances.forEach((chance, i) => {
    const band = bands[Math.min(Math.floor(chance * 10), 9)] as (typeof bands)[number]
    band.posts++
    band.sum += chance
    if (truth[i]) band.yes++
  })
  return bands.reduce((total, band) => total + Math.abs(band.sum - band.yes), 0) / Math.max(chances.length, 1)
}

export const brier = (chances: readonly number[], truth: readonly boolean[]): number =>
  mean(chances.map((chance, i) => (chance - (truth[i] ? 1 : 0)) ** 2))

/** Mean F1 over the labels that occur in the truth. */
export function macroF1<T>(said: readonly T[], truth: readonly T[]): number {
  return mean(
    [...new Set(truth)].map(
      (label) =>
        decision(
          said.map((one) => one === label),
          truth.map((one) => one === label),
        ).f1,
    ),
  )
}

export const meanAbsoluteError = (said: readonly number[], truth: readonly number[]): number =>
  mean(said.map((grade, i) => Math.abs(grade - (truth[i] as number))))

/** Cohen's kappa with quadratic weights: agreement beyond chance, where far misses count more. */
export function quadraticKappa(said: readonly number[], truth: readonly number[]): number {
  const meanSaid = mean(said)
  const meanTruth = mean(truth)
  let seen = 0
  let byChance = 0
  said.forEach((grade, i) => {
    seen += (grade - (truth[i] as number)) ** 2
  })
  // The expected square distance of two independent draws: both variances, and the distance of the means.
  const variance = (all: readonly number[], middle: number): number =>
    mean(all.map((one) => (one - middle) ** 2))
  byChance = variance(said, meanSaid) + variance(truth, meanTruth) + (meanSaid - meanTruth) ** 2
  return byChance === 0 ? 1 : 1 - seen / said.length / byChance
}

export const accuracy = <T>(said: readonly T[], truth: readonly T[]): number =>
  mean(said.map((one, i) => (one === truth[i] ? 1 : 0)))

export const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/** The middle 95 % of a measure over posts drawn again with replacement (percentile bootstrap, seeded). */
export function interval(
  posts: number,
  measure: (sample: readonly number[]) => number,
  draws = 1_000,
): readonly [low: number, high: number] {
  const next = randomNumbers(95)
  const values = Array.from({ length: draws }, () =>
    measure(Array.from({ length: posts }, () => Math.floor(next() * posts))),
  ).sort((a, b) => a - b)
  return [values[Math.floor(draws * 0.025)] as number, values[Math.floor(draws * 0.975)] as number]
}
