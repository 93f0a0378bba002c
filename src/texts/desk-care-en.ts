import type { DuePromise } from '../domain/outreach.js'
import type { Engagement } from '../domain/post.js'
import type { DeskCareTexts } from './desk-care-texts.js'
import type { Writers } from './texts.js'

const whole = new Intl.NumberFormat('en')
const counted = (n: number, one: string, many: string): string => `${whole.format(n)} ${n === 1 ? one : many}`
const OUTCOMES: Readonly<Record<string, string>> = {
  'sent-for': 'done',
  findings: 'advised',
  answered: 'answered already',
}
const STATUS = { open: 'open', claimed: 'claimed', waiting: 'waiting', resolved: 'resolved' } as const

export const deskCareEn: DeskCareTexts = {
  reply: {
    title: (kind) => (kind === 'closing' ? 'A closing line' : 'Reply'),
    button: 'Reply',
    again: 'Reply again',
    closing: 'Write a closing line',
    label: 'Your reply',
    help: 'What stands in [brackets] is yours to fill in, or to take out.',
    as: (brand, network, isPublic) =>
      `goes out as ${brand} on ${network}, under this post, ${isPublic ? 'in public' : 'seen by no more people than theirs'}`,
    count: (used, most, left) =>
      left < 0 ? `${whole.format(-left)} too many` : `${whole.format(used)} of ${whole.format(most)}`,
    gaps: (n) => (n === 1 ? '1 gap to fill' : `${n} gaps to fill`),
    noGaps: 'No gap left',
    findGap: 'Go to this gap',
    offer: 'You may offer',
    offerHelp: 'on the spot, asking nobody; what you choose is logged. Amounts belong in a direct message.',
    offerNothing: 'nothing with this reply',
    before: 'What was said before',
    send: 'Send',
    ask: 'Hand in for approval',
    sensitive: 'A topic where a wrong word hurts: let somebody else read this before you send it.',
    secondPair: 'A second person reads it before it goes out.',
    keepsWarning: 'Their content warning is kept on your reply.',
    language: (name) => `They write in ${name}.`,
    answered: 'Somebody of ours has answered already',
    answeredHelp: 'This stands under their post, sent outside Amends:',
    see: (network) => `See it on ${network}`,
    news: 'While you were writing they wrote again, or changed their words: read what stands here now, then press Send.',
    usedForm: 'This form has sent a reply already. To send another one, press Send again.',
    cannot: 'Nothing can be sent here now',
    nothingToAnswer: 'The customer deleted what they wrote: there is nothing left to answer.',
    missing: 'There are no words in it yet.',
    back: 'Back to the case',
    sent: 'Your reply is on its way.',
    toApprove: 'Your reply waits for a second person.',
  },
  talk: {
    title: 'The conversation',
    we: 'answered',
    note: 'Note',
    closing: 'closing line',
    elsewhere: 'outside Amends',
    again: 'wrote again',
    see: (network) => `See it on ${network}`,
    tryAgain: 'Try again',
    takeDown: 'Take down',
    correct: 'Correct',
    approve: 'Approve and send',
    withdraw: 'Withdraw',
    ownWaits: 'Somebody else reads it before it goes out.',
    promise,
    growth,
  },
  takeDown: {
    title: (network) => `Take this reply down from ${network}?`,
    help: 'Whoever has read it has read it. The customer is not told.',
    only: 'Take it down',
    anew: 'Take it down and write it anew',
    keep: 'Leave it where it is',
    done: 'The reply is taken down.',
    withdrawn: 'The reply will not go out.',
  },
  flag: {
    snoozed: (until, write) =>
      until === null ? 'Put aside until the customer answers' : `Put aside until ${write.at(until)}`,
    others: 'Also by them',
    other: (one) => `#${one.id} (${STATUS[one.status]})`,
    blocked: 'On the do-not-contact list: nothing can be sent to them.',
    promiseDue: (at, over, write) =>
      over ? `promise overdue since ${write.at(at)}` : `promised by ${write.at(at)}`,
    overdue: (n) => (n === 1 ? 'A promise to a customer is overdue:' : 'Promises to customers are overdue:'),
    remind: 'overdue',
    call: 'overdue',
    replyFailed: 'reply not sent',
    replySending: 'reply on its way',
    toApprove: 'reply waits for a second person',
  },
  more: {
    title: 'More',
    snooze: 'Snooze',
    until: 'Put aside until',
    choice: {
      hour: 'in an hour',
      afternoon: 'this afternoon',
      tomorrow: 'tomorrow morning',
      answer: 'the customer answers',
      moment: 'another moment',
    },
    moment: (zone) => `Day and time (${zone.replaceAll('_', ' ')})`,
    hand: 'Hand to somebody',
    handTo: 'Who takes it on?',
    nobodyElse: 'Nobody else has been here yet. Invite a colleague under Team.',
    where: (personId) => (personId.startsWith('discord:') ? 'Discord' : 'desk'),
    takeOver: 'Take over',
    reason: 'Why?',
    reasonHelp: (name) => `${name} is told, with your reason.`,
    note: 'Add a note',
    noteLabel: 'For the team; the customer never sees it',
    correct: 'Correct the verdict',
    correctHelp: 'Sorts the case anew; kept, to train the classifier with.',
    correctButton: 'Correct',
    merge: 'Merge with another case',
    mergeHelp: 'Their posts go there, and this case is closed as a duplicate.',
    mergeInto: (id) => `Merge into #${id}`,
    split: 'Split a post off',
    splitHelp: 'A post about something else becomes a case of its own.',
    splitButton: 'Split it off',
    elsewhere: 'I answered elsewhere',
    elsewhereHelp: 'In the network’s own app, by mail or by phone: the case then waits for the customer.',
    stop: 'Never write to them again',
    stopHelp:
      'They asked to be left alone. Holds for every brand and every case; a manager can take it back.',
    stopButton: 'Never write to them again',
    contactAgain: 'Allow writing to them again',
    contactAgainHelp: 'They are on the do-not-contact list.',
    cause: 'What lay behind it',
    causeHelp: 'A word or two, to find what keeps coming back. Optional.',
    closingLine: 'Then write a closing line',
    closingLineHelp: 'When it ended well: one last line in public, looked over like every reply.',
    merged: (id) => `Merged: everything is in case #${id} now.`,
    splitInto: (id) => `Split off: the post is case #${id} now.`,
    corrected: 'Corrected. Thank you: it is kept, to train the classifier with.',
    stopped: 'They will not be written to again.',
    noAuthor: 'They have deleted what they wrote; nothing is left to remember them by.',
    again: 'They may be written to again.',
    notAllowed: 'Only managers and admins can do this.',
    answered: 'Noted: the customer has an answer, and it is their turn.',
  },
  open: {
    title: 'Open a case by hand',
    link: 'Open a case by hand',
    help: 'For a post that Amends did not bring, or thought harmless.',
    url: 'Address of the post',
    brand: 'Brand',
    button: 'Open the case',
    opened: 'The case is open.',
    existed: 'This post has a case already: here it is.',
    missing: 'Copy the address of the post into the field.',
  },
  audit: {
    title: 'Who did what',
    help: 'Every press by anybody, on the desk and in Discord, also those that were refused. Newest first; never changed. Choose a name or a deed to see nothing else.',
    download: 'Download all as CSV',
    empty: 'Nobody has done anything yet.',
    none: 'Nothing of that.',
    only: 'Only:',
    nowAll: (narrowed) => `No longer only ${narrowed}`,
    older: 'Older',
    newest: 'Newest',
    column: {
      at: 'When',
      who: 'Who',
      role: 'Role',
      action: 'What',
      case: 'Case',
      outcome: 'Outcome',
      detail: 'Detail',
    },
    action: (action) => action.replaceAll('-', ' '),
    outcome: (outcome) => OUTCOMES[outcome] ?? outcome.replaceAll('-', ' '),
  },
}

function promise({ phrase, dueAt, state }: DuePromise, now: number, write: Writers): string {
  const said = `“${write.name(phrase)}”`
  switch (state) {
    case 'kept':
      return `Promised ${said}: we came back to it`
    case 'dropped':
      return `Promised ${said}: dropped`
    case 'open':
      return dueAt <= now
        ? `Promised ${said}: overdue since ${write.at(dueAt)}`
        : `Promised ${said}: due ${write.at(dueAt)}`
  }
}

function growth({ likes, reposts, replies }: Engagement): string {
  const parts = [
    likes > 0 ? `+${counted(likes, 'like', 'likes')}` : '',
    reposts > 0 ? `+${counted(reposts, 'repost', 'reposts')}` : '',
    replies > 0 ? `+${counted(replies, 'reply', 'replies')}` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `${parts.join(', ')} since it came in`
}
