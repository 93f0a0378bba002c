import { describe, expect, it } from 'vitest'
import { createLog, type LogOptions } from '../../src/cli/log.js'
import { Secret } from '../../src/domain/secret.js'

function logged(options: Partial<LogOptions>, write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  write(
    createLog({
      level: 'info',
      verbose: false,
      secrets: [new Secret('hush-7788')],
      look: 'json',
      write: (line) => {
        text += line
      },
      ...options,
    }),
  )
  return text
}

describe('the log', () => {
  it('is one JSON object a line, from its level up', () => {
    const text = logged({}, (log) => {
      log.debug({}, 'small talk')
      log.info({ connector: 'bluesky:acme' }, 'polled')
      log.error({}, 'trouble')
    })
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { level: 'info', connector: 'bluesky:acme', msg: 'polled' },
      { level: 'error', msg: 'trouble' },
    ])
    expect(Date.parse(lines[0].time)).toBeGreaterThan(0)
  })

  it('is lines for people on a terminal', () => {
    const text = logged({ look: 'plain' }, (log) => log.warn({ connector: 'bluesky:acme' }, 'slow'))
    expect(text).toMatch(/^WARN .*slow/)
    expect(text).not.toContain('\u001b')
  })

  it.each(['json', 'plain', 'colour'] as const)(
    'holds no secret, whatever it is called and wherever it stands (%s)',
    (look) => {
      const text = logged({ look }, (log) => {
        log.info({ token: 'abcd', request: { headers: { authorization: 'Bearer efgh' } } }, 'asked')
        log.info({ account: { session: 'ijkl', password: new Secret('mnop') } }, 'signed in')
        log.error(
          { err: new Error('refused hush-7788', { cause: new Error('https://x/?t=hush-7788') }) },
          'hush-7788',
        )
      })
      expect(text).not.toMatch(/hush-7788|abcd|efgh|ijkl|mnop/)
      expect(text).toContain('[redacted]')
    },
  )

  it('keeps of an error what went wrong, not the request that it carries; its stack only when asked', () => {
    const error = Object.assign(new Error('refused', { cause: new TypeError('no route') }), {
      code: 'ECONN',
      request: { body: 'private words' },
    })
    const write = (log: ReturnType<typeof createLog>) => log.error({ err: error }, 'failed')
    expect(JSON.parse(logged({}, write)).err).toEqual({
      type: 'Error',
      message: 'refused',
      code: 'ECONN',
      cause: { type: 'TypeError', message: 'no route' },
    })
    expect(logged({ verbose: true }, write)).toContain('log.test.ts')
  })
})
