import { z } from 'zod'
import { CATEGORIES } from '../domain/assessment.js'
import { phraseFinder } from '../domain/coach/phrases.js'
import type { CoachRule } from '../domain/coach/rules.js'

const line = z.string().trim().min(1)
const lang = z.string().regex(/^[a-z]{2}$/)

const custom = (problem: string, mend: string) => ({ message: problem, params: { mend } })

const holding = (...parts: readonly string[]) =>
  line.superRefine((text, context) => {
    for (const part of parts) {
      if (part === '[…]' ? /\[[^[\]]+\]/u.test(text) : text.includes(part)) continue
      context.addIssue({
        code: 'custom',
        ...custom(
          `does not hold ${part}`,
          part === '[…]' ? 'leave a gap for a person, in [brackets]' : `write ${part} where it belongs`,
        ),
      })
    }
  })

const own = z.strictObject(
  Object.fromEntries(
    CATEGORIES.filter((category) => category !== 'none').map((category) => [category, holding('{problem}')]),
  ) as Record<Exclude<(typeof CATEGORIES)[number], 'none'>, ReturnType<typeof holding>>,
)

/** data/replies/<lang>.yaml; what each line is for is said at `ReplyGuide`. */
export const guideSchema = z.strictObject({
  lang,
  address: line,
  hello: holding('{name}'),
  helloNameless: line,
  problem: line,
  own,
  serious: line,
  sensitive: line,
  next: z.strictObject({ now: holding('[…]'), soon: holding('[…]'), routine: holding('[…]') }),
  privately: holding('[…]'),
  closing: holding('{name}', '[…]'),
  closingNameless: holding('[…]'),
})

const phrase = line.superRefine((text, context) => {
  try {
    phraseFinder([text])
  } catch (error) {
    context.addIssue({
      code: 'custom',
      ...custom(
        `cannot be read: ${(error as Error).message}`,
        'see "How phrases are written" in docs/replies.md',
      ),
    })
  }
})
const phrases = z.array(phrase).min(1)
/** At least two of each: a rule is known by what it finds and by what it lets pass. */
const examples = { passing: z.array(line).min(2), failing: z.array(line).min(2) }
const simple = z.strictObject({ phrases, ...examples })

/** data/coach/<lang>.yaml */
export const coachSchema = z.strictObject({
  lang,
  acknowledgement: simple,
  blame: simple,
  nextStep: simple,
  time: simple,
  stiff: simple,
  compensation: z.strictObject({ offer: phrases, goods: phrases, ...examples }),
  personalData: z.strictObject({
    ask: phrases,
    personal: phrases,
    secret: phrases,
    privately: phrases,
    openly: phrases,
    never: phrases,
    ...examples,
  }),
  orderNumber: simple,
})
export type CoachFile = z.infer<typeof coachSchema>

/** Which rule the examples of a part of the file are of. */
export const RULE_OF: Readonly<Record<Exclude<keyof CoachFile, 'lang'>, CoachRule>> = {
  acknowledgement: 'no-acknowledgement',
  blame: 'conditional-blame',
  nextStep: 'no-next-step',
  time: 'no-time',
  stiff: 'stiff',
  compensation: 'compensation',
  personalData: 'personal-data',
  orderNumber: 'order-number',
}

/** data/coach/thresholds.yaml */
export const thresholdsSchema = z.strictObject({
  alike: z.number().gt(0).max(1),
  leastWords: z.number().int().min(1).max(100),
  postsInThread: z.number().int().min(1).max(100),
  wordsSaidBack: z.number().int().min(1).max(20),
})
