import { spawn } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Ended, startNode } from './run.js'

/**
 * The launcher in a small project of its own, with the real npm. Its only package, installed from a folder beside it, is
 * a compiler that takes its time and notes each time it ran.
 */
function project(): { readonly root: string; readonly ran: () => number } {
  const root = join(mkdtempSync(join(tmpdir(), 'amends launch ')), 'clone')
  made.push(join(root, '..'))
  for (const folder of ['src/cli', 'connectors', 'classifiers', 'bench', 'compiler/bin'])
    mkdirSync(join(root, folder), { recursive: true })
  const write = (file: string, text: string) => writeFileSync(join(root, file), text)
  copyFileSync('src/cli/launch.mjs', join(root, 'src/cli/launch.mjs'))
  write('tsconfig.json', '{}')
  write('tsconfig.build.json', '{}')
  write('src/a.ts', '')
  write('compiler/package.json', '{ "name": "typescript", "version": "1.0.0" }')
  write('compiler/bin/tsc', COMPILER)
  const dependencies = { typescript: 'file:compiler' }
  write('package.json', JSON.stringify({ name: 'clone', version: '1.0.0', type: 'module', dependencies }))
  write(
    'package-lock.json',
    JSON.stringify({
      name: 'clone',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: {
        '': { name: 'clone', version: '1.0.0', dependencies },
        compiler: { name: 'typescript', version: '1.0.0' },
        'node_modules/typescript': { resolved: 'compiler', link: true },
      },
    }),
  )
  const log = join(root, 'ran.log')
  return { root, ran: () => (existsSync(log) ? readFileSync(log, 'utf8').length : 0) }
}

const COMPILER = `
const { appendFileSync, mkdirSync, writeFileSync, existsSync } = require('node:fs')
const root = require('node:path').dirname(process.argv[3])
console.log('words of the compiler')
appendFileSync(root + '/ran.log', '.')
if (!process.argv[3].endsWith('tsconfig.build.json')) process.exit(3)
if (existsSync(root + '/src/broken.ts')) process.exit(2)
setTimeout(() => {
  mkdirSync(root + '/dist/src/cli', { recursive: true })
  writeFileSync(root + '/dist/src/cli/index.js', PRODUCT)
}, 200)
const PRODUCT = 'console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd() })); if (process.argv[2] === "fail") process.exitCode = 7'
`

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const launch = (root: string, args: readonly string[], cwd = root): Promise<Ended> =>
  startNode([join(root, 'src/cli/launch.mjs'), ...args], { cwd }).ended

describe('a launch on a fresh clone', () => {
  it('installs and builds once, then is the command itself, whatever folder it is called from', async () => {
    const { root, ran } = project()
    const first = await launch(root, ['assess', '--x', 'a b'], tmpdir())
    expect(first.err).toContain('installing packages')
    expect(first.err).toContain('building')
    expect(JSON.parse(first.out)).toEqual({ args: ['assess', '--x', 'a b'], cwd: tmpdir() })
    expect(first.code).toBe(0)

    const second = await launch(root, ['assess'])
    expect(second.err).toBe('')
    expect(ran()).toBe(1)
  }, 60_000)

  it('ends as the command ends', async () => {
    const { root } = project()
    expect((await launch(root, ['fail'])).code).toBe(7)
    expect((await launch(root, ['npm', 'run', 'nothing-of-that-name'])).code).toBe(1)
    expect(await launch(root, ['npm', 'exec', '-c', 'echo hello'])).toMatchObject({ code: 0, out: 'hello\n' })
    expect(await launch(root, ['node', '-e', 'console.log(6 * 7)'])).toMatchObject({ code: 0, out: '42\n' })
  }, 60_000)

  it('builds again when a source came, changed, went, or went back in time', async () => {
    const { root, ran } = project()
    await launch(root, [])
    const changes = [
      () => writeFileSync(join(root, 'connectors/b.ts'), 'one'),
      () => appendFileSync(join(root, 'connectors/b.ts'), 'two'),
      () => utimesSync(join(root, 'connectors/b.ts'), 1, 1),
      () => rmSync(join(root, 'connectors/b.ts')),
    ]
    for (const [i, change] of changes.entries()) {
      change()
      await launch(root, [])
      expect(ran()).toBe(i + 2)
    }
  }, 60_000)

  it('installs again when the lockfile changed, and takes what somebody installed by hand', async () => {
    const { root } = project()
    await launch(root, [])
    appendFileSync(join(root, 'package-lock.json'), '\n')
    rmSync(join(root, 'node_modules/.package-lock.json'))
    expect((await launch(root, [])).err).toContain('installing packages')

    rmSync(join(root, 'node_modules/.amends-lock'))
    expect((await launch(root, [])).err).toBe('')
  }, 60_000)

  it('that fails to build says so, and builds next time', async () => {
    const { root } = project()
    writeFileSync(join(root, 'src/broken.ts'), '')
    const failed = await launch(root, [])
    expect(failed).toMatchObject({ code: 1, out: '' })
    expect(failed.err).toContain('the build failed')
    expect(failed.err).not.toMatch(/^\s+at /m)
    rmSync(join(root, 'src/broken.ts'))
    expect((await launch(root, [])).code).toBe(0)
  }, 60_000)

  it('builds no test, so that a fault in one keeps nobody from starting', async () => {
    const compiler = 'node_modules/typescript/bin/tsc'
    const { code, out } = await startNode([compiler, '-p', 'tsconfig.build.json', '--listFilesOnly']).ended
    const built = out.split('\n').filter((file) => !file.includes('/node_modules/'))
    expect(code).toBe(0)
    expect(built.some((file) => file.endsWith('/src/main.ts'))).toBe(true)
    expect(built.filter((file) => file.includes('/test/'))).toEqual([])
  }, 60_000)

  it('with a Node that is too old says which it needs', async () => {
    const { root } = project()
    const old = 'data:text/javascript,Object.defineProperty(process.versions, "node", { value: "20.18.3" })'
    const { code, out, err } = await startNode(['--import', old, join(root, 'src/cli/launch.mjs'), 'start'])
      .ended
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^amends: this is Node 20\.18\.3; Amends needs 20\.19 or later\. .+\n$/)
  })

  it('that cannot install says what usually helps', async () => {
    const { root } = project()
    writeFileSync(
      join(root, 'package-lock.json'),
      '{ "packages": { "": {}, "node_modules/x": { "version": "1.0.0" } } }',
    )
    const failed = await launch(root, ['start'])
    expect(failed).toMatchObject({ code: 1, out: '' })
    expect(failed.err).toContain('better-sqlite3 was not compiled')
  }, 60_000)
})

describe('launches at once', () => {
  it('take turns: one installs and builds, all run', async () => {
    const { root, ran } = project()
    const all = await Promise.all(['a', 'b', 'c'].map((name) => launch(root, [name])))
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(all.map(({ out }) => JSON.parse(out).args[0])).toEqual(['a', 'b', 'c'])
    expect(all.filter(({ err }) => err.includes('installing packages'))).toHaveLength(1)
    expect(ran()).toBe(1)
  }, 60_000)

  it('take over the turn of one that died', async () => {
    const { root } = project()
    mkdirSync(join(root, 'var/launch.turn'), { recursive: true })
    const gone = spawn(process.execPath, ['-e', ''])
    await new Promise((resolve) => gone.once('exit', resolve))
    writeFileSync(join(root, `var/launch.turn/${gone.pid}-0-0`), '')
    const all = await Promise.all(['a', 'b'].map((name) => launch(root, [name])))
    expect(all.map(({ code }) => code)).toEqual([0, 0])
    expect(existsSync(join(root, 'var/launch.turn'))).toBe(false)
  }, 60_000)
})
