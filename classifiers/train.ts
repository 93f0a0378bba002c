import { statSync, writeFileSync } from 'node:fs'
import { readExamples } from './corpus.js'
import { fitCalibration, fitQuestion, foldOf, modelOf, outOfFold, readingsOf } from './fit-model.js'
import { HEADS } from './heads.js'
import { cardOf } from './model-card.js'
import { writeModel } from './model-file.js'
import { fitMoods } from './moods.js'
import type { Judged } from './report.js'
import { verdictOf } from './verdict.js'

const ID = 'linear-2026-11'
const MODEL = 'data/models/linear.bin'
const CARD = 'data/models/linear.md'
const CORPUS = 'data/corpus'
/** Buckets kept: beyond this the file grows and nothing out of fold does. */
const KEEP = 120_000

/** Fits the model to the corpus and writes it with its card. Takes about two minutes; the same corpus gives the same model. */
function train(): void {
  const startedAt = performance.now()
  const tell = (what: string): void =>
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${what}`)

  const examples = readExamples(CORPUS)
  tell(`${examples.length} labelled posts read from ${CORPUS}`)
  const moods = fitMoods(`${CORPUS}/goemotions/comments.jsonl`)
  tell(`${moods.length} moods learned from GoEmotions`)
  const readings = readingsOf(examples, moods)
  tell(`features of ${readings.matrix.rows} readings`)
  const margins = outOfFold(readings, moods.length)
  tell('every post judged by heads that had not seen it')
  const rows = [...readings.share.keys()].filter((row) => (readings.share[row] as number) > 0)
  const calibration = fitCalibration(examples, margins, rows)
  tell('probabilities and grades calibrated on those')
  const heads = HEADS.map((head) => fitQuestion(readings, head, moods.length, -1))
  const model = modelOf(ID, heads, moods, calibration, readings, KEEP)
  writeModel(MODEL, model)
  tell(`${MODEL}: ${(statSync(MODEL).size / 1e6).toFixed(1)} MB`)

  // Each fold is judged with a calibration that it had no part in, so that the card's figures are honest to the end.
  const masked: Judged[] = []
  const named: Judged[] = []
  for (let fold = 0; fold < 5; fold++) {
    const others = rows.filter((row) => foldOf(row, examples.length) !== fold)
    const apart = fitCalibration(examples, margins, others)
    examples.forEach((example, row) => {
      if (foldOf(row, examples.length) !== fold) return
      masked.push({ example, said: verdictOf(margins[row] as Float64Array, apart) })
      named.push({ example, said: verdictOf(margins[row + examples.length] as Float64Array, apart) })
    })
  }
  writeFileSync(CARD, cardOf({ id: ID, examples, masked, named, model }))
  tell(`${CARD}: what it is and how well it does`)
}

train()
