import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js'
import { describe } from './api.js'
import type { Commanded } from './commands.js'
import type { ReportAsked, ReportHead, ReportPicture } from './figures.js'
import { foreignWords } from './foreign-text.js'
import { dots, lines, safeLink } from './markup.js'
import { paragraph } from './respond.js'
import { mayRead, say } from './team-commands.js'

const PICTURE = 'report.png'
const TABLE = 'amends-report.csv'
const BRAND = { graphemes: 60, units: 120 }
/** Ours, but a group's name in them may come from a network. */
const SENTENCE = { graphemes: 400, units: 900 }
const MEGABYTE = 1_000_000
const COLOUR = 0x5b8def

/** `/report`: how fast we are, where it is slow, whom we won back; for managers and admins. */
export async function report(asked: Commanded): Promise<void> {
  const { at, options, by } = asked
  if (!mayRead(by)) return say(asked, at.texts.discord.command.managersOnly)
  const brand = options.text('brand') ?? ''
  if (brand !== '' && !at.brands.includes(brand))
    return say(asked, at.texts.reply.openRefusal('no-such-brand'))
  const [from, to] = [options.text('from')?.trim() ?? '', options.text('to')?.trim() ?? '']
  const last = from === '' && to === '' ? (options.text('period') ?? '7d') : ''
  const wanted = { last, from, to, brand }
  await counted(asked, at.texts.figures.report.failed, () =>
    options.sub === 'export' ? exported(asked, wanted) : shown(asked, wanted),
  )
}

/** One at a time for each person: counting reads much. Whatever goes wrong ends in words. */
export async function counted(asked: Commanded, failed: string, work: () => Promise<void>): Promise<void> {
  const { at, by } = asked
  if (at.counting.has(by.person.id)) return say(asked, at.texts.figures.report.oneAtATime)
  at.counting.add(by.person.id)
  try {
    await work()
  } catch (error) {
    at.log.error({ error: describe(error) }, 'figures could not be made for Discord')
    await say(asked, failed)
  } finally {
    at.counting.delete(by.person.id)
  }
}

async function shown(asked: Commanded, wanted: ReportAsked): Promise<void> {
  const { at, interaction, options } = asked
  const { report: text } = at.texts.figures
  const made = await at.figures.show({ ...wanted, picture: options.text('picture') })
  if (made === null) return say(asked, text.noPeriod)
  const { sentences, picture } = made
  const message: APIMessageTopLevelComponent[] = [
    {
      type: ComponentType.Container,
      accent_color: COLOUR,
      components: [
        paragraph(head(asked, made)),
        ...(sentences?.map((sentence) => foreignWords(sentence, SENTENCE)) ?? [text.quiet]).map(paragraph),
        ...(picture === null ? [] : [gallery(picture)]),
        way(asked, made),
      ],
    },
  ]
  const files =
    picture === null ? [] : [{ name: PICTURE, data: Buffer.from(picture.png), contentType: 'image/png' }]
  await at.respond.becomeWith(interaction, message, files, text.failed)
}

async function exported(asked: Commanded, wanted: ReportAsked): Promise<void> {
  const { at, interaction } = asked
  const { report: text } = at.texts.figures
  const made = await at.figures.table(wanted)
  if (made === null) return say(asked, text.noPeriod)
  const { byteLength } = made.csv
  if (byteLength > interaction.attachment_size_limit)
    return say(asked, text.tooLarge(Math.ceil(byteLength / MEGABYTE)))
  const message: APIMessageTopLevelComponent[] = [
    paragraph(lines(head(asked, made), text.table)),
    { type: ComponentType.File, file: { url: `attachment://${TABLE}` } },
  ]
  const file = { name: TABLE, data: Buffer.from(made.csv), contentType: 'text/csv' }
  await at.respond.becomeWith(interaction, message, [file], text.failed)
}

function head({ at }: Commanded, { brand, from, to, zone, complaints, before }: ReportHead): string {
  const { report: text } = at.texts.figures
  return lines(
    `### ${text.title(brand === '' ? null : foreignWords(brand, BRAND))}`,
    `-# ${dots(text.span(from, to, zone), text.complaints(complaints, before))}`,
  )
}

const gallery = ({ title, sentence }: ReportPicture) => ({
  type: ComponentType.MediaGallery as const,
  items: [
    { media: { url: `attachment://${PICTURE}` }, description: `${title}: ${sentence}`.slice(0, 1_000) },
  ],
})

/** To the very report on the desk: same period, brand and moment. */
function way({ at }: Commanded, { link }: ReportHead) {
  const { report: text } = at.texts.figures
  const url = safeLink(link)
  if (url === null) return paragraph(`-# ${text.where}`)
  return {
    type: ComponentType.ActionRow as const,
    components: [
      { type: ComponentType.Button as const, style: ButtonStyle.Link as const, label: text.open, url },
    ],
  }
}
