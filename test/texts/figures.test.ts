import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MEASURES } from '../../src/reports/samples.js'
import { definitionsEn } from '../../src/texts/definitions-en.js'
import type { DefinitionsBlock } from '../../src/texts/definitions-texts.js'
import { clockDefined, counterDefined, figureDefined, PICTURE_DEFINED } from '../../src/web/definitions.js'

const inMarkdown = (block: DefinitionsBlock): string => {
  switch (block.type) {
    case 'text':
      return block.text
    case 'list':
      return block.items.map(({ text }) => `- ${text}`).join('\n')
    case 'table':
      return [block.head, block.head.map(() => '---'), ...block.rows.map(({ cells }) => cells)]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n')
  }
}
/** How a file breaks its lines says nothing. */
const inOneLine = (text: string): string =>
  text
    .replace(/\|---(?=\|)/g, '| --- ')
    .replace(/\s+/g, ' ')
    .trim()

test('docs/figures.md says what the desk says, word for word', () => {
  const { title, about, sections } = definitionsEn
  const wanted = [
    `# ${title}`,
    ...about.map(inMarkdown),
    ...sections.flatMap((one) => [`## ${one.title}`, ...one.blocks.map(inMarkdown)]),
  ].join('\n')
  const written = readFileSync(join(import.meta.dirname, '../../docs/figures.md'), 'utf8')
  // A difference: change src/texts/definitions-en.ts and docs/figures.md alike.
  expect(inOneLine(written)).toBe(inOneLine(wanted))
})

test('every figure’s name leads to a definition that is there, once', () => {
  const ids = [...definitionsEn.about, ...definitionsEn.sections.flatMap(({ blocks }) => blocks)].flatMap(
    (block) => {
      if (block.type === 'text') return block.id ?? []
      return (block.type === 'list' ? block.items : block.rows).flatMap(({ id }) => id ?? [])
    },
  )
  const all = [...ids, ...definitionsEn.sections.map(({ id }) => id)]
  expect(new Set(all).size).toBe(all.length)
  const led = [
    ...MEASURES.map(clockDefined),
    ...Object.values(PICTURE_DEFINED),
    ...['reopened', 'escalated:x', 'outcome:fixed', 'cause:crew', 'judged', 'opened-by-hand', 'alerted'].map(
      counterDefined,
    ),
    ...['thanked', 'calmer', 'tookBack', 'edited', 'cameBack', 'othersJoined', 'silent'].map((sign) =>
      counterDefined(`trust:${sign}`),
    ),
    ...(
      [
        { opened: 'all' },
        { opened: 'all', hourOfWeek: 3 },
        { backlog: 'ours' },
        { repaired: 'all' },
        { promises: 'share' },
        { measure: 'reply', part: 'decided' },
        { count: 'expired' },
      ] as const
    ).map(figureDefined),
  ]
  expect(led.map((href) => href.replace('/figures#', '')).filter((id) => !all.includes(id))).toEqual([])
})
