import { describe, expect, it } from 'vitest'
import type { DigestConfig } from '../../src/config/config.js'
import { renderFaults } from '../../src/config/fault.js'
import { settingsOf } from '../../src/config/settings.js'
import { DAY, HOUR } from '../../src/domain/time.js'
import { faultsOf, LEAST, load, WHOLE } from './sample.js'

const withDigest = (digest: string): string => `${LEAST}digest: ${digest}\n`
const digestOf = (yaml: string): DigestConfig | null => {
  const loaded = load(yaml)
  if (!loaded.ok) throw new Error(renderFaults(loaded.faults))
  return loaded.config.digest
}
const only = (digest: string): string => {
  const faults = faultsOf(load(withDigest(digest)))
  expect(faults, digest).toHaveLength(1)
  return (faults[0] ?? '').replace(/^\S+ /, '')
}

describe('a digest', () => {
  it('comes weekly unless something else is said', () => {
    const usual = { every: '0 9 * * 1', channel: null, last: 7 * DAY, brand: null }
    expect(digestOf(LEAST)).toEqual(usual)
    expect(digestOf(withDigest('{}'))).toEqual(usual)
    expect(digestOf(withDigest('off'))).toBeNull()
  })

  it('is taken as it is written', () => {
    expect(digestOf(WHOLE)).toEqual({ every: '30 8 * * 1-5', channel: '567', last: DAY, brand: 'Acme Air' })
    expect(digestOf(withDigest('{ last: 12h }'))?.last).toBe(12 * HOUR)
  })

  it('is shown among the settings as somebody would write it', () => {
    const loaded = load(WHOLE)
    if (!loaded.ok) throw new Error(renderFaults(loaded.faults))
    const shown = settingsOf(loaded.config).filter(({ key }) => key.startsWith('digest'))
    expect(shown.map(({ key, value }) => `${key} ${value}`)).toEqual([
      'digest.every 30 8 * * 1-5',
      'digest.channel 567',
      'digest.last 1 d',
      'digest.brand Acme Air',
    ])
    expect(shown.every(({ meaning }) => meaning !== null)).toBe(true)
  })

  it.each([
    ['{ every: 7d }', 'digest.every is not a valid cron expression → write five fields'],
    ['{ every: "@weekly" }', 'digest.every is not a valid cron expression'],
    ['{ every: "0 25 * * 1" }', 'digest.every is not a valid cron expression'],
    ['{ every: "* 9 * * 1" }', 'digest.every would send a digest more often than once an hour → begin with'],
    ['{ every: "*/5 0 9 * * 1" }', 'digest.every would send a digest more often than once an hour'],
    ['{ channel: general }', 'digest.channel is not a Discord id'],
    ['{ last: 5m }', 'digest.last is too short → write at least 1h'],
    ['{ last: 400d }', 'digest.last is too long → write at most 92d'],
    ['{ last: 7 }', 'digest.last is a number without a unit'],
    ['{ brand: Acme Rail }', 'digest.brand is no brand of this configuration → write it as it stands'],
    ['{ brand: acme air }', 'digest.brand is no brand of this configuration'],
    ['{ evry: "0 9 * * 1" }', 'digest.evry is not a known key → did you mean every?'],
    ['never', 'digest is'],
  ])('refuses %s with its mend', (digest, fault) => {
    expect(only(digest)).toContain(fault)
  })
})
