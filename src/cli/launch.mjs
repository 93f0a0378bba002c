#!/usr/bin/env node
// Runs before anything is installed: plain JavaScript, Node's own modules alone.
import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const LEAST_NODE = [20, 19]

const INSTALLED = join(ROOT, 'node_modules', '.amends-lock')
const BUILT = join(ROOT, 'dist', '.amends-build')
const TURN = join(ROOT, 'var', 'launch.turn')

/** Milliseconds; no install takes longer. */
const LONGEST_TURN = 15 * 60_000

const say = (words) => process.stderr.write(`amends: ${words}\n`)

/** Ends the launch with a sentence; whatever it takes to mend is in it. */
class Stop extends Error {}

/**
 * `launch.mjs start|check|assess …` installs and builds what is missing, then is the command line itself;
 * `launch.mjs npm run check` installs what is missing, then runs that command and ends as it ends;
 * `launch.mjs node dist/…` builds too.
 * Nothing but the command itself writes to standard output.
 */
async function launch(args) {
  refuseOldNode()
  await install()
  if (args[0] === 'npm') {
    process.exitCode = await npm(args.slice(1), 'inherit')
    return
  }
  await build()
  if (args[0] === 'node') {
    process.exitCode = await run(process.execPath, args.slice(1), 'inherit')
    return
  }
  await import(pathToFileURL(join(ROOT, 'dist', 'src', 'cli', 'index.js')).href)
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return
  throw new Stop(
    `this is Node ${process.versions.node}; Amends needs ${LEAST_NODE.join('.')} or later. Get it from https://nodejs.org (or: nvm install ${LEAST_NODE[0]}).`,
  )
}

// ------------------------------------------------------------------------------------------------------ install

async function install() {
  if (missing() === null) return
  await alone(async () => {
    const why = missing()
    if (why === null) return
    if (why === 'rebuild') {
      say('another Node than last time: rebuilding what is compiled for it …')
      if ((await npm(['rebuild'], 'quiet')) !== 0) throw new Stop(afterFailedInstall())
    } else {
      say('installing packages (once; a minute, or three where SQLite has to be compiled) …')
      const words = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
      if ((await npm(words, 'quiet')) !== 0) throw new Stop(afterFailedInstall())
    }
    writeFileSync(INSTALLED, stampOfLock())
  })
}

/** `null` when what is installed is what the lockfile says, compiled for this Node. */
function missing() {
  const [lock, abi] = stampOfLock().split('\n')
  const [installedLock, installedAbi] = (read(INSTALLED) ?? '').split('\n')
  if (installedLock === lock) return installedAbi === abi ? null : 'rebuild'
  if (!isInstalledAsLocked()) return 'install'
  // Somebody ran npm by hand, and it is all there.
  writeFileSync(INSTALLED, stampOfLock())
  return null
}

const stampOfLock = () => {
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  return `${lock}\n${process.platform}-${process.arch}-${process.versions.modules}`
}

/** Compares the lockfile with the list that npm keeps of what it put into node_modules. */
function isInstalledAsLocked() {
  const kept = read(join(ROOT, 'node_modules', '.package-lock.json'))
  if (kept === null) return false
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages
  const there = JSON.parse(kept).packages
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' || optional || devOptional || peer || there[path]?.version === version,
  )
}

const afterFailedInstall = () =>
  [
    'the packages could not be installed; what npm said stands above. Usual mends:',
    '  no network, or a proxy: npm config set proxy http://…, then try again',
    '  better-sqlite3 was not compiled: it needs Python 3, make and a C++ compiler',
    '    Debian, Ubuntu: sudo apt-get install python3 make g++',
    '    macOS: xcode-select --install',
    '    Windows: choose "Tools for Native Modules" in the Node installer',
    '  a half-made node_modules: delete that folder, then try again',
  ].join('\n')

// -------------------------------------------------------------------------------------------------------- build

async function build() {
  if (read(BUILT) === stampOfSources()) return
  await alone(async () => {
    const stamp = stampOfSources()
    if (read(BUILT) === stamp) return
    say('building …')
    rmSync(BUILT, { force: true })
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
    // Without the tests: a fault in one of them keeps nobody from starting.
    if ((await run(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.build.json')], 'quiet')) !== 0)
      throw new Stop('the build failed; what the compiler said stands above.')
    writeFileSync(BUILT, stamp)
  })
}

/** Every source with its size and its time: a file that came, went or changed, forwards or back, makes another stamp. */
function stampOfSources() {
  const hash = createHash('sha256')
  const add = (path) => {
    const about = statSync(path)
    if (about.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name))
    else if (/\.(ts|tsx|json)$/.test(path)) hash.update(`${path} ${about.size} ${about.mtimeMs}\n`)
  }
  const configs = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json']
  for (const part of ['src', 'connectors', 'classifiers', 'bench', ...configs]) add(join(ROOT, part))
  return hash.digest('hex')
}

// ------------------------------------------------------------------------------------------- one launch at a time

/** Two launches at once take turns. A turn whose holder died is taken over; only one of several can do so. */
async function alone(work) {
  const mine = join(TURN, `${process.pid}-${randomUUID()}`)
  mkdirSync(dirname(TURN), { recursive: true })
  for (let told = false; ; ) {
    try {
      mkdirSync(TURN)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (clearStale()) continue
    if (!told) say('waiting for another launch to finish installing or building …')
    told = true
    await new Promise((resume) => setTimeout(resume, 200))
  }
  writeFileSync(mine, '')
  const leave = () => rmSync(TURN, { recursive: true, force: true })
  process.once('exit', leave)
  try {
    return await work()
  } finally {
    process.off('exit', leave)
    leave()
  }
}

/** Only one of several can rename the dead holder's file away; a turn taken since holds another. */
function clearStale() {
  try {
    const age = Date.now() - statSync(TURN).mtimeMs
    const holder = readdirSync(TURN)[0]
    if (holder === undefined) {
      if (age < 5_000) return false
      rmdirSync(TURN)
      return true
    }
    if (isAlive(Number.parseInt(holder, 10)) && age < LONGEST_TURN) return false
    const grave = `${TURN}.${holder}`
    renameSync(join(TURN, holder), grave)
    rmSync(TURN, { recursive: true, force: true })
    rmSync(grave, { force: true })
    return true
  } catch {
    // Somebody else was faster: look again.
    return true
  }
}

/** Our own number on somebody else's turn is left from before a restart of the machine or container. */
function isAlive(pid) {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

// ---------------------------------------------------------------------------------------------------- processes

/** The npm that started us, where one did. Only Windows needs a shell, to find npm.cmd. */
function npm(args, output) {
  const script = process.env.npm_execpath
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script) && existsSync(script))
    return run(process.execPath, [script, ...args], output)
  return run('npm', args, output, process.platform === 'win32')
}

/** Resolves to the exit code. `quiet` keeps standard output clean: the words go to standard error. */
function run(command, args, output, shell = false) {
  return new Promise((resolve, reject) => {
    const stdio = output === 'inherit' ? 'inherit' : ['ignore', 2, 2]
    const child = spawn(command, args, { cwd: ROOT, stdio, shell })
    // A terminal's Ctrl-C reaches the child itself: we only wait for its end.
    const handlers = {
      SIGINT: () => {},
      SIGTERM: () => child.kill('SIGTERM'),
      SIGHUP: () => child.kill('SIGHUP'),
    }
    for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler)
    const done = () => {
      for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler)
    }
    child.once('error', (error) => {
      done()
      reject(new Stop(`${command} could not be run (${error.code}); is it installed and in PATH?`))
    })
    child.once('exit', (code, signal) => {
      done()
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

launch(process.argv.slice(2)).catch((error) => {
  say(error instanceof Stop ? error.message : `could not be launched: ${error.message}`)
  process.exitCode = 1
})
