/** Pieces of Discord markdown that our own lines are built from. */
export const quote = (words: string): string => (words === '' ? '' : `> ${words.replaceAll('\n', '\n> ')}`)
export const lines = (...all: string[]): string => all.filter((line) => line !== '').join('\n')
export const dots = (...all: string[]): string => all.filter((part) => part !== '').join(' · ')

/** Discord takes 4,000 UTF-16 units over all text of a message. */
const MOST = 3_800

/** As {@link lines}, as many as fit into a message; `…` where some did not. */
export function fittingLines(...all: string[]): string {
  const kept: string[] = []
  let length = 0
  for (const line of all.filter((each) => each !== '')) {
    length += line.length + 1
    if (length > MOST) return lines(...kept, '…')
    kept.push(line)
  }
  return lines(...kept)
}

/** Discord takes 512 in a button; in a text each character counts against the message. */
const URL_LENGTH = 512

/** Discord refuses the whole message for a link it does not like: better one without. */
export function safeLink(link: string | null, longest = URL_LENGTH): string | null {
  if (link === null || !URL.canParse(link)) return null
  const url = new URL(link)
  const web = url.protocol === 'https:' || url.protocol === 'http:'
  const plain = url.username === '' && url.password === '' && url.hostname.includes('.')
  const href = url.href.replaceAll('(', '%28').replaceAll(')', '%29')
  return web && plain && href.length <= longest ? href : null
}

/** A link under words of ours; only the words where the address is none that Discord would take. */
export function linked(words: string, link: string | null): string {
  const href = safeLink(link, 200)
  return href === null ? words : `[${words}](${href})`
}

/** Where a message stands, for links between messages. */
export const messageUrl = (guild: string, channel: string, message: string): string =>
  `https://discord.com/channels/${guild}/${channel}/${message}`
