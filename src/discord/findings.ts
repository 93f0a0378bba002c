import type { Finding } from '../ports.js'
import { describe } from './api.js'

export const fine = (what: string, detail: string): Finding => ({ what, ok: true, detail, mend: null })

export const wrong = (what: string, detail: string, mend: string, error?: unknown): Finding => ({
  what,
  ok: false,
  detail: error === undefined ? detail : `${detail} (${describe(error)})`,
  mend,
})

export type Tried<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly error: unknown }

export async function tried<T extends object>(ask: () => Promise<T>): Promise<Tried<T>> {
  try {
    const answer = await ask()
    // A proxy's page with status 200 comes as bytes.
    if ('id' in answer || 'user' in answer) return { ok: true, answer }
    return { ok: false, error: new Error('the answer is not from Discord') }
  } catch (error) {
    return { ok: false, error }
  }
}
