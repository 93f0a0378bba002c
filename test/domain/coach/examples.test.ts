import { expect, test } from 'vitest'
import { coachReply } from '../../../src/domain/coach/coach-reply.js'
import { replies, situation } from './situation.js'

const { examples, rules } = replies()

test.each(
  examples.map(
    (example) => [example.lang, example.rule, example.passes ? 'passes' : 'fails', example] as const,
  ),
)('%s: %s %s %j', (_lang, _rule, _passes, { lang, rule, text, passes }) => {
  const found = coachReply(text, situation(lang), rules)
  expect(found.filter((finding) => finding.rule === rule).length > 0).toBe(!passes)
})
