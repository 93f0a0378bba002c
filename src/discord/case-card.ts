import { type APIComponentInContainer, type APIMessageTopLevelComponent, ComponentType } from 'discord.js'
import type { Card } from '../domain/card.js'
import type { StoredMention } from '../domain/mention.js'
import type { Level } from '../domain/priority.js'
import type { Texts } from '../texts/texts.js'
import { cardButtons } from './card-buttons.js'
import { growth, progress } from './card-progress.js'
import { state } from './card-state.js'
import { foreignText, foreignWords } from './foreign-text.js'
import { dots, lines, quote } from './markup.js'
import { writers } from './writers.js'

/** Seen at the edge of a card before a word is read; the words say the same. Resolved cards are green. */
const ACCENT: Readonly<Record<Level, number>> = { P1: 0xe5484d, P2: 0xf76b15, P3: 0xf5c518, P4: 0x7a8ca3 }
const RESOLVED = 0x3f9c62
const SIGN: Readonly<Record<Level, string>> = { P1: '🔴', P2: '🟠', P3: '🟡', P4: '⚪' }

/** Discord allows 4,000 UTF-16 units over all text of a message. */
const MOST = 3_900

/** UTF-16 units, after escaping, for each foreign part. */
const ROOM = {
  brand: { graphemes: 60, units: 120 },
  name: { graphemes: 40, units: 120 },
  handle: { graphemes: 80, units: 160 },
  warning: { graphemes: 100, units: 160 },
  post: { graphemes: 700, units: 1400, lines: 14 },
  /** Once we have answered, our answer needs room too. */
  answered: { graphemes: 400, units: 800, lines: 8 },
  joined: { graphemes: 120, units: 200 },
  reason: { graphemes: 60, units: 100 },
} as const
const REASONS_SHOWN = 3
const JOINED_SHOWN = 3

/** A case as one message of components. Pure: the same card and words give the same message. */
export function caseCard(card: Card, texts: Texts): APIMessageTopLevelComponent[] {
  const parts = fitting([
    { words: headline(card, texts) },
    { words: post(card, texts) },
    { words: joined(card, texts), spare: 2 },
    { words: why(card, texts), spare: 1 },
    { words: progress(card, texts), spare: 3 },
    { words: state(card, texts) },
  ])
  return [
    {
      type: ComponentType.Container,
      accent_color: card.case.status === 'resolved' ? RESOLVED : ACCENT[card.case.priority.level],
      components: [
        ...parts.map(text),
        { type: ComponentType.ActionRow, components: cardButtons(card, texts) },
      ],
    },
  ]
}

/** A part of a card; `spare`: the lower, the sooner it is left out when all are too long together. */
type Part = { readonly words: string; readonly spare?: number }

/** Each part is held short by itself; a case that has everything at its longest does without what matters least. */
function fitting(parts: readonly Part[]): string[] {
  const shown = parts.filter(({ words }) => words !== '')
  const length = shown.reduce((sum, { words }) => sum + words.length, 0)
  const [first] = shown
    .filter(({ spare }) => spare !== undefined)
    .sort((a, b) => (a.spare ?? 0) - (b.spare ?? 0))
  if (length <= MOST || first === undefined) return shown.map(({ words }) => words)
  return fitting(shown.filter((part) => part !== first))
}

const text = (content: string): APIComponentInContainer => ({ type: ComponentType.TextDisplay, content })

/** What, how bad, how soon; then where. A resolved case says first how it ended: nobody needs to hurry any more. */
function headline({ case: current, opening: { assessment } }: Card, texts: Texts): string {
  const { level } = current.priority
  const severity = texts.severity[assessment.severity]
  const what =
    current.status === 'resolved'
      ? dots(`✅ ${texts.outcome[current.outcome]}`, level, severity)
      : dots(`${SIGN[level]} ${level}`, severity, texts.urgency[assessment.urgency])
  const brand = `**${foreignWords(current.brand, ROOM.brand)}**`
  const where = texts.card.on(brand, texts.network(current.network))
  return lines(`### ${what}`, dots(where, texts.category[assessment.category], `#${current.id}`))
}

/** Who says it, and what they say. */
function post({ opening: mention, earlierCases, outreaches }: Card, texts: Texts): string {
  const { post: said, removedAt } = mention
  if (removedAt !== null) return `🗑️ ${texts.postRemoved}`
  const warning = foreignText(said.contentWarning ?? '', ROOM.warning)
  const words = foreignText(said.text, outreaches.length === 0 ? ROOM.post : ROOM.answered)
  return lines(
    ...who(mention, earlierCases, texts),
    warning === '' ? '' : `⚠️ ${texts.card.contentWarning(warning)}`,
    quote(warning === '' || words === '' ? words : `||${words}||`),
    `-# ${dots(texts.card.posted(writers.ago(said.postedAt)), said.editedAt === null ? '' : texts.postEdited, growth(mention, texts))}`,
  )
}

function who(
  { post: { author }, via, assessment }: StoredMention,
  earlierCases: number,
  texts: Texts,
): string[] {
  const name = foreignWords(author.displayName, ROOM.name)
  const facts = [
    texts.via[via],
    author.followers === null ? '' : texts.followers(author.followers),
    texts.earlierCases(earlierCases),
    assessment.lang === 'und' ? '' : texts.language(assessment.lang),
  ]
  return [
    `${name === '' ? '' : `**${name}** `}\\@${foreignWords(author.handle, ROOM.handle)}`,
    `-# ${dots(...facts)}`,
    ...author.optOuts.map((signal) => `-# 🚫 ${texts.optOut[signal]}`),
  ]
}

/** The newest few: what the author said last tells how it stands. */
function joined(card: Card, texts: Texts): string {
  const shown = card.joined.slice(-JOINED_SHOWN)
  if (shown.length === 0) return ''
  const left = card.joined.length - shown.length
  return lines(
    `**${texts.card.joined(card.joined.length)}**`,
    left === 0 ? '' : `-# ${texts.card.earlierOnesLeftOut(left)}`,
    ...shown.map((mention) => joinedPost(mention, texts)),
  )
}

function joinedPost({ post: said, removedAt }: StoredMention, texts: Texts): string {
  if (removedAt !== null) return `> 🗑️ ${texts.postRemoved}`
  const words = foreignText(said.text, ROOM.joined)
  const covered = said.contentWarning === null || words === '' ? words : `||${words}||`
  return `> ${dots(covered, writers.ago(said.postedAt))}`
}

const why = ({ opening }: Card, texts: Texts): string => {
  const hidden = opening.removedAt !== null || opening.post.contentWarning !== null
  const reasons = hidden ? [] : opening.assessment.reasons
  const phrases = reasons.slice(0, REASONS_SHOWN).map((reason) => foreignWords(reason, ROOM.reason))
  const quoted = phrases.filter((phrase) => phrase !== '').map((phrase) => `“${phrase}”`)
  return quoted.length === 0 ? '' : `**${texts.card.why}** ${dots(...quoted)}`
}
