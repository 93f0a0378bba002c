import type { Secret } from '../domain/secret.js'

/** Shorter, and it would strike out bits of ordinary words. */
const LEAST_LENGTH = 6

/** Strikes secrets out of a text, however they got there: a server may repeat what it was sent. */
export function concealer(secrets: readonly Secret[]): (text: string) => string {
  const hidden = secrets.map((secret) => secret.reveal()).filter((value) => value.length >= LEAST_LENGTH)
  return (text) => hidden.reduce((shown, value) => shown.replaceAll(value, '[redacted]'), text)
}
