import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import type { DigestOptions } from './digest-command.js'
import { sentenceOf } from './failure.js'
import type { RegressOptions } from './regress.js'
import type { ReportOptions } from './report-command.js'
import { ROOT, VERSION } from './root.js'

const program = new Command('amends')
  .description(
    'Hears complaints about a brand on Bluesky and Mastodon, judges how bad and how pressing they are, and puts them in front of a social care team.',
  )
  .version(VERSION)
  .option('--verbose', 'write more to standard error, and say where in the program a fault arose')
  .showSuggestionAfterError()
  .showHelpAfterError('(amends --help lists what there is)')
  .addHelpText(
    'after',
    `
Examples:
  $ amends start                     run amends.yaml; without one, the demo
  $ amends check                     try every credential and permission, change nothing
  $ amends assess < posts.jsonl      judge {"id","text"} lines, one verdict a line`,
  )

const CONFIG = ['-c, --config <file>', 'the configuration (default: amends.yaml here)'] as const

program
  .command('start')
  .description('watch the networks and run the boards, until Ctrl-C')
  .option(...CONFIG)
  .option(
    '-p, --port <number>',
    'where the desk listens this time (default: boards.web.port); signing in with Discord needs that address registered',
    portOf,
  )
  .action(async ({ config, port }: { config?: string; port?: number }) => {
    const { start } = await import('./start.js')
    await start({ config, port, verbose: isVerbose() })
  })

program
  .command('check')
  .description('say in one screen what works and what to fix')
  .option(...CONFIG)
  .option('--offline', 'judge the configuration alone; ask no server')
  .action(async ({ config, offline = false }: { config?: string; offline?: boolean }) => {
    const { check } = await import('./check.js')
    process.exitCode = (await check({ config, offline, verbose: isVerbose() })) ? 0 : 1
  })

program
  .command('assess')
  .description('read JSONL {"id","text"} on standard input, write JSONL verdicts on standard output')
  .action(async () => {
    const [{ assess }, { classifierFromFile }] = await Promise.all([
      import('./assess.js'),
      import('../../classifiers/index.js'),
    ])
    const classifier = classifierFromFile(join(ROOT, 'data/models/linear.bin'))
    process.exitCode = await assess(process.stdin, process.stdout, classifier)
  })

program
  .command('report')
  .description('print the figures of a period: how much, how fast, whom we won back')
  .option(...CONFIG)
  .option('--from <day>', 'first day, as 2026-01-05')
  .option('--to <day>', 'last day (default: now)')
  .option('--last <time>', 'up to now, as 24h, 7d or 4w (default: 7d)')
  .option('--brand <name>', 'of one brand alone')
  .option('--csv <file>', 'write all figures there as CSV; - for standard output')
  .action(async (options: ReportOptions) => {
    const { report } = await import('./report-command.js')
    report(options)
  })

program
  .command('regress')
  .description(
    'hold the classifier against the posts that it missed before; exit 1 when one fails that passed',
  )
  .option(...CONFIG)
  .option('--out <file>', "write them there as labelled JSONL; it holds customers' words")
  .option('--accept', 'take what fails now as known, and hold it against no later run')
  .action(async (options: RegressOptions) => {
    const { regress } = await import('./regress.js')
    process.exitCode = regress(options)
  })

program
  .command('digest')
  .description('print the digest that would be sent now: what changed, what to watch, good catches')
  .option(...CONFIG)
  .option('--last <time>', 'up to now, as 24h or 7d (default: digest.last)')
  .option('--brand <name>', 'of one brand alone (default: digest.brand)')
  .action(async (options: DigestOptions) => {
    const { digest } = await import('./digest-command.js')
    await digest(options)
  })

program
  .command('schema')
  .description('print the JSON Schema of amends.yaml, for editors')
  .option('--out <file>', 'write it there instead')
  .action(async ({ out }: { out?: string }) => {
    const { schema } = await import('./schema.js')
    schema(out)
  })

const isVerbose = (): boolean => program.opts<{ verbose?: boolean }>().verbose === true

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535; 0 takes any free one.')
  return port
}

function fail(error: unknown): never {
  process.stderr.write(`${sentenceOf(error, process.argv.includes('--verbose'))}\n`)
  process.exit(1)
}

// Whoever reads our output may have seen enough: `amends assess | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  fail(error)
})
process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)

await program.parseAsync().catch(fail)
