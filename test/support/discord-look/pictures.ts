/**
 * Draws cards as Discord's dark theme shows them: `node dist/test/support/discord-look/pictures.js [folder]`.
 * Writes card.png (one open case), and card-phone.png and cards.png with all samples. Needs Chromium.
 */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { caseCard } from '../../../src/discord/case-card.js'
import type { Card } from '../../../src/domain/card.js'
import { en } from '../../../src/texts/en.js'
import type { Json } from '../fake-discord/index.js'
import { discordPage } from './html.js'
import { cardsOf, SAMPLES } from './sample-cards.js'

const folder = process.argv[2] ?? 'docs/images'
const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find(
  existsSync,
)
if (executablePath === undefined) throw new Error('no Chromium found: install the package chromium')

const { cards: samples, now } = cardsOf(SAMPLES)
await mkdir(folder, { recursive: true })
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
await draw('card.png', samples.slice(0, 1), 700)
await draw('card-phone.png', samples, 390)
await draw('cards.png', samples, 760)
await browser.close()

async function draw(name: string, cards: readonly Card[], width: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height: 200 }, deviceScaleFactor: 2 })
  const messages = cards.map((card) => ({ components: caseCard(card, en) as unknown as Json[] }))
  await page.setContent(discordPage(messages, { now, channel: 'social-care' }))
  await page.screenshot({ path: join(folder, name), fullPage: true })
  await page.close()
  console.log(join(folder, name))
}
