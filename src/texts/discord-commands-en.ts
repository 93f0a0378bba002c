import type { DiscordCommandTexts } from './discord-texts.js'

export const discordCommandsEn: DiscordCommandTexts = {
  about: {
    cases: 'Cases, most pressing first',
    case: 'One case: look at it, or open one by hand',
    caseShow: 'The card of a case, for you alone',
    caseOpen: 'Open a case from the address of a post',
    oncall: 'Who is called when a case waits too long',
    oncallWho: 'Who is on call now',
    oncallSet: 'Let somebody stand in (managers)',
    mute: 'Nobody is pinged for a while, except for P1 (managers)',
    unmute: 'Pings again (managers)',
    status: 'Whether every source and board works',
    audit: 'Who did what (managers)',
    help: 'What the buttons and commands do',
  },
  option: {
    show: 'Which ones; without it, those that nobody has claimed',
    brand: 'Only this brand',
    priority: 'Only this priority',
    number: 'Its number, or part of the author’s name',
    url: 'The post’s address as the browser shows it',
    user: 'Who stands in',
    until: 'For example 45m, 4h, 18:00, tomorrow 9:00, 2026-12-24 18:00',
    export: 'As a table to download',
  },
  show: {
    open: 'Unclaimed cases',
    mine: 'My cases',
    overdue: 'Overdue cases',
    waiting: 'Waiting for the customer',
    all: 'All that is not resolved',
  },
  openFromMessage: 'Open a case',
  noUrl: 'There is no address of a post in that message.',
  whichBrand: 'Which brand is it about?',
  opened: (link) => `Opened case ${link}. Its card is on the way.`,
  openAlready: (link) => `That post is in case ${link} already.`,
  nobodyOnCall: 'Nobody is named as on call: the on-call role is called.',
  onCall: (name) => `On call: **${name}**`,
  onCallSet: (name, until) => `**${name}** is on call until ${until}.`,
  badUntil:
    'Until when? For example `45m`, `4h`, `18:00`, `tomorrow 9:00`, `2026-12-24 18:00`; at most 90 days ahead.',
  managersOnly: 'Only managers and admins can do this.',
  muted: (brand, until) =>
    `Nobody is pinged about ${brand ?? 'any brand'} until ${until}, except for P1. Cards and messages come all the same.`,
  unmuted: (brand) => `Pings about ${brand ?? 'all brands together'} are on again.`,
  statusTitle: 'What works',
  lastSuccess: (ago) => `last ${ago}`,
  queue: (n, oldest) =>
    oldest === null
      ? 'Every card is up to date.'
      : `${n === 1 ? '1 card is' : `${n} cards are`} on the way, the oldest since ${oldest}.`,
  auditTitle: 'Who did what',
  exported: (entries) => `${entries === 1 ? '1 entry' : `${entries} entries`}, newest first.`,
  helpText: [
    '**On a card**',
    '- **Claim**: it is yours for a while; working on it keeps it yours, silence gives it back.',
    '- **Reply**: a form with a draft; what you send is posted under the customer’s post, as the brand.',
    '- **Still on it**: keeps the claim. **Resolve**: says how it ended. **Not a complaint**: one press.',
    '- **More …**: release, take over, hand to, put aside, note, correct, merge, split, answered elsewhere, take down.',
    '**Commands**',
    '- `/cases`: unclaimed, mine, overdue, waiting. `/case show`: one card. `/case open`: a case from an address.',
    '- `/oncall`: who is called. `/mute`: calm for a while. `/status`: what works. `/audit`: who did what.',
    '- Right click (or hold) a message → Apps → **Open a case**: takes the first address in it.',
  ].join('\n'),
}
