import type { CaseEvent, Refusal } from '../domain/case.js'
import { coachEn } from './coach-en.js'
import { deskEn } from './desk-en.js'
import { digestEn } from './digest-en.js'
import { discordEn } from './discord-en.js'
import { figuresEn } from './figures-en.js'
import { pulseEn } from './pulse-en.js'
import { replyEn } from './reply-en.js'
import type { Texts, Writers } from './texts.js'

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const NETWORKS: Readonly<Record<string, string>> = { bluesky: 'Bluesky', mastodon: 'Mastodon' }

export const en: Texts = {
  lang: 'en',
  severity: { 0: 'no complaint', 1: 'grumble', 2: 'problem', 3: 'serious', 4: 'critical' },
  urgency: { 0: 'no hurry', 1: 'answer within a day', 2: 'answer within hours', 3: 'answer now' },
  category: {
    safety: 'safety',
    discrimination: 'discrimination',
    'privacy-security': 'privacy and security',
    'fraud-money': 'fraud and lost money',
    outage: 'outage',
    'account-access': 'account access',
    billing: 'billing',
    delivery: 'delivery',
    'product-fault': 'product fault',
    'staff-support': 'staff and support',
    'policy-price': 'policy and price',
    information: 'information',
    other: 'other',
    none: 'no complaint',
  },
  status: { open: 'Open', claimed: 'Claimed', waiting: 'Waiting for the customer', resolved: 'Resolved' },
  outcome: {
    fixed: 'Fixed',
    answered: 'Answered',
    'no-reply-needed': 'No reply needed',
    'not-a-complaint': 'Not a complaint',
    duplicate: 'Duplicate',
    unreachable: 'Unreachable',
  },
  outcomeHelp: {
    fixed: 'The customer has what was missing',
    answered: 'The customer has an answer; nothing was broken, or it cannot be mended',
    'no-reply-needed': 'A complaint, but a reply would help nobody',
    'not-a-complaint': 'Praise, a joke, somebody else: kept, to train the classifier with',
    duplicate: 'Handled in another case',
    unreachable: 'We tried; the customer did not answer, or blocks us',
  },
  command: {
    claim: 'Claim',
    release: 'Release',
    'take-over': 'Take over',
    resolve: 'Resolve',
    reopen: 'Reopen',
    hand: 'Hand over',
    'still-on-it': 'Still on it',
    snooze: 'Snooze',
    wake: 'Wake',
    note: 'Add a note',
    'ask-pulse': 'Trust question',
    dismiss: 'Not a complaint',
  },
  role: { rep: 'rep', manager: 'manager', admin: 'admin' },
  rung: {
    'unclaimed-remind': 'nobody had claimed it in time: time to remind the channel',
    'unclaimed-call': 'still unclaimed: time to call whoever is on call',
    'unclaimed-managers': 'still unclaimed: time to call the managers',
    'unanswered-owner': 'not answered in time: time to remind its owner',
    'unanswered-call': 'still not answered: time to call whoever is on call',
    'unanswered-managers': 'still not answered: time to call the managers',
  },
  via: {
    tag: 'tagged us',
    reply: 'answered us',
    quote: 'quoted us',
    search: 'named us',
    hashtag: 'used our hashtag',
    'by-hand': 'opened by hand',
  },
  optOut: {
    'no-bot': 'asks bots to stay away (#nobot)',
    'no-index': 'asks not to be searched',
    'no-unauthenticated': 'wants logged-in readers only',
    blocked: 'blocks us',
  },
  network: (network) => NETWORKS[network] ?? network,
  language: (code) => (code === 'und' ? 'language unknown' : (languages.of(code) ?? code)),
  earlierCases: (n) =>
    n === 0 ? 'first case with us' : n === 1 ? '1 earlier case with us' : `${n} earlier cases with us`,
  followers: (n) => (n === 1 ? '1 follower' : `${compact.format(n)} followers`),
  refusal,
  noRole: (roles) => `Only ${list(roles)} can do this here. Ask an admin for the role if you should have it.`,
  event,
  postRemoved: 'The author deleted this post. Its text is gone from here too.',
  postEdited: 'edited by its author',
  desk: deskEn,
  coach: coachEn,
  reply: replyEn,
  pulse: pulseEn,
  discord: discordEn,
  figures: figuresEn,
  digest: digestEn,
  card: {
    on: (brand, network) => `${brand} on ${network}`,
    openPost: 'Open post',
    why: 'Why',
    contentWarning: (text) => `Content warning: ${text}`,
    posted: (ago) => `posted ${ago}`,
    unclaimed: 'Nobody has this yet',
    cameIn: (ago) => `came in ${ago}`,
    again: (ago) => `open again, ${ago}`,
    claimedBy: (name, at) => `${name} has had this since ${at}`,
    claimLasts: (at, ago) => `claim lasts until ${at} (${ago})`,
    answeredBy: (name, ago) => `${name} answered ${ago}; the customer's turn`,
    resolvedBy: (outcome, name, ago) => `${outcome} by ${name} ${ago}`,
    joined: (n) => (n === 1 ? '1 more post by the same author' : `${n} more posts by the same author`),
    earlierOnesLeftOut: (n) => (n === 1 ? '1 earlier one not shown' : `${n} earlier ones not shown`),
  },
  form: {
    title: (caseId) => `Resolve case #${caseId}`,
    outcome: 'How did it end?',
    choose: 'Choose an outcome',
    note: 'Note for the team (optional)',
    noteHelp: 'What helped, what to watch. The customer never sees it.',
    broke: 'Something went wrong here. Nothing was changed; please try again.',
    notHere: 'Cases are handled in the channel that Amends was set up for, not here.',
    oldCard:
      'This card is from an earlier set-up of Amends, and its case is not known any more. It can be deleted.',
    notUnderstood: 'Amends does not know this button or choice. Nothing was changed.',
  },
}

function refusal(refused: Refusal, write: Writers): string {
  switch (refused.reason) {
    case 'already-claimed':
      return `${write.name(refused.owner.name)} has had this case since ${write.at(refused.since)} (${write.ago(refused.since)}).`
    case 'lease-running':
      return `${write.name(refused.owner.name)} is on it. Unless they go on working on it, it can be taken over at ${write.at(refused.leaseUntil)}, or now if you say why.`
    case 'not-yours':
      return `This is ${write.name(refused.owner.name)}'s case since ${write.at(refused.since)}. Only the owner can do that.`
    case 'not-claimed':
      return 'Nobody has claimed this case. Claim it first.'
    case 'already-resolved':
      return `${write.name(refused.by.name)} resolved this case ${write.ago(refused.at)}: ${en.outcome[refused.outcome].toLowerCase()}.`
    case 'not-resolved':
      return 'This case is not resolved: there is nothing to reopen.'
    case 'not-snoozed':
      return 'This case is not snoozed.'
    case 'in-the-past':
      return 'That moment is over. Choose one to come.'
    case 'empty':
      return 'There are no words in it yet.'
    case 'no-such-case':
      return `There is no case #${refused.id}.`
  }
}

function event(happened: CaseEvent, write: Writers): string {
  switch (happened.type) {
    case 'opened':
      return `opened as ${happened.priority.level}`
    case 'joined':
      return 'another complaint by the same author joined'
    case 'claimed':
      return `claimed until ${write.at(happened.leaseUntil)}`
    case 'released':
      return 'released'
    case 'taken-over':
      return `taken over from ${write.name(happened.from.name)} until ${write.at(happened.leaseUntil)}${because(happened.reason, write)}`
    case 'handed':
      return `handed to ${write.name(happened.to.name)} until ${write.at(happened.leaseUntil)}`
    case 'renewed':
      return `still on it, until ${write.at(happened.leaseUntil)}`
    case 'expired':
      return `nobody worked on it: ${write.name(happened.owner.name)}'s claim ran out`
    case 'snoozed':
      return happened.until === null
        ? 'put aside until the customer answers'
        : `put aside until ${write.at(happened.until)}`
    case 'woken':
      return 'back on the desk'
    case 'noted':
      return `note: ${write.name(happened.text)}`
    case 'replied':
      return happened.elsewhere ? 'answered outside Amends' : 'answered the customer'
    case 'offered':
      return `offered: ${write.name(happened.what)}`
    case 'reply-failed':
      return `the reply did not go out: ${write.name(happened.why)}`
    case 'reply-written':
      return 'wrote a reply; it is on its way'
    case 'reply-approved':
      return 'approved the reply; it is on its way'
    case 'reply-withdrawn':
      return 'withdrew the reply before it went out'
    case 'reply-removed':
      return 'took the reply down'
    case 'heard':
      return 'the customer wrote again'
    case 'escalated':
      return en.rung[happened.rung]
    case 'corrected':
      return `corrected to ${en.severity[happened.to.severity]}, ${en.urgency[happened.to.urgency]}, ${en.category[happened.to.category]}`
    case 'merged':
      return `merged into #${happened.into}`
    case 'absorbed':
      return `took in #${happened.from}`
    case 'split-off':
      return `a post became #${happened.into}`
    case 'resolved':
      return `resolved: ${en.outcome[happened.outcome].toLowerCase()}${happened.note === null ? '' : ` (${write.name(happened.note)})`}`
    case 'reopened':
      return 'reopened'
    case 'priority-changed':
      return `priority ${happened.from.level} → ${happened.to.level}`
    case 'post-edited':
      return 'the author edited the post'
    case 'post-removed':
      return 'the author deleted the post'
    case 'pulse-asked':
      return 'made a link to ask how far they trust us'
    case 'pulse-answered':
      return 'answered how far they trust us'
    case 'alerted':
      return `card shown in ${happened.board === 'discord' ? 'Discord' : happened.board}`
  }
}

const because = (reason: string | undefined, write: Writers): string =>
  reason === undefined ? '' : `: ${write.name(reason)}`

const list = (words: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(words)
