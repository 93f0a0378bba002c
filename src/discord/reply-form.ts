import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js'
import type { PreparedReply } from '../app/prepare-reply.js'
import type { Texts } from '../texts/texts.js'
import { encodePress, type Press } from './custom-id.js'
import { foreignText, foreignWords } from './foreign-text.js'
import { dots, lines, quote } from './markup.js'
import { writers } from './writers.js'

export const REPLY_TEXT = 'text'
/** Discord takes 4,000; no network of ours takes nearly as much. */
const LONGEST = 4_000
const SAID = { graphemes: 900, units: 1_800, lines: 20 }
const OFFER = { graphemes: 120, units: 200 }

/** The customer's words above, a draft below, and what may be offered. `text` stands in for the draft after advice. */
export function replyForm(
  press: Pick<Press, 'caseId' | 'openedAt'>,
  key: string,
  prepared: PreparedReply,
  text: string | null,
  texts: Texts,
): APIModalInteractionResponseCallbackData {
  const { form } = texts.discord
  const { limits } = prepared
  return {
    title: form.replyTitle(press.caseId),
    custom_id: encodePress({ ...press, ask: 'reply-send', extra: key }),
    components: [
      { type: ComponentType.TextDisplay, content: above(prepared, texts) },
      {
        type: ComponentType.Label,
        label: form.replyLabel,
        description: form.replyHelp(limits.characters),
        component: {
          type: ComponentType.TextInput,
          custom_id: REPLY_TEXT,
          style: TextInputStyle.Paragraph,
          required: true,
          max_length: LONGEST,
          value: (text ?? prepared.draft.text).slice(0, LONGEST),
        },
      },
    ],
  }
}

function above({ target, draft, authority, before, secondPair }: PreparedReply, texts: Texts): string {
  const { form } = texts.discord
  const { post, assessment } = target
  const warning = foreignText(post.contentWarning ?? '', { graphemes: 100, units: 160 })
  const sent = before.filter(({ status }) => status === 'sent').length
  return lines(
    dots(`\\@${foreignWords(post.author.handle, { graphemes: 80, units: 160 })}`, writers.ago(post.postedAt)),
    warning === '' ? '' : `⚠️ ${texts.card.contentWarning(warning)}`,
    quote(foreignText(post.text, SAID)),
    draft.isFallback ? `-# ${texts.coach.fallback(assessment.lang, draft.lang)}` : '',
    sent === 0 ? '' : `-# ${form.sentBefore(sent)}`,
    authority.length === 0
      ? ''
      : lines(
          `**${form.mayOffer}**`,
          ...authority.slice(0, 6).map((offer) => `- ${foreignWords(offer, OFFER)}`),
        ),
    secondPair ? `-# ${form.secondPair}` : '',
  )
}
