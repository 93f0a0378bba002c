import { expect, test } from 'vitest'
import { settingsOf } from '../../src/config/settings.js'
import { LEAST, load, SECRETS, WHOLE } from './sample.js'

function settings(yaml: string) {
  const loaded = load(yaml)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  return new Map(settingsOf(loaded.config).map((line) => [line.key, line]))
}

test('an admin reads what Amends runs with, in words that amends.yaml would take', () => {
  const shown = settings(WHOLE)
  const value = (key: string) => shown.get(key)?.value
  expect(value('claim.lease')).toBe('15 min')
  expect(value('claim.byLevel.P1')).toBe('5 min')
  expect(value('connectors[0].every')).toBe('30 s')
  expect(value('connectors[1].every')).toBe('*/5 * * * *')
  expect(value('brands[0].terms')).toBe('acme air, #acmeair')
  expect(value('team.hours.week.mon')).toBe('09:00-12:30, 13:30-18:00')
  expect(value('team.quiet')).toBe('22:00-07:00')
  expect(value('team.ladder.P3.escalate')).toBe('off')
  expect(value('team.oncall.handover')).toBe('08:30')
  expect(shown.get('boards.web.port')).toMatchObject({
    value: '4180',
    meaning: 'Port that the desk listens on; 0 takes any free one.',
  })
})

test('no secret is among the settings, wherever it was written', () => {
  const shown = settings(WHOLE.replace('refund up to 50 €', SECRETS.DISCORD_TOKEN))
  expect(shown.get('connectors[0].password')?.value).toBe('[redacted]')
  expect(shown.get('boards.discord.token')?.value).toBe('[redacted]')
  const all = JSON.stringify([...shown.values()])
  for (const secret of Object.values(SECRETS)) expect(all).not.toContain(secret)
})

test('the secret of the application is one of those', () => {
  const shown = settings(
    WHOLE.replace('guild: "123"', 'guild: "123", clientId: "890", clientSecret: hush-client-7788'),
  )
  expect(shown.get('boards.discord.clientId')?.value).toBe('890')
  expect(shown.get('boards.discord.clientSecret')?.value).toBe('[redacted]')
})

test('what was left out shows the default that counts', () => {
  const shown = settings(LEAST)
  expect(shown.get('boards.discord')?.value).toBe('off')
  expect(shown.get('claim.lease')?.value).toMatch(/^\d+ min$/)
})

test('whether customers are asked for their trust is among the settings', () => {
  expect(settings(LEAST).get('team.pulse')).toMatchObject({ value: 'off' })
  const asks = settings(`${LEAST}boards: { web: { publicUrl: "https://desk.acme.example" } }
team: { pulse: { languages: [en, es] } }
`)
  expect(asks.get('team.pulse.lasts')?.value).toBe('14 d')
  expect(asks.get('team.pulse.languages')?.value).toBe('en, es')
})
