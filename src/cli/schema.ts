import { writeFileSync } from 'node:fs'
import { editorSchema } from '../config/json-schema.js'

/** Prints the JSON Schema of the configuration, or writes it to `out`. */
export function schema(out: string | undefined): void {
  const text = `${JSON.stringify(editorSchema(), null, 2)}\n`
  if (out === undefined) process.stdout.write(text)
  else writeFileSync(out, text)
}
