import { describe, expect, it } from 'vitest'
import { Failure, sentenceOf } from '../../src/cli/failure.js'

describe('what ends a command', () => {
  const fault = new Error('the disk is full\nand so on', { cause: new Error('ENOSPC') })

  it('is told in one line, with its causes and without a stack', () => {
    expect(sentenceOf(fault, false)).toBe('Amends stopped: the disk is full: ENOSPC. (--verbose says where.)')
  })

  it('is told with its stack to those who ask', () => {
    expect(sentenceOf(fault, true)).toContain('failure.test.ts')
  })

  it('is told in its own words where it was written for people', () => {
    expect(sentenceOf(new Failure('Port 4180 is taken.'), true)).toBe('Port 4180 is taken.')
  })
})
