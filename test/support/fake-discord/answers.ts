import { errorTree, type Faults } from './validate.js'
import type { Json } from './world.js'

export type Call = {
  readonly method: string
  readonly ids: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Json
  readonly authorization: string
  /** The body came as form fields. */
  readonly isForm: boolean
}
export type Answer = { readonly status: number; readonly body: unknown }

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const NOTHING: Answer = { status: 204, body: null }
export const refusal = (status: number, code: number, message: string): Answer => ({
  status,
  body: { message, code },
})
export const invalid = (faults: Faults): Answer => ({
  status: 400,
  body: { message: 'Invalid Form Body', code: 50_035, errors: errorTree(faults) },
})

export const UNKNOWN_CHANNEL = refusal(404, 10_003, 'Unknown Channel')
export const UNKNOWN_MESSAGE = refusal(404, 10_008, 'Unknown Message')
export const UNKNOWN_INTERACTION = refusal(404, 10_062, 'Unknown interaction')
export const NO_ACCESS = refusal(403, 50_001, 'Missing Access')
