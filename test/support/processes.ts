import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Doom } from './doom.js'

export type Running = {
  readonly child: ChildProcess
  /** The words after `ready`. */
  readonly ready: Promise<readonly string[]>
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Politely, as Ctrl-C does; resolves with how long it took in ms. */
  stop(): Promise<number>
}

/** As it is built; tests and benches run in the project's folder. */
const BUILT = join(process.cwd(), 'dist/test/support/doomed-desk.js')

export function startDesk(doom: Doom): Running {
  const child = spawn(process.execPath, [BUILT, JSON.stringify(doom)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const ended = once(child, 'exit').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }))
  const ready = new Promise<readonly string[]>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const line = /^ready (.*)\n/m.exec(text)
      if (line !== null) resolve((line[1] ?? '').split(' '))
    })
    void ended.then(({ code, signal }) =>
      reject(new Error(`ended before it was ready (${code ?? signal}): ${errors}`)),
    )
  })
  // Whoever waits for the end alone is not told of a start that failed on purpose.
  ready.catch(() => {})
  return {
    child,
    ready,
    ended,
    async stop() {
      const start = performance.now()
      child.kill('SIGTERM')
      await ended
      return performance.now() - start
    },
  }
}

/** Looks until the condition holds; a sentence of what was waited for when it does not in time. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  within = 30_000,
): Promise<void> {
  const end = performance.now() + within
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited ${within} ms in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
