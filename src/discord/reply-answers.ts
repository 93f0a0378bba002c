import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js'
import type { SendResult } from '../app/send-reply.js'
import type { CoachFinding } from '../domain/coach/rules.js'
import type { StoredMention } from '../domain/mention.js'
import type { Texts } from '../texts/texts.js'
import { type Ask, encodePress, type Press } from './custom-id.js'
import { foreignText, foreignWords } from './foreign-text.js'
import { lines, linked, quote } from './markup.js'
import { words } from './respond.js'
import { writers } from './writers.js'

const PHRASE = { graphemes: 80, units: 140 }
const OURS = { graphemes: 400, units: 800, lines: 8 }
/** With their phrases, ten fill a message; there are fourteen rules, and no text breaks all. */
const FINDINGS_SHOWN = 10

/** What a rep reads after *Send*. `null`: nothing more to say than that it is on its way. */
export function replyAnswer(
  result: SendResult,
  press: Pick<Press, 'caseId' | 'openedAt'>,
  key: string,
  texts: Texts,
): APIMessageTopLevelComponent[] {
  const { form } = texts.discord
  switch (result.step) {
    case 'sent-for':
      return words(
        `${result.outreach.status === 'to-approve' ? `👀 ${form.toApprove}` : `📨 ${form.onItsWay}`}`,
      )
    case 'refused':
      return words(`🚫 ${texts.reply.refusal(result.refusal, writers)}`)
    case 'answered':
      return [
        ...words(
          lines(
            `↪️ **${form.answeredAlready}**`,
            quote(foreignText(result.post.text, OURS)),
            `-# ${linked(texts.card.openPost, result.post.url)}`,
          ),
        ),
        row(press, key, [['reply-anyway', texts.coach.sendAnyway]]),
      ]
    case 'findings': {
      const { findings } = result
      const blocking = findings.filter((one) => one.blocking).length
      return [
        ...words(
          lines(
            `### ${texts.coach.title(findings.length, blocking)}`,
            ...findings.slice(0, FINDINGS_SHOWN).map((finding) => oneFinding(finding, texts)),
          ),
        ),
        row(press, key, [
          ['reply-edit', texts.coach.edit],
          ...(blocking > 0 ? [] : [['reply-anyway', texts.coach.sendAnyway] as const]),
        ]),
      ]
    }
  }
}

/** Before the coach reads it: what the customer said since the form was opened. */
export const newsAnswer = (
  { post }: StoredMention,
  press: Pick<Press, 'caseId' | 'openedAt'>,
  number: string,
  texts: Texts,
): APIMessageTopLevelComponent[] => [
  ...words(lines(`💬 **${texts.discord.form.news}**`, quote(foreignText(post.text, OURS)))),
  row(press, number, [
    ['reply-edit', texts.coach.edit],
    ['reply-still', texts.discord.form.sendStill],
  ]),
]

function oneFinding({ blocking, phrase, say }: CoachFinding, texts: Texts): string {
  const said = `${blocking ? '⛔' : '💡'} ${texts.coach.say(say)}`
  return phrase === null ? said : lines(said, `> “${foreignWords(phrase.text, PHRASE)}”`)
}

function row(
  press: Pick<Press, 'caseId' | 'openedAt'>,
  extra: string,
  asks: readonly (readonly [Ask, string])[],
): APIMessageTopLevelComponent {
  return {
    type: ComponentType.ActionRow,
    components: asks.map(([ask, label], index) => ({
      type: ComponentType.Button,
      style: index === 0 ? ButtonStyle.Primary : ButtonStyle.Secondary,
      label,
      custom_id: encodePress({ ...press, ask, extra }),
    })),
  }
}
