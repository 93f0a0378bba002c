import { discordCommandsEn } from './discord-commands-en.js'
import { discordMenuEn } from './discord-menu-en.js'
import type { DiscordTexts, SaidNotice } from './discord-texts.js'
import type { Writers } from './texts.js'

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const some = (n: number, one: string, many: string): string => `${compact.format(n)} ${n === 1 ? one : many}`

export const discordEn: DiscordTexts = {
  card: {
    reply: 'Reply',
    closing: 'Closing line',
    more: 'More …',
    promised: (phrase, ago) => `promised “${phrase}”: due ${ago}`,
    elsewhere: (ago) => `answered outside Amends ${ago}`,
    snoozed: (until) =>
      until === null ? 'put aside until the customer answers' : `put aside until ${until}`,
    cause: (cause) => `Cause: ${cause}`,
    grown: (from, to) => {
      const grown = (before: number, after: number, one: string, many: string) =>
        after > before ? [`${compact.format(before)} → ${some(after, one, many)}`] : []
      return [
        ...grown(from.likes, to.likes, 'like', 'likes'),
        ...grown(from.reposts, to.reposts, 'repost', 'reposts'),
        ...grown(from.replies, to.replies, 'reply', 'replies'),
      ].join(', ')
    },
  },
  ...discordMenuEn,
  notice,
  notices: { openCard: 'Open the card', openChannel: 'Open the channel' },
  thread: {
    title: (id) => `Case #${id}`,
    hint: 'What happens to this case is told here. Talk about it freely: the customer never sees this.',
    soFar: 'So far',
    earlier: (n) => (n === 0 ? 'No earlier case with us' : `Earlier cases with us: ${n}`),
    leftOut: (n) => (n === 1 ? '1 more not shown' : `${n} more not shown`),
  },
  list: {
    title: (show, n) => `${show}: ${n}`,
    page: (page, pages) => `page ${page} of ${pages}`,
    nothing: 'Nothing here.',
    previous: 'Previous',
    next: 'Next',
  },
  summary: {
    title: 'Where things stand',
    open: (n) => (n === 0 ? 'Nothing open' : `${n} open`),
    longest: (link, ago) => `Waiting longest: ${link}, since ${ago}`,
    claimed: (n) => `${n} claimed`,
    waiting: (n) => `${n} waiting for the customer`,
    overdue: (n) => `${n} overdue`,
    muted: (brand, ago) => `${brand} is muted, ends ${ago}`,
  },
  command: discordCommandsEn,
}

function notice(said: SaidNotice, write: Writers): string {
  switch (said.type) {
    case 'escalation':
      switch (said.rung) {
        case 'unclaimed-remind':
          return `⏳ Nobody has claimed case #${said.caseId} yet.`
        case 'unclaimed-call':
          return `🔔 Case #${said.caseId} is still unclaimed. Please take it, or find somebody who does.`
        case 'unclaimed-managers':
          return `🚨 Case #${said.caseId} is still unclaimed, and whoever is on call did not take it.`
        case 'unanswered-owner':
          return `⏳ The customer in case #${said.caseId} still waits for an answer.`
        case 'unanswered-call':
          return `🔔 Case #${said.caseId} is claimed${owner(said.owner, write)}, and the customer still has no answer. Can you help?`
        case 'unanswered-managers':
          return `🚨 Case #${said.caseId} is claimed${owner(said.owner, write)}, and the customer still has no answer.`
      }
      break
    case 'taken-over':
      return `${write.name(said.by.name)} took over case #${said.caseId} from you${said.reason === null ? '.' : `: ${write.name(said.reason)}`}`
    case 'handed':
      return `${write.name(said.from.name)} handed you case #${said.caseId}.`
    case 'expired':
      return `Nobody worked on case #${said.caseId} for a while: your claim ran out, and it is open again.`
    case 'heard':
      return said.reopened
        ? `💬 The customer wrote again: case #${said.caseId} is open again.`
        : `💬 The customer wrote again in case #${said.caseId}.`
    case 'woken':
      return `⏰ Case #${said.caseId} is back: it was put aside until now.`
    case 'promise-due':
      return `⏰ In case #${said.caseId} we promised “${write.name(said.phrase)}”: due ${write.ago(said.dueAt)}.`
    case 'reply-failed':
      return `⚠️ Your reply in case #${said.caseId} did not go out: ${write.name(said.why)}`
    case 'digest':
      return digest(said, write)
    case 'blind':
      return `🔴 ${write.name(said.connector)} has seen nothing since ${write.ago(said.since)}: ${write.name(said.why)}. Until it does, silence does not mean peace.`
    case 'sees-again':
      return `🟢 ${write.name(said.connector)} sees again. It had been blind since ${write.ago(said.since)}; what was posted meanwhile is coming in now.`
  }
}

const owner = (person: { readonly name: string } | null, write: Writers): string =>
  person === null ? '' : ` by ${write.name(person.name)}`

const NUMBERS_SHOWN = 20

function digest({ brand, caseIds, more }: SaidNotice & { type: 'digest' }, write: Writers): string {
  const shown = caseIds.slice(0, NUMBERS_SHOWN)
  const left = caseIds.length - shown.length + more
  const all = caseIds.length + more
  const numbers = shown.map((id) => `#${id}`).join(', ')
  return `📚 ${all === 1 ? 'One more case' : `${all} more cases`} of ${write.name(brand)} came in than the channel takes at a time: ${numbers}${left > 0 ? ` and ${left} more` : ''}. Their cards follow little by little; \`/cases\` shows them now.`
}
