import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { classifierFromFile } from '../../classifiers/index.js'
import { DEMO } from '../../src/cli/config-file.js'
import { makeUpPastWeeks } from '../../src/cli/demo/past-weeks.js'
import { ROOT } from '../../src/cli/root.js'
import { loadConfig } from '../../src/config/load.js'
import { createAmends } from '../../src/main.js'
import { visitor } from './desk-visitor.js'
import { quiet } from './world.js'

/** The demo's desk with its made-up weeks, at a moment that stays; its own evening has not begun. */
export async function openDemoDesk(now: number) {
  const folder = mkdtempSync(join(tmpdir(), 'amends-demo-'))
  const loaded = loadConfig({ file: DEMO, env: {}, isCron: () => true })
  if (!loaded.ok) throw new Error('the demo cannot be configured')
  const { boards } = loaded.config
  const config = {
    ...loaded.config,
    database: join(folder, 'demo.db'),
    boards: { ...boards, web: { ...boards.web, port: 0 } },
  }
  const places = { root: ROOT }
  const classifier = classifierFromFile(join(ROOT, 'data/models/linear.bin'))
  await makeUpPastWeeks({ config, places, log: quiet, now, classifier })
  const amends = await createAmends(config, places, quiet, { clock: () => now, classifier })
  const { url } = await amends.web.start()
  const manager = visitor(url)
  await manager.signIn(amends.web, 'Ana', 'admin')
  return {
    url,
    now,
    manager,
    async close() {
      await amends.stop()
      rmSync(folder, { recursive: true })
    },
  }
}
