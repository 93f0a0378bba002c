import { type Example, isHardCase } from './corpus.js'
import { brier, expectedCalibrationError } from './measures.js'
import type { Model } from './model-file.js'
import { type Judged, report, table, tableOf } from './report.js'

export type CardInput = {
  readonly id: string
  readonly examples: readonly Example[]
  /** Out-of-fold verdicts, with the brand masked and with an invented name in its place. */
  readonly masked: readonly Judged[]
  readonly named: readonly Judged[]
  readonly model: Model
}

/** The model card: written by the training run from what it measured, never by hand. */
export function cardOf({ id, examples, masked, named, model }: CardInput): string {
  const langs = [...new Set(examples.map((example) => example.lang))].sort()
  const complaints = examples.filter((example) => example.complaint).length
  const columns = ['all', 'hard cases', ...langs].map((name) => ({
    name,
    measures: report(
      masked.filter(({ example }) =>
        name === 'all'
          ? true
          : name === 'hard cases'
            ? isHardCase(example)
            : example.lang === name && !isHardCase(example),
      ),
      0,
    ),
  }))
  return `# ${id}

Written by \`npm run train\`. What the labels mean: [docs/labels.md](../../docs/labels.md). How the model works: [docs/classifier.md](../../docs/classifier.md).

- **For:** noticing public posts in which somebody complains about a brand, and putting the gravest before a person.
  It decides what people look at first. It must not be the only ground for acting against anybody.
- **Kind:** ${model.biases.length} linear heads over hashed features (words, stems, pairs, letters, traits), ${model.weights.length / model.biases.length} live buckets.
- **Trained on:** ${examples.length} posts written and labelled for this project (${complaints} complaints; ${langs.map((lang) => `${lang} ${examples.filter((example) => example.lang === lang).length}`).join(', ')}),
  and the mood of words from GoEmotions (data/corpus/README.md). No post of a real customer.
- **Chosen how:** features and weights by the figures below, and by five public sets of labelled posts on which nothing
  was trained, whose misses were also read (how much hard cases count, links added to readings, moods). The 600 posts of
  \`npm run evaluate\` were measured four times; the first time three values of the cost were compared on them, and 40 of the
  posts were read beforehand. Only posts that nobody here has seen can give an unbiased figure.
- **Not seen:** sarcasm is often missed; languages beyond the eight are judged by what they share with them; posts
  that need their thread or their picture to be understood are judged without either.

## Cross-validated on the corpus

Every post is judged by heads, calibration and cuts that were fitted without it (five folds). Cue rules are left out.
The hard cases are English posts written to mislead; the columns by language leave them out. Real posts are harder than
the everyday ones here: \`npm run evaluate\` measures them.

### With the brand masked, as when it is under watch

${tableOf(columns)}

### With an invented name in the brand's place, as \`amends assess\` reads posts

${tableOf([{ name: 'all', measures: report(named, 0) }])}

## How far its probabilities can be trusted

Out of fold: expected calibration error ${expectedCalibrationError(chances(masked), truths(masked)).toFixed(3)}, Brier score ${brier(chances(masked), truths(masked)).toFixed(3)}.

${table([['said', 'posts', 'mean said', 'were complaints'], ...bands(masked)])}
`
}

const chances = (judged: readonly Judged[]): readonly number[] => judged.map(({ said }) => said.complaint)
const truths = (judged: readonly Judged[]): readonly boolean[] =>
  judged.map(({ example }) => example.complaint)

function bands(judged: readonly Judged[]): readonly (readonly string[])[] {
  return Array.from({ length: 10 }, (_, i) => {
    const band = judged.filter(({ said }) => Math.min(Math.floor(said.complaint * 10), 9) === i)
    const said = band.reduce((sum, one) => sum + one.said.complaint, 0) / Math.max(band.length, 1)
    const were = band.filter(({ example }) => example.complaint).length / Math.max(band.length, 1)
    return [
      `${i * 10} to ${i * 10 + 10} %`,
      String(band.length),
      `${(100 * said).toFixed(1)} %`,
      `${(100 * were).toFixed(1)} %`,
    ]
  })
}
