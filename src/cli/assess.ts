import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Classifier } from '../ports.js'

type Row = {
  readonly id: string | number | null
  readonly text: string
  readonly langs: readonly string[] | undefined
}

/**
 * Reads JSONL `{"id","text"}` (optionally `"lang"` or `"langs"`, the author's own tags) and writes one verdict a line,
 * in order, no faster than they are taken. A line that cannot be read is named on `errors` by its number and the rest
 * goes on. A reader that leaves early ends the work. Returns the exit code: 1 when a line could not be read.
 * @throws the stream's error when reading or writing fails otherwise
 */
export async function assess(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  classifier: Classifier,
  errors: NodeJS.WritableStream = process.stderr,
): Promise<number> {
  let broken: Error | null = null
  const onError = (error: Error): void => {
    broken = error
  }
  output.on('error', onError)
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  let number = 0
  let failed = false
  try {
    for await (const line of lines) {
      if (broken !== null) break
      number++
      const written = number === 1 ? line.replace(/^\ufeff/, '') : line
      if (written.trim() === '') continue
      const row = rowOf(written)
      if (typeof row === 'string') {
        failed = true
        errors.write(`${JSON.stringify({ line: number, error: row })}\n`)
      } else if (!output.write(verdictLine(row, classifier)) && broken === null) {
        await drained(output)
      }
    }
  } finally {
    lines.close()
    output.off('error', onError)
  }
  if (broken !== null && !isClosedPipe(broken)) throw broken
  return failed ? 1 : 0
}

/** Resolves when more can be written, or when nothing ever will be. */
async function drained(output: NodeJS.WritableStream): Promise<void> {
  const done = new AbortController()
  const { signal } = done
  // A failure is remembered by the caller's own listener: here it only ends the wait.
  const waits = ['drain', 'close', 'error'].map((event) =>
    once(output, event, { signal }).catch(() => undefined),
  )
  await Promise.race(waits)
  done.abort()
}

const isClosedPipe = (error: Error & { code?: string }): boolean =>
  error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED'

/** The row, or what is wrong with it in a few words. */
function rowOf(line: string): Row | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'not JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object'
  const { id = null, text, lang, langs } = value as Record<string, unknown>
  if (typeof text !== 'string') return '"text" must be a string'
  if (id !== null && typeof id !== 'string' && typeof id !== 'number')
    return '"id" must be a string or a number'
  const tags = Array.isArray(langs) ? langs.filter((tag): tag is string => typeof tag === 'string') : []
  return { id, text, langs: tags.length > 0 ? tags : typeof lang === 'string' ? [lang] : undefined }
}

function verdictLine(row: Row, classifier: Classifier): string {
  const said = classifier.assess(row.text, { langs: row.langs })
  return `${JSON.stringify({
    id: row.id,
    lang: said.lang,
    complaint: rounded(said.complaint),
    severity: said.severity,
    urgency: said.urgency,
    category: said.category,
    reasons: said.reasons,
    wantsReply: rounded(said.wantsReply),
    rules: said.rules,
  })}\n`
}

const rounded = (chance: number): number => Math.round(chance * 10_000) / 10_000
