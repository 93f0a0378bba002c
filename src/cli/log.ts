import { pino } from 'pino'
import { PinoPretty } from 'pino-pretty'
import type { Secret } from '../domain/secret.js'
import type { Log } from '../ports.js'
import { concealer } from './conceal.js'

export type LogOptions = {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Whether errors are written with their stack. */
  readonly verbose: boolean
  /** Never written, wherever they turn up. */
  readonly secrets: readonly Secret[]
  /** Lines for people, in colour or not; otherwise one JSON object a line. */
  readonly look: 'colour' | 'plain' | 'json'
  /** Takes finished text; standard error when left out. */
  readonly write?: (text: string) => void
}

const SECRET_KEYS = [
  'token',
  'password',
  'authorization',
  'Authorization',
  'session',
  'cookie',
  'accessJwt',
  'refreshJwt',
]
const DEPTHS = ['', '*.', '*.*.', '*.*.*.']

/** The log of the process. Writes at once, so that the last line before an exit is there. */
export function createLog({ level, verbose, secrets, look, write = toStandardError }: LogOptions): Log {
  const concealed = concealer(secrets)
  const conceal = (text: string): void => write(concealed(text))
  const describe = (error: unknown): unknown => describeError(error, verbose)
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: DEPTHS.flatMap((depth) => SECRET_KEYS.map((key) => depth + key)),
        censor: '[redacted]',
      },
      serializers: { err: describe, error: describe, cause: describe },
    },
    look === 'json' ? { write: conceal } : prettyStream(look === 'colour', conceal),
  )
}

const toStandardError = (text: string): void => {
  process.stderr.write(text)
}

function prettyStream(colorize: boolean, write: (text: string) => void): { write(line: string): void } {
  const paint = PinoPretty.prettyFactory({
    colorize,
    translateTime: 'SYS:HH:MM:ss',
    singleLine: true,
    levelFirst: true,
  })
  return { write: (line) => write(String(paint(line))) }
}

/** An SDK's error may carry its whole request, headers and all: only what says what went wrong is kept. */
function describeError(error: unknown, verbose: boolean, depth = 0): unknown {
  if (!(error instanceof Error)) return error
  const { code, fault, status } = error as { code?: unknown; fault?: unknown; status?: unknown }
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(fault === undefined ? {} : { fault }),
    ...(status === undefined ? {} : { status }),
    ...(verbose ? { stack: error.stack } : {}),
    ...(error.cause === undefined || depth > 3
      ? {}
      : { cause: describeError(error.cause, verbose, depth + 1) }),
  }
}
