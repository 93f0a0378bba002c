import { expect, onTestFinished, test } from 'vitest'
import { SECOND } from '../../src/domain/time.js'
import { doomedScene } from '../support/doomed-scene.js'
import { until } from '../support/processes.js'

/** As configured in doom.ts. */
const POLL = 1 * SECOND

// Once more where the machine was busy with something else.
test('a complaint is on the board within one poll and two seconds', {
  timeout: 60_000,
  retry: 2,
}, async () => {
  const { launch, haveRunBefore, bluesky, cards, close } = await doomedScene()
  onTestFinished(close)
  await haveRunBefore()
  const running = launch('never')
  await running.ready

  const took: number[] = []
  for (const [n, name] of ['Xanthippe', 'Yolanda', 'Zenobia', 'Wilhelmina'].entries()) {
    // At another moment between two polls each time.
    await new Promise((later) => setTimeout(later, n * 250))
    const by = bluesky.addAccount(name.toLowerCase())
    bluesky.post({ by, text: `Acme Air lost my bag ${name} and nobody answers. I want my refund now!` })
    const began = performance.now()
    await until(`the card about ${name} is shown`, () => cards(name).length === 1)
    took.push(performance.now() - began)
  }

  console.log(`from posted to on the board: ${took.map((ms) => Math.round(ms)).join(', ')} ms`)
  expect(Math.max(...took)).toBeLessThan(POLL + 2 * SECOND)
})
