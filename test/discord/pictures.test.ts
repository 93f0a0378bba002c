import { expect, it } from 'vitest'
import { digestScene } from '../support/discord-look/digest-scene.js'
import { figures } from '../support/discord-look/figures.js'
import { discordPage } from '../support/discord-look/html.js'
import { story } from '../support/discord-look/story.js'

it('every message that the documents show can be drawn', { timeout: 60_000 }, async () => {
  const scenes = [...(await story()), ...(await figures()), await digestScene()]
  expect(scenes.length).toBeGreaterThan(8)
  for (const { name, shown, look } of scenes)
    expect([name, discordPage(shown, look).length > 3_000]).toEqual([name, true])
})
