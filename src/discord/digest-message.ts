import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import type { CaseId } from '../domain/case.js'
import type { Notice } from '../domain/notice.js'
import type { SummaryLine } from '../domain/summary.js'
import type { Texts } from '../texts/texts.js'
import { foreignWords } from './foreign-text.js'
import { linked, safeLink } from './markup.js'
import { writers } from './writers.js'

export type SummaryNotice = Extract<Notice, { type: 'summary' }>

/** What goes with a digest: a PNG, and in a sentence what it shows. */
export type Picture = { readonly png: Uint8Array; readonly words: string }

/** A file's name in the message that carries it. */
export const PICTURE = 'complaints.png'

const COLOUR = 0x5865f2
/** Discord takes 4,000 UTF-16 units over all text of a message. */
const MOST = 3_800
const LINE = { graphemes: 600, units: 900 }
const TITLE = { graphemes: 120, units: 240 }

export type DigestLook = {
  /** By which the message is found again. */
  readonly marker: number
  readonly texts: Texts
  /** The desk's page; `null` where nobody could reach it. */
  readonly page: string | null
  readonly picture: Picture | null
  /** Where a case's card stands. */
  cardOf(id: CaseId): string | null
}

/** A digest as one message. What it says is as it was owed; only links to cards are as they are now. Pings nobody. */
export function digestMessage({ said }: SummaryNotice, look: DigestLook): APIMessageTopLevelComponent[] {
  let room = MOST
  /** As many lines as there is room for. */
  const fitting = (lines: readonly string[]): string => {
    const kept = lines.filter((line) => {
      room -= line.length + 1
      return room > 0
    })
    return kept.join('\n')
  }
  const [first, ...others] = [
    fitting([`### ${foreignWords(said.title, TITLE)}`, `-# ${foreignWords(said.about, TITLE)}`]),
    ...said.sections.map(({ title, lines }) =>
      fitting([`**${foreignWords(title, TITLE)}**`, ...lines.map((line) => `- ${written(line, look)}`)]),
    ),
  ].filter((content) => content !== '')
  const text = (content: string): APIComponentInContainer => ({ type: ComponentType.TextDisplay, content })
  const page = safeLink(look.page)
  return [
    {
      type: ComponentType.Container,
      id: look.marker,
      accent_color: COLOUR,
      components: [
        ...(first === undefined ? [] : [text(first)]),
        ...(look.picture === null ? [] : [gallery(look.picture)]),
        ...others.map(text),
        ...(page === null ? [] : [button(look.texts.digest.onTheDesk, page)]),
      ],
    },
  ]
}

function written({ text, name, cases }: SummaryLine, { cardOf }: DigestLook): string {
  const words = foreignWords(text, LINE)
  const numbers = cases.map((id) => linked(`#${id}`, cardOf(id))).join(', ')
  return [name === null ? words : `${words} ${writers.name(name)}`, numbers].filter(Boolean).join(' · ')
}

/** The words of a picture are read out, and are no markdown. */
const gallery = ({ words }: Picture): APIComponentInContainer => ({
  type: ComponentType.MediaGallery,
  items: [{ media: { url: `attachment://${PICTURE}` }, description: words.slice(0, 1_000) }],
})

const button = (label: string, url: string): APIComponentInContainer => ({
  type: ComponentType.ActionRow,
  components: [{ type: ComponentType.Button, style: ButtonStyle.Link, label, url }],
})
