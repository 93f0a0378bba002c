import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'

export type Ended = {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A process of Node's that a test started, with what it has said so far. */
export type Running = {
  readonly child: ChildProcessWithoutNullStreams
  readonly said: () => { readonly out: string; readonly err: string }
  /** Resolves when `pattern` stands in its output; rejects when it ends without. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>
  readonly ended: Promise<Ended>
}

export function startNode(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Running {
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...options.env },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (data) => {
    out += data
  })
  child.stderr.on('data', (data) => {
    err += data
  })
  const ended = once(child, 'close').then(([code]): Ended => ({ code, out, err }))
  const says = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(out + err)
        if (match !== null) resolve(match)
      }
      child.stdout.on('data', look)
      child.stderr.on('data', look)
      void ended.then(({ code }) =>
        reject(new Error(`ended with ${code} and never said ${pattern}:\n${out}${err}`)),
      )
      look()
    })
  return { child, said: () => ({ out, err }), says, ended }
}

/** The command line as it is built. */
export const amends = (args: readonly string[], options?: Parameters<typeof startNode>[1]): Running =>
  startNode([`${process.cwd()}/dist/src/cli/index.js`, ...args], options)
