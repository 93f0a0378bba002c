import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Example, PLACEHOLDER, readExamples, withInventedName, withPlaceholder } from './corpus.js'
import { fitCalibration, foldOf, outOfFold, readingsOf } from './fit-model.js'
import { classifierFromFile } from './index.js'
import { decision, interval } from './measures.js'
import { fitMoods } from './moods.js'
import { bestThreshold, peersOf } from './peers.js'
import { type Judged, report, table, tableOf } from './report.js'
import { verdictOf } from './verdict.js'

const MODEL = 'data/models/linear.bin'
const CORPUS = 'data/corpus'

/** Prints how well the model does on labelled posts it was not trained on, beside what others publish. */
function evaluate(): void {
  const { values } = parseArgs({
    options: { gold: { type: 'string', default: '../shared/corpora/gold/gold.jsonl' } },
  })
  const corpus = readExamples(CORPUS)
  if (!existsSync(values.gold)) {
    console.log(
      `There is no labelled test set at ${values.gold}. These figures are cross-validated on ${CORPUS} instead: each of its posts is judged by a model trained on the other four fifths. Expect real posts to be harder.\n`,
    )
    console.log(
      tableOf([{ name: `${corpus.length} posts, out of fold`, measures: report(crossValidated(corpus), 0) }]),
    )
    return
  }
  const gold = readExamples(values.gold)
  console.log(`${gold.length} labelled posts of ${values.gold}, none of them in the training corpus\n`)
  quality(gold)
  cues(gold, 'the test set')
  cues(corpus, 'the corpus, from which the rules were written')
  beside(gold, corpus)
}

function quality(gold: readonly Example[]): void {
  const classifier = classifierFromFile(MODEL)
  const judged = gold.map((example): Judged => ({ example, said: classifier.assess(example.text) }))
  const english = judged.filter(({ example }) => example.lang === 'en')
  const others = judged.filter(({ example }) => example.lang !== 'en')
  console.log(
    tableOf([
      { name: `all ${judged.length}`, measures: report(judged) },
      ...(english.length > 0 && others.length > 0
        ? [
            { name: `English ${english.length}`, measures: report(english, 0) },
            { name: `other languages ${others.length}`, measures: report(others, 0) },
          ]
        : []),
    ]),
  )
}

/** A rule is right where the label says harm: severity 3 or 4. */
function cues(posts: readonly Example[], where: string): void {
  const classifier = classifierFromFile(MODEL)
  let fired = 0
  let severe = 0
  let complaints = 0
  for (const post of posts) {
    const { rules } = classifier.assess(withPlaceholder(post.text), { brand: PLACEHOLDER })
    if (rules.length === 0) continue
    fired++
    if (post.severity >= 3) severe++
    if (post.complaint) complaints++
  }
  const share = (part: number): string => (fired === 0 ? '–' : `${((100 * part) / fired).toFixed(0)} %`)
  console.log(
    `\nCue rules fired on ${fired} of ${posts.length} posts of ${where}: ${share(complaints)} of these complaints, ${share(severe)} of severity 3 or 4.`,
  )
}

/** Complaint or not, on the same posts in the same run; each peer with the threshold that serves it best on the corpus. */
function beside(gold: readonly Example[], corpus: readonly Example[]): void {
  const classifier = classifierFromFile(MODEL)
  const truth = gold.map((post) => post.complaint)
  const sample = corpus.slice(-1_500)
  const rows = [['Complaint or not', 'precision', 'recall', 'F1 (95 %)', 'seconds', 'posts/s', 'note']]
  const scorers = [
    {
      name: 'Amends',
      note: 'all questions, reasons and language',
      score: (text: string) => classifier.assess(text).complaint,
      threshold: 0.5,
    },
    ...peersOf(corpus).map((peer) => ({
      ...peer,
      threshold: bestThreshold(
        sample.map((post, i) => peer.score(withInventedName(post.text, i))),
        sample.map((post) => post.complaint),
      ),
    })),
  ]
  for (const { name, note, score, threshold } of scorers) {
    const startedAt = performance.now()
    const said = gold.map((post) => score(post.text) >= threshold)
    const seconds = (performance.now() - startedAt) / 1000
    const { precision, recall, f1 } = decision(said, truth)
    const [low, high] = interval(
      gold.length,
      (posts) =>
        decision(
          posts.map((i) => said[i] as boolean),
          posts.map((i) => truth[i] as boolean),
        ).f1,
    )
    rows.push([
      name,
      precision.toFixed(3),
      recall.toFixed(3),
      `${f1.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`,
      seconds.toFixed(3),
      Math.round(gold.length / seconds).toLocaleString('en'),
      note,
    ])
  }
  const always = decision(
    truth.map(() => true),
    truth,
  )
  rows.push([
    'always "complaint"',
    always.precision.toFixed(3),
    '1.000',
    always.f1.toFixed(3),
    '–',
    '–',
    'the floor',
  ])
  console.log(`\n${table(rows)}`)
}

function crossValidated(corpus: readonly Example[]): readonly Judged[] {
  const moods = fitMoods(`${CORPUS}/goemotions/comments.jsonl`)
  const readings = readingsOf(corpus, moods)
  const margins = outOfFold(readings, moods.length)
  const rows = [...readings.share.keys()].filter((row) => (readings.share[row] as number) > 0)
  return [0, 1, 2, 3, 4].flatMap((fold) => {
    const calibration = fitCalibration(
      corpus,
      margins,
      rows.filter((row) => foldOf(row, corpus.length) !== fold),
    )
    return corpus.flatMap((example, row) =>
      foldOf(row, corpus.length) === fold
        ? [{ example, said: verdictOf(margins[row] as Float64Array, calibration) }]
        : [],
    )
  })
}

evaluate()
