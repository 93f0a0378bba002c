import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, parse, resolve } from 'node:path'
import type { Config, DigestConfig, DiscordConfig } from './config.js'
import { crossCheck } from './cross-check.js'
import { type ConfigDocument, readDocument } from './document.js'
import { withEnvFile } from './environment.js'
import type { IsCron } from './every.js'
import { type Explained, explainIssue, valueAt } from './explain.js'
import { type Fault, keyOf, type Path, type Wrong } from './fault.js'
import { nearestKeyBefore } from './json-schema.js'
import { DEFAULT_TEAM, resolveOnCall, resolveTeam } from './resolve-team.js'
import { configSchema, type ParsedConfig } from './schema.js'
import { type Environment, substitute } from './substitute.js'

export type LoadOptions = {
  readonly file: string
  /** The process's own; a `.env` beside the file adds to it. */
  readonly env: Environment
  readonly isCron: IsCron
}

export type Loaded =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** A file beyond this is something else. */
const MOST_BYTES = 1_000_000

const IN_MEMORY = ':memory:'

/**
 * Reads and checks a configuration: all faults at once, each with its place and its mend, none with a value.
 * Relative paths in the file are taken from the file's folder.
 */
export function loadConfig({ file, env, isCron }: LoadOptions): Loaded {
  const absolute = resolve(file)
  const source = readSource(absolute)
  if ('problem' in source) return refuse([ofFile(absolute, source)])

  const document = readDocument(source.text)
  const syntax = document.faults.map((fault) => ({
    file: absolute,
    ...fault.place,
    key: nearestKeyBefore(source.text, fault.offset),
    problem: fault.problem,
    mend: fault.mend,
  }))
  if (document.faults.some((fault) => !fault.readable)) return refuse(firstOfEachLine(syntax))

  const environment = readEnvironment(env, absolute)
  if ('problem' in environment) return refuse([...syntax, ofFile(absolute, environment)])

  const beside = `.env beside ${basename(absolute)}`
  const { value, faults: unset } = substitute(document.value ?? {}, environment.env, beside)
  const parsed = configSchema(isCron).safeParse(value)
  const wrong: readonly Explained[] = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => explainIssue(issue, value))),
    ...[...crossCheck(value), ...missingFiles(value, dirname(absolute))].map((fault) => ({
      ...fault,
      onKey: false,
    })),
  ]
  const faults = [
    ...syntax,
    ...unset
      .filter((fault) => !isWithinUnknown(fault.path, wrong))
      .map((fault) => placed(absolute, document, { ...fault, onKey: false })),
    ...onePerKey(withoutEchoes(wrong), unset).map((fault) => placed(absolute, document, fault)),
  ]
  if (faults.length > 0 || !parsed.success) return refuse(faults)
  return { ok: true, config: configOf(parsed.data, dirname(absolute)) }
}

const refuse = (faults: readonly Fault[]): Loaded => ({ ok: false, faults })

const ofFile = (file: string, { problem, mend }: Wrong): Fault => ({
  file,
  line: null,
  column: null,
  key: '',
  problem,
  mend,
})

function placed(file: string, document: ConfigDocument, { path, onKey, problem, mend }: Explained): Fault {
  if (!onKey) return { file, ...document.place(path), key: keyOf(path), problem, mend }
  const around = path.slice(0, -1)
  const key = String(path.at(-1))
  return {
    file,
    ...document.placeOfKey(around, key),
    key: keyOf([...around, mayBeShown(key, valueAt(document.value, path)) ? key : '…']),
    problem,
    mend,
  }
}

/** Where a colon was forgotten, as in `{ password "…" }`, what YAML takes for a key is the secret itself. */
const mayBeShown = (key: string, value: unknown): boolean =>
  value !== null && /^[A-Za-z][A-Za-z0-9_-]{0,29}$/.test(key)

function readSource(file: string): { readonly text: string } | Wrong {
  try {
    if (statSync(file).size > MOST_BYTES)
      return { problem: 'is larger than a configuration can be', mend: 'name the right file with --config' }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)) }
  } catch (error) {
    return unreadable((error as NodeJS.ErrnoException).code)
  }
}

function readEnvironment(env: Environment, file: string): { readonly env: Environment } | Wrong {
  try {
    return { env: withEnvFile(env, join(dirname(file), '.env')) }
  } catch {
    return { problem: 'has a .env beside it that cannot be read', mend: 'make .env a file that you may read' }
  }
}

function unreadable(code: string | undefined): Wrong {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        problem: 'does not exist',
        mend: 'copy amends.example.yaml to amends.yaml, or name your file with --config',
      }
    case 'EISDIR':
      return { problem: 'is a folder', mend: 'name the file in it with --config' }
    case 'EACCES':
    case 'EPERM':
      return { problem: 'may not be read', mend: 'give yourself the right to read it' }
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return { problem: 'is not UTF-8 text', mend: 'save it as UTF-8' }
    default:
      return { problem: 'cannot be read', mend: 'name a YAML file with --config' }
  }
}

/** A scenario that is not there is best named before anything starts. */
function missingFiles(value: unknown, folder: string): readonly (Wrong & { readonly path: Path })[] {
  const connectors = (value as { connectors?: unknown }).connectors
  if (!Array.isArray(connectors)) return []
  return connectors.flatMap((connector: unknown, index) => {
    const { type, file } = (connector ?? {}) as { type?: unknown; file?: unknown }
    if (type !== 'replay' || typeof file !== 'string' || file.trim() === '') return []
    return existsSync(resolve(folder, file))
      ? []
      : [
          {
            path: ['connectors', index, 'file'],
            problem: 'names a file that does not exist',
            mend: 'write its path from the folder of this configuration, or the whole path',
          },
        ]
  })
}

/** Of several findings on one key the first says it; where a variable is missing, nothing else is to be said. */
function onePerKey(
  wrong: readonly Explained[],
  unset: readonly { readonly path: Path }[],
): readonly Explained[] {
  const told = new Set(unset.map((fault) => keyOf(fault.path)))
  return wrong.filter(({ path, onKey }) => {
    const key = keyOf(path)
    if (told.has(key) && !onKey) return false
    told.add(key)
    return true
  })
}

const isWithinUnknown = (path: Path, wrong: readonly Explained[]): boolean =>
  wrong.some((fault) => fault.onKey && fault.path.every((step, index) => step === path[index]))

/** `tokn` unknown, did you mean `token`: that `token` is missing then says the same again. */
const withoutEchoes = (wrong: readonly Explained[]): readonly Explained[] =>
  wrong.filter(
    ({ path, problem }) =>
      problem !== 'is missing' ||
      !wrong.some(
        (other) =>
          other.onKey &&
          keyOf(other.path.slice(0, -1)) === keyOf(path.slice(0, -1)) &&
          other.mend === `did you mean ${path.at(-1)}?`,
      ),
  )

/** One slip makes a parser stumble several times. */
const firstOfEachLine = (faults: readonly Fault[]): readonly Fault[] =>
  faults
    .filter((fault, index) => faults.findIndex((other) => other.line === fault.line) === index)
    .slice(0, 5)

function configOf(parsed: ParsedConfig, folder: string): Config {
  const database = parsed.database === IN_MEMORY ? IN_MEMORY : resolve(folder, parsed.database)
  const beside = database === IN_MEMORY ? join(folder, 'var') : dirname(database)
  const team = resolveTeam(DEFAULT_TEAM, parsed.team)
  return {
    brands: parsed.brands.map(({ team: _, ...brand }) => brand),
    connectors: parsed.connectors.map((connector) =>
      connector.type === 'replay'
        ? {
            ...connector,
            file: resolve(folder, connector.file),
            memory:
              connector.memory === undefined
                ? join(beside, `${parse(connector.file).name}.replies.jsonl`)
                : resolve(folder, connector.memory),
          }
        : connector,
    ),
    boards: { discord: discordOf(parsed), web: parsed.boards.web },
    database,
    claim: parsed.claim,
    team,
    brandTeams: new Map(
      parsed.brands.flatMap((brand) =>
        brand.team === undefined ? [] : [[brand.name, resolveTeam(team, brand.team)]],
      ),
    ),
    oncall: resolveOnCall(parsed.team?.oncall),
    review: parsed.review,
    digest: digestOf(parsed),
    log: parsed.log,
  }
}

const digestOf = ({ digest }: ParsedConfig): DigestConfig | null =>
  digest === 'off' ? null : { ...digest, channel: digest.channel ?? null, brand: digest.brand ?? null }

function discordOf({ boards: { discord }, team }: ParsedConfig): DiscordConfig | null {
  if (discord === undefined) return null
  const { oncall, ...roles } = discord.roles
  return {
    ...discord,
    roles,
    onCallRole: oncall ?? team?.oncall?.role ?? roles.rep,
    notices: discord.notices ?? discord.channel,
  }
}
