/**
 * Draws what the team sees as Discord's dark theme shows it: `node dist/test/support/discord-look/pictures.js [folder]`.
 * Writes card.png (one open case) and the scenes of the story: reply.png (the form), advice.png, card-answered.png,
 * thread.png, report.png and digest.png. With a folder: all samples, around.png (summary, list, menu), and everything as narrow as a phone too.
 * Needs Chromium.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { caseCard } from '../../../src/discord/case-card.js'
import type { Card } from '../../../src/domain/card.js'
import { en } from '../../../src/texts/en.js'
import { openBrowser } from '../chromium.js'
import type { Json } from '../fake-discord/index.js'
import { digestScene } from './digest-scene.js'
import { figures } from './figures.js'
import { discordPage, type Look, type Shown } from './html.js'
import { cardsOf, SAMPLES } from './sample-cards.js'
import { story } from './story.js'

const folder = process.argv[2] ?? 'docs/images'
const IN_THE_DOCS = ['reply', 'advice', 'card-answered', 'thread', 'report', 'digest']
const isForLooking = process.argv[2] !== undefined
const { cards: samples, now } = cardsOf(SAMPLES)
await mkdir(folder, { recursive: true })
const browser = await openBrowser()
if (browser !== null) {
  const look = { now, channel: 'social-care' }
  const cards = (some: readonly Card[]): Shown[] =>
    some.map((card) => ({ components: caseCard(card, en) as unknown as Json[] }))
  await draw(browser, 'card', cards(samples.slice(0, 1)), look)
  if (isForLooking) await draw(browser, 'cards', cards(samples), look)
  for (const { name, shown, look } of [...(await story()), ...(await figures()), await digestScene()])
    if (isForLooking || IN_THE_DOCS.includes(name)) await draw(browser, name, shown, look)
  await browser.close()
}

async function draw(on: Browser, name: string, shown: readonly Shown[], look: Look): Promise<void> {
  for (const [suffix, width] of isForLooking
    ? ([
        ['', 700],
        ['-phone', 390],
      ] as const)
    : ([['', 700]] as const)) {
    const page = await on.newPage({ viewport: { width, height: 200 }, deviceScaleFactor: 2 })
    await page.setContent(discordPage(shown, look))
    const path = join(folder, `${name}${suffix}.png`)
    await page.screenshot({ path, fullPage: true })
    await page.close()
    console.log(path)
  }
}
