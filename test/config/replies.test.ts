import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { loadReplies } from '../../src/config/replies.js'

const DATA = join(import.meta.dirname, '../../data')
const LANGUAGES = ['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pt']

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A copy of the data in which one file was edited. */
function edited(file: string, edit: (text: string) => string) {
  const folder = mkdtempSync(join(tmpdir(), 'amends-replies-'))
  folders.push(folder)
  for (const part of ['replies', 'coach']) cpSync(join(DATA, part), join(folder, part), { recursive: true })
  writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')))
  return loadReplies(folder)
}

const faultsOf = (loaded: ReturnType<typeof loadReplies>) =>
  loaded.ok ? [] : loaded.faults.map(({ key, problem, line }) => [key, problem, line !== null])

test('every language has a guide, rules and examples', () => {
  const loaded = loadReplies(DATA)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  expect([...loaded.guides.keys()]).toEqual(LANGUAGES)
  expect([...loaded.rules.languages.keys()]).toEqual(LANGUAGES)
})

test.each([
  ['replies/en.yaml', 'hello: "Hi {name},"', 'hello: "Hi,"', 'hello', 'does not hold {name}'],
  ['replies/en.yaml', 'serious:', 'serius:', 'serius', 'is not a known key'],
  ['replies/de.yaml', 'lang: de', 'lang: nl', 'lang', 'differs from the name of the file'],
  ['coach/en.yaml', '- sorry (if|', '- sorry (if(|', 'blame.phrases[5]', 'cannot be read'],
  ['coach/thresholds.yaml', 'alike: 0.55', 'alike: 55', 'alike', 'is too big'],
  ['coach/thresholds.yaml', 'leastWords: 10', 'leastWords: "ten"', 'leastWords', 'is not a number'],
  ['coach/thresholds.yaml', 'postsInThread: 2', '', 'postsInThread', 'is missing'],
])('%s with "%s" changed to "%s" is refused', (file, from, to, key, problem) => {
  const faults = faultsOf(edited(file, (text) => text.replace(from, to)))
  expect(faults).toContainEqual([key, expect.stringContaining(problem), expect.any(Boolean)])
})

test('a file that is not YAML is named with its line', () => {
  expect(faultsOf(edited('coach/fr.yaml', (text) => `${text}\n\tx: [`))[0]?.[2]).toBe(true)
})

test('a folder without the files says so', () => {
  expect(loadReplies(join(DATA, 'nowhere')).ok).toBe(false)
})
