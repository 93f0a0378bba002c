import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js'
import type { PreparedReply } from '../app/prepare-reply.js'
import { cutTo } from '../domain/reply-length.js'
import type { Texts } from '../texts/texts.js'
import { encodePress, type Press } from './custom-id.js'
import { foreignText, foreignWords } from './foreign-text.js'
import { dots, lines, quote } from './markup.js'
import { writers } from './writers.js'

export const REPLY_TEXT = 'text'
/** Which of the offers stands in the reply: its place in the list, or nothing. */
export const REPLY_OFFER = 'offer'
/** Discord takes 4,000; no network of ours takes nearly as much. */
const LONGEST = 4_000
const SAID = { graphemes: 900, units: 1_800, lines: 20 }
/** Discord's own limits for a menu. */
const MOST_OFFERS = 25
const OFFER_LENGTH = 90

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
      ...offers(prepared, texts),
    ],
  }
}

/** What the rep may offer on the spot; what is chosen is logged with the reply, and asked of nobody. */
function offers({ authority }: PreparedReply, { discord: { form } }: Texts): APILabelComponent[] {
  if (authority.length === 0) return []
  const options = authority.slice(0, MOST_OFFERS).map((offer, place) => ({
    value: String(place),
    label: cutTo(offer, OFFER_LENGTH),
  }))
  return [
    {
      type: ComponentType.Label,
      label: form.mayOffer,
      description: form.offerHelp,
      component: { type: ComponentType.StringSelect, custom_id: REPLY_OFFER, required: false, options },
    },
  ]
}

function above({ target, draft, before, secondPair }: PreparedReply, texts: Texts): string {
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
    secondPair ? `-# ${form.secondPair}` : '',
  )
}
