import { dirname, join } from 'node:path'
import type { Assessment, Severity, Urgency } from '../src/domain/assessment.js'
import type { Classifier } from '../src/ports.js'
import { type Cue, cueFinder, readRules } from './cues.js'
import { readModel } from './model-file.js'
import { type ReadPost, readPost } from './read-post.js'
import { reasonsOf } from './reasons.js'
import { scorer } from './score.js'
import { COMPLAINT_FROM, type Verdict, verdictOf } from './verdict.js'

/**
 * The linear classifier of a model file, with the cue rules of `lexicons`. Reading takes a tenth of a second; each
 * text after that some fifty microseconds. @throws Error when the model or the rules cannot be read
 */
export function classifierFromFile(
  path: string,
  lexicons: string = join(dirname(path), '..', 'lexicons'),
): Classifier {
  const model = readModel(path)
  const score = scorer(model)
  const findCues = cueFinder(readRules(lexicons))
  return {
    id: model.id,
    assess: (text, about): Assessment => {
      const post = readPost(text, about)
      const { margins, spoke } = score(post)
      const cues = findCues(post)
      const verdict = saysNothing(post) ? NOTHING_SAID : raised(verdictOf(margins, model.calibration), cues)
      return {
        ...verdict,
        lang: post.lang,
        reasons: verdict.severity > 0 ? reasonsOf(post, spoke, cues) : [],
        rules: cues.map((cue) => cue.rule),
        model: model.id,
      }
    },
  }
}

/** Handles, links, numbers and marks alone: whatever they answer, they say nothing by themselves. */
const saysNothing = (post: ReadPost): boolean =>
  post.tokens.every(({ kind }) => kind !== 'word' && kind !== 'unspaced' && kind !== 'emoji')

const NOTHING_SAID: Verdict = { complaint: 0, severity: 0, urgency: 0, category: 'none', wantsReply: 0 }

/** Below this a complaint that a cue rule found is never put. */
const LEAST_WITH_CUE = 0.75

/** Cue rules raise a verdict; nothing lowers it again. */
function raised(verdict: Verdict, cues: readonly Cue[]): Verdict {
  const strongest = cues[0]
  if (strongest === undefined) return verdict
  const wasComplaint = verdict.complaint >= COMPLAINT_FROM
  return {
    ...verdict,
    complaint: Math.max(verdict.complaint, LEAST_WITH_CUE),
    severity: Math.max(verdict.severity, strongest.severity) as Severity,
    urgency: Math.max(verdict.urgency, strongest.severity === 4 ? 2 : 1) as Urgency,
    category:
      wasComplaint && strongest.severity < 4 && verdict.severity >= 3 ? verdict.category : strongest.category,
  }
}
