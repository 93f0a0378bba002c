import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PATH = '/usr/bin/chromium'

/** Debian's Chromium; installed where we may and it is missing. `null`, and why on stderr, where there is none. */
export async function openBrowser(): Promise<Browser | null> {
  const missing = existsSync(PATH) ? null : install()
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

function install(): string | null {
  if (process.getuid?.() !== 0) return `There is no ${PATH}: install Debian's package "chromium" to run them.`
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    execFileSync(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
      {
        stdio: 'ignore',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      },
    )
    return existsSync(PATH) ? null : `apt-get installed chromium, but not to ${PATH}.`
  } catch (fault) {
    return `There is no ${PATH}, and it could not be installed: ${String(fault)}`
  }
}
