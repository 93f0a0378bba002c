import { execFileSync } from 'node:child_process'

/** Some tests start the product as a process of its own: it must be the code under test, built. */
export function setup(): void {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc'], { stdio: 'inherit' })
}
