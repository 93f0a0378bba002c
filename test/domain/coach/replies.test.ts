import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { coachReply } from '../../../src/domain/coach/coach-reply.js'
import { replies, situation } from './situation.js'

const { rules } = replies()

type Written = { readonly good: readonly string[]; readonly bad: readonly (readonly [string, string])[] }
const written = (lang: string): Written =>
  parse(readFileSync(join(import.meta.dirname, 'replies', `${lang}.yaml`), 'utf8')) as Written

describe.each([...rules.languages.keys()])('a reply in %s', (lang) => {
  const { good, bad } = written(lang)

  test.each(good)('that wins trust back passes in silence: %s', (text) => {
    expect(coachReply(text, situation(lang), rules).map(({ rule, phrase }) => [rule, phrase?.text])).toEqual(
      [],
    )
  })

  test.each(bad)('is found wanting: %s: %s', (rule, text) => {
    expect(coachReply(text, situation(lang), rules).map((finding) => finding.rule)).toContain(rule)
  })

  test('has twelve of either kind, at least, to show for it', () => {
    expect(Math.min(good.length, bad.length)).toBeGreaterThanOrEqual(12)
  })
})
