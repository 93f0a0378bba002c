import { PULSE_PAGES } from '../texts/pulse-page/index.js'
import { lines } from './markup.js'
import type { Outcome, Pressed } from './press.js'
import { words } from './respond.js'
import { writers } from './writers.js'

/**
 * The link and words to send with it, for the presser alone. In a block of code: easy to copy, and Discord opens no link
 * in one to preview it.
 */
export function askPulse({ at, press, by }: Pressed): Outcome {
  const { care, texts } = at
  const { pulse } = texts
  const asked = care.askPulse(press.caseId, by)
  if (!asked.ok) return pulse.refusal(asked.refusal, writers)
  const { brand, lang, link, expiresAt } = asked
  const network = care.desk.store.cases.get(press.caseId)?.network ?? ''
  return words(
    lines(
      `### ${pulse.title(press.caseId)}`,
      ...pulse.rules(texts.network(network)).map((rule) => `- ${rule}`),
      `**${pulse.ready(texts.language(lang))}**`,
      `\`\`\`\n${PULSE_PAGES[lang].message(brand, link).replaceAll('`', 'ˋ')}\n\`\`\``,
      `-# ${pulse.lasts(writers.day(expiresAt))}`,
    ),
  )
}
