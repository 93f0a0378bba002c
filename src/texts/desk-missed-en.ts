import type { Gate, Remedy } from '../domain/missed.js'
import type { Engagement } from '../domain/post.js'
import { HOUR, MINUTE } from '../domain/time.js'
import type { DeskMissedTexts } from './desk-missed-texts.js'

const whole = new Intl.NumberFormat('en')
const counted = (n: number, one: string, many: string): string => `${whole.format(n)} ${n === 1 ? one : many}`
/** Cut, not rounded: what was just below half must not read as half. */
const probability = (p: number): string => (Math.floor(p * 100 + 1e-9) / 100).toFixed(2)
const SEVERITY = ['no complaint', 'a grumble', 'a problem', 'serious', 'critical'] as const
const severity = (n: number): string => `${n} (${SEVERITY[n] ?? 'unknown'})`

export const deskMissedEn: DeskMissedTexts = {
  title: 'Missed alerts',
  help: 'Posts that had to be opened by hand, that grew big without a card, or that people found worse than Amends did. What let each pass is a rule or a score, never a person.',
  forManagers:
    'What Amends missed is reviewed by managers and admins. To bring a post that it missed, open a case by hand.',
  tab: { 'to-look-at': 'To look at', 'in-the-set': 'In the set', 'set-aside': 'Set aside' },
  nothing: {
    'to-look-at': 'Nothing to look at: no post was missed that we know of.',
    'in-the-set': 'The regression set is empty. Add posts to it that should have alerted.',
    'set-aside': 'Nothing is set aside.',
  },
  kind: {
    'by-hand': 'opened by hand',
    grown: 'grew big without a card',
    'held-back': 'grew while its card was held back',
    corrected: 'worse than it was judged',
  },
  state: { 'to-look-at': 'to look at', 'in-the-set': 'in the regression set', 'set-aside': 'set aside' },
  all: 'Missed alerts',
  noticed: (at, write) => `noticed ${write.ago(at)}`,
  fromCase: 'Why did we not hear it?',
  fromReport: 'What let them pass, and what else was missed',
  look: 'Look at it',
  openCase: (id) => `Case #${id}`,
  gate,
  hadItComeIn: 'Had it come in:',
  wouldHaveAlerted: 'Had it come in, it would have opened a case.',

  post: {
    title: (id) => `Missed post ${id}`,
    why: 'What let it pass',
    remedies: 'What would have caught it',
    remedy,
    wouldBring: (posts) =>
      posts === null
        ? ''
        : posts === 0
          ? 'In the last seven days that would have brought no other post.'
          : `In the last seven days that would have brought ${counted(posts, 'more post', 'more posts')}.`,
    timeline: 'What was visible when',
    verdict: 'The verdict then',
    asked: (brand, least, complaint) =>
      `${brand} asked for severity ${least} or worse, and a probability of ${probability(complaint)} or more.`,
    askedNow: (least, complaint) =>
      `Today it asks for severity ${least} or worse, and ${probability(complaint)} or more.`,
    labels: 'What it should have been judged as',
    labelsHelp:
      'The set keeps a reference to the post and these labels, no words. If its author takes the post back, it leaves the set.',
    add: 'Add to the regression set',
    change: 'Change the labels',
    aside: 'Set aside',
    reconsider: { 'in-the-set': 'Take it out of the set', 'set-aside': 'Look at it again' },
    answer: 'Open a case for it',
    answerHelp: 'Nobody has answered it: it is not too late.',
    gone: 'The author took this post back',
    goneHelp: 'Its words are deleted here too, and with them whatever was to be reviewed.',
  },
  sight: {
    posted: 'Posted',
    received: (engagement) => `Reached us, with ${reactions(engagement)}`,
    edited: 'Edited by its author',
    looked: (engagement) => `Looked at: ${reactions(engagement)}`,
    noticed: {
      'by-hand': 'Opened by hand',
      grown: 'Had grown big, without a card: put before you',
      'held-back': 'Had grown big, while its card was held back: put before you',
      corrected: 'A colleague found it worse than it was judged: put before you',
    },
    byHand: 'A colleague brought it, and opened a case: the first that Amends knew of it',
    byHandKnown: 'A colleague opened a case',
    corrected: (grade, urgency, category) =>
      `A colleague corrected the verdict: ${grade}, ${urgency}, ${category}`,
    alerted: 'Its card was shown',
    decided: {
      'in-the-set': 'A colleague added it to the regression set',
      'set-aside': 'A colleague set it aside',
    },
  },
  set: {
    title: 'The regression set',
    help: 'Run “amends regress” after a change of model or thresholds: it says which of these posts alert now.',
    never: 'It has not been run yet.',
    ran: ({ model, ago, posts, passing, worse }) =>
      `Last run ${ago} with ${model}: ${whole.format(passing)} of ${whole.format(posts)} judged right` +
      (worse === 0 ? '.' : `; ${whole.format(worse)} that passed before fail now.`),
    result: (alerts, passes, complaint) =>
      `${passes ? '✓' : '✕'} at the last run ${alerts ? 'it alerts' : 'it does not alert'} (${probability(complaint)})`,
  },
  done: {
    'add-to-set': 'Added to the regression set.',
    'set-aside': 'Set aside.',
    'look-again': 'Back among the posts to look at.',
  },
  unchanged: 'That was so already.',
  undo: 'Undo',
}

function gate(passed: Gate, brand: string): string {
  switch (passed.type) {
    case 'own-account':
      return `An account of ${brand} wrote it, and what the brand says itself never counts.`
    case 'no-term':
      return `No term of ${brand} is in it, and it tags no account of ${brand}.`
    case 'excluded':
      return `The exclusion “${passed.phrase}” kept it out.`
    case 'opted-out':
      return 'Its author asked to be left out by tools like this one, and did not speak to the brand.'
    case 'unheard':
      return `It speaks of ${brand}, but no source brought it: none hears that account or that place.`
    case 'history':
      return 'It is from before Amends began to watch; such posts open a case only where they are critical and fresh.'
    case 'passes':
      return `By what ${brand} asks for now it would have opened a case; when it came in, ${brand} asked for more.`
    case 'too-unlikely':
      return `Its complaint probability of ${probability(passed.complaint)} was below the ${probability(passed.asked)} that ${brand} asks for.`
    case 'too-mild':
      return `Its severity was ${severity(passed.severity)}; alerts of ${brand} begin at ${severity(passed.asked)}.`
    case 'held-back':
      return `More than ${counted(passed.cards, 'new card', 'new cards')} came within ${lengthOf(passed.per)}, so its card was held back.`
  }
}

function remedy(one: Remedy, brand: string): string {
  switch (one.type) {
    case 'term':
      return `A further term of ${brand} that stands in posts like this one.`
    case 'exclusion':
      return `A narrower exclusion, or a term of ${brand} that the exclusion does not cover.`
    case 'source':
      return 'A source that hears it: Coverage says what each one can hear.'
    case 'cap':
      return 'A higher cap (team.cap), or none.'
    case 'model':
      return 'No threshold: where the classifier sees no complaint there is no severity to ask for. A better classifier, which is what the regression set is for.'
    case 'threshold':
      return `alert: { severity: ${one.alert.severity}, complaint: ${one.alert.complaint} } for ${brand}.`
  }
}

function reactions({ likes, reposts, replies }: Engagement): string {
  const parts = [
    likes > 0 ? counted(likes, 'like', 'likes') : '',
    reposts > 0 ? counted(reposts, 'repost', 'reposts') : '',
    replies > 0 ? counted(replies, 'reply', 'replies') : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'no reactions' : parts.join(', ')
}

const lengthOf = (ms: number): string =>
  ms % HOUR === 0
    ? counted(ms / HOUR, 'hour', 'hours')
    : counted(Math.round(ms / MINUTE), 'minute', 'minutes')
