import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const PATH = '/usr/bin/chromium'

/** Debian's Chromium; installed where we may and it is missing. `null`, and why on stderr, where there is none. */
export async function openBrowser(): Promise<Browser | null> {
  const missing = existsSync(PATH) ? null : await install()
  if (missing !== null) {
    if (process.env['CI'] === 'true') throw new Error(missing)
    console.error(`\n*** SKIPPED: no browser tests were run. ${missing} ***\n`)
    return null
  }
  return chromium.launch({
    executablePath: PATH,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

async function install(): Promise<string | null> {
  if (process.getuid?.() !== 0) return `There is no ${PATH}: install Debian's package "chromium" to run them.`
  const aptGet = (...args: string[]) =>
    promisify(execFile)('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', '-y', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 * 1024 * 1024,
    })
  try {
    await aptGet('update')
    await aptGet('install', '--no-install-recommends', 'chromium', 'fonts-noto-core')
    return existsSync(PATH) ? null : `apt-get installed chromium, but not to ${PATH}.`
  } catch (fault) {
    return `There is no ${PATH}, and it could not be installed: ${String(fault)}`
  }
}
