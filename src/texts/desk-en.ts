import type { Case } from '../domain/case.js'
import { definitionsEn } from './definitions-en.js'
import { deskCareEn } from './desk-care-en.js'
import { deskDoorEn } from './desk-door-en.js'
import { deskMissedEn } from './desk-missed-en.js'
import { deskReportEn } from './desk-report-en.js'
import type { DeskTexts } from './desk-texts.js'
import type { Writers } from './texts.js'

const whole = new Intl.NumberFormat('en')
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })
const counted = (n: number, one: string, many: string): string => `${whole.format(n)} ${n === 1 ? one : many}`

export const deskEn: DeskTexts = {
  skip: 'Skip to the cases',
  menu: {
    cases: 'Cases',
    reports: 'Reports',
    coverage: 'Coverage',
    settings: 'Settings',
    audit: 'Audit',
    team: 'Team',
    me: 'Me',
    signOut: 'Sign out',
  },
  demo: 'Demo: the brand, the people and their posts are made up.',
  live: { on: 'Live', off: 'Reconnecting …', ended: 'Signed out' },
  noScript: 'This page does not update by itself in your browser: reload it.',

  tab: {
    open: 'Open',
    mine: 'Mine',
    claimed: 'Claimed',
    waiting: 'Waiting',
    snoozed: 'Snoozed',
    resolved: 'Resolved',
    all: 'All',
  },
  filter: {
    title: 'Filter',
    brand: 'Brand',
    network: 'Network',
    priority: 'Priority',
    language: 'Language',
    any: 'all',
    show: 'Show',
    clear: 'Clear filters',
  },
  nothing: {
    open: 'Nothing open.',
    mine: 'You have no case. Claim one from the open ones.',
    claimed: 'Nobody is on a case.',
    waiting: 'No customer owes us an answer.',
    snoozed: 'Nothing is put aside.',
    resolved: 'Nothing resolved yet.',
    all: 'No case yet.',
    filtered: 'Nothing matches these filters.',
  },
  lastPost: (write, at) =>
    at === null ? 'No post has come in yet.' : `The last post came in ${write.ago(at)}.`,
  page: { earlier: 'Previous', later: 'Next', of: (from, to, all) => `${from}–${to} of ${all}` },
  arrived: ({ level, severity, brand, network }) =>
    `New in the list: ${level}, ${severity}, ${brand} on ${network}.`,
  blind: { title: 'Not everything works', silence: 'Until it does, silence does not mean peace.' },
  sources: 'Sources and boards',
  lastSuccess: (write, at) => (at === null ? '' : write.ago(at)),

  caseTitle: (id) => `Case #${id}`,
  waiting: 'waiting',
  openCase: 'Open the case',
  morePosts: (n) => `+ ${counted(n, 'post', 'posts')}`,
  ofCase: (id) => `case #${id}`,
  severityLabel: 'Severity',
  urgencyLabel: 'Urgency',
  severityHelp: {
    0: 'Not a complaint.',
    1: 'Dislike or mild disappointment; nothing lost.',
    2: 'One concrete failure that touches the author: late, broken, wrong, rude.',
    3: 'Real loss or repeated failure: money gone, stranded, several failed contacts, a firm decision to leave.',
    4: 'Danger, discrimination, fraud, exposed data, a vulnerable person, or a stated legal, regulator or press step.',
  },
  urgencyHelp: {
    0: 'No answer is needed for its own sake.',
    1: 'An answer within a day is fine.',
    2: 'Stuck with a live problem now, or asks for help: an answer within hours still helps.',
    3: 'Harm or a deadline is running: only minutes help.',
  },
  case: {
    back: 'All cases',
    actions: 'What to do',
    said: 'What they wrote',
    why: 'Why it is here',
    post: (network) => `See it on ${network}`,
    posted: 'posted',
    edited: 'edited',
    received: 'reached us',
    contentWarning: 'Content warning by the author',
    engagement: (likes, reposts, replies) =>
      `${counted(likes, 'like', 'likes')}, ${counted(reposts, 'repost', 'reposts')}, ${counted(replies, 'reply', 'replies')}`,
    outcome: 'How did it end?',
    atOnce: 'Close it without an answer …',
    choose: 'Choose an outcome',
    note: 'Note',
    noteHelp: 'For the team; the customer never sees it. Optional.',
    category: 'About',
    language: 'Language',
    certainty: 'Certainty',
    chance: (probability) => `${percent.format(probability)} sure that this is a complaint`,
    asks: (probability) => (probability >= 0.5 ? 'asks us for something' : 'does not ask for an answer'),
    reasons: 'Words that carried it',
    noReasons: 'No single phrase stands out.',
    rules: 'Safety net',
    rulesHelp: 'Rules that raise a verdict and are never out-voted.',
    model: 'Judged by',
    priority: 'Priority',
    ofAnotherPost:
      'By the most pressing of the customer’s posts as they stand now, or stood last: another than the first, whose verdict is above.',
    part: {
      severity: 'Severity, counted double',
      urgency: 'Urgency',
      reach: 'Reach: 10,000 followers or more',
      growth: 'Growth: others pick it up',
    },
    levels: (from) =>
      `P1 from ${from.P1} points, P2 from ${from.P2}, P3 from ${from.P3}. Critical is never below P2.`,
  },
  visibility: {
    public: null,
    unlisted: 'unlisted',
    followers: 'for followers only',
    direct: 'private: only they and we can read it',
  },
  actor: {
    schedule: 'the clock',
    customer: 'the customer',
    connector: (id) => id,
  },
  state,
  done,
  care: deskCareEn,
  report: deskReportEn,
  missed: deskMissedEn,
  door: deskDoorEn,
  definitions: definitionsEn,

  signIn: {
    title: 'Sign in',
    needed: 'Sign in to see the desk',
    how: 'Open your one-time sign-in link. Amends prints one where it starts, and anybody who is signed in can make one for you under “Team”.',
    intro: 'This link signs you in once, on this browser.',
    name: 'Your name',
    nameHelp: 'Your colleagues see it on the cases that you claim.',
    button: 'Sign in',
    nameMissing: 'Please give a name that your colleagues know you by.',
    used: 'This link has been used or has run out',
    usedHelp:
      'Each link works once, for a day. Ask a colleague for a new one (“Team”), or take the one that Amends prints where it starts.',
    noToken: 'This address lacks the code of a sign-in link. Copy the whole link.',
    tooMany: (minutes) =>
      `Too many failed attempts from here. Try again in ${counted(minutes, 'minute', 'minutes')}.`,
    insecure: 'This connection is not encrypted',
    insecureHelp:
      'Signing in over plain HTTP would show your session to the network. Put TLS before the desk (see docs/web-desk.md), or open it on the machine it runs on. Your link has not been used.',
    signedOut: 'You are signed out.',
  },
  team: {
    title: 'Team',
    you: 'You are signed in as',
    invite: 'Invite a colleague',
    inviteHelp:
      'Makes a sign-in link that works once, for a day. Give it to one person, where only they can read it.',
    role: 'They may act as',
    make: 'Make a link',
    link: 'Sign-in link',
    linkHelp: 'Shown only now.',
    copy: 'Copy',
    copied: 'Copied',
  },
  fault: {
    '400': {
      title: 'That did not make sense',
      help: 'Something in the form was missing or wrong. Nothing was changed.',
    },
    '403': {
      title: 'Refused',
      help: 'The form did not come from a page of this desk, or the page was too old. Nothing was changed: reload and try again.',
    },
    '404': { title: 'Not here', help: 'There is no such page or case.' },
    '413': { title: 'Too much', help: 'That was more than the desk takes in one go. Nothing was changed.' },
    '421': {
      title: 'Wrong address',
      help: 'The desk does not answer to this name. Open it under the address that Amends prints where it starts.',
    },
    '500': {
      title: 'Our mistake',
      help: 'The desk failed to do that, and its log says why. Trying again is safe.',
    },
  },
  pressFailed: 'That did not reach the desk. Nothing was lost: try again.',
}

function state(current: Case, mine: boolean, write: Writers): string {
  switch (current.status) {
    case 'open':
      return 'Nobody is on it'
    case 'claimed':
      if (mine && current.snooze !== null) return 'Yours, put aside'
      return mine
        ? `Yours until ${write.at(current.leaseUntil)}`
        : `${write.name(current.owner.name)} is on it, since ${write.at(current.claimedAt)}`
    case 'waiting':
      return `${mine ? 'You' : write.name(current.owner.name)} answered ${write.ago(current.repliedAt)}`
    case 'resolved':
      return `${write.name(current.resolvedBy.name)} resolved it ${write.ago(current.resolvedAt)}`
  }
}

function done(current: Case, verb: string, changed: boolean, write: Writers): string {
  const it = `Case #${current.id}`
  if (verb === 'note') return 'Noted.'
  switch (current.status) {
    case 'open':
      return verb === 'reopen' ? `${it} is open again.` : `${it} is free for others.`
    case 'claimed':
    case 'waiting':
      if (verb === 'hand') return `${it} is ${write.name(current.owner.name)}'s now, and they are told.`
      if (verb === 'snooze' && current.snooze !== null)
        return current.snooze.until === null
          ? `${it} is put aside until the customer answers.`
          : `${it} is put aside until ${write.at(current.snooze.until)}.`
      if (verb === 'wake') return `${it} is back on the desk.`
      return current.status === 'claimed'
        ? `${it} is yours until ${write.at(current.leaseUntil)}.`
        : `${it} is yours${changed ? '' : ' already'}.`
    case 'resolved':
      return `${it} is resolved.`
  }
}
