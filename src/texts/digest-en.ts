import type { Level } from '../domain/priority.js'
import { DAY, HOUR } from '../domain/time.js'
import type { DigestFigure, DigestTexts } from './digest-texts.js'

const whole = new Intl.NumberFormat('en')
const counted = (n: number, one: string, many: string): string => `${whole.format(n)} ${n === 1 ? one : many}`

export const digestEn: DigestTexts = {
  title: (brand) => `Digest: ${brand ?? 'all brands'}`,
  about: (from, to, zone) => `${from} to ${to} (${zone})`,
  before: (length) => {
    if (length === 7 * DAY) return 'the week before'
    if (length === DAY) return 'the day before'
    return length % DAY === 0
      ? `the ${length / DAY} days before`
      : `the ${counted(Math.round(length / HOUR), 'hour', 'hours')} before`
  },
  section: {
    changed: 'What changed',
    went: 'How it went',
    warnings: 'Early warnings',
    needed: 'Needs somebody now',
    catches: 'Good catches',
  },
  quiet: (mentions) => {
    const read =
      mentions === null || mentions === 0
        ? ''
        : ` ${counted(mentions, 'mention was', 'mentions were')} read, and none was a complaint.`
    return `A quiet time: no complaint came in.${read}`
  },
  firstOne: 'Nobody was listening all of the time before, so there is nothing to hold this against yet.',
  asBefore: (before, all) =>
    `${all ? 'Nothing differs' : 'Nothing else differs'} from ${before} beyond chance. In brackets: ${before}, as it stood then.`,
  changed: (figure, turn, level, now, was, before) =>
    `${headline(figure, turn, level)}: ${now}; ${before}: ${was}.`,
  figures: (level, parts) =>
    `${level === null ? capital(parts.join('; ')) : `${level} answered: ${parts.join('; ')}`}.`,
  figure: (figure, now, was) => `${FIGURE[figure]}${now}${was === null ? '' : ` (${was})`}`,
  half: (length) => (length === null ? 'fewer than half so far' : `half within ${length}`),
  rising: (category, n, was, before) =>
    `Rising: ${category}, ${counted(n, 'problem', 'problems')}; ${before}: ${whole.format(was)}`,
  waitsLongerThanBefore: (by, group, now, was, before) =>
    `${whoWrite(by, group)} wait longer for an answer: ${now}; ${before}: ${was}.`,
  waitsLongerThanOthers: (by, group, now) =>
    `${whoWrite(by, group)} wait longer for an answer than others: ${now}.`,
  blind: (source, since) => `${source} has heard nothing since ${since}: its silence does not mean peace.`,
  noWarning: 'None: no category rises and nobody waits longer, beyond chance.',
  overdue: (n, longest) =>
    n === 1
      ? `A promise to a customer is overdue, for ${longest}`
      : `${whole.format(n)} promises to customers are overdue, the oldest for ${longest}`,
  unanswered: (n, longest) =>
    n === 1
      ? `A customer has waited for our answer for over a day (${longest})`
      : `${whole.format(n)} customers have waited for our answer for over a day, the longest for ${longest}`,
  caught: ({ category, severity, language }, wait, named) =>
    `${capital(category)}, ${severity}${language === null ? '' : `, in ${language}`}: answered within ${wait}${named ? ' by' : ''}`,

  onTheDesk: 'Read it on the desk',
  notYet: 'No digest yet',
  notYetHelp: 'The first one comes at its next time, once something has been heard.',
  wholeReport: 'All figures of these days',
  last: 'The last digest',
  forManagers:
    'The digest over the whole team is for managers and admins. In Discord it is read by all of its channel.',
  namedHelp: 'Customers are never named, and colleagues only if they chose to be.',
}

function headline(figure: DigestFigure, turn: 'up' | 'down', level: Level | null): string {
  const [more, sooner] = [turn === 'up' ? 'More' : 'Fewer', turn === 'up' ? 'wait longer' : 'wait less']
  switch (figure) {
    case 'volume':
      return `${more} complaints`
    case 'ours':
      return `${more} cases wait for us`
    case 'in-time':
      return `${more} ${level} answered in time`
    case 'wait':
      return `Customers of ${level} ${sooner} for an answer`
    case 'precision':
      return turn === 'up'
        ? 'Fewer alerts were mistakes, so many were right'
        : 'More alerts were mistakes, so many were right'
    case 'missed':
      return `${more} complaints had to be opened by hand`
    case 'repaired':
      return turn === 'up' ? 'More trust was repaired' : 'Less trust was repaired'
    case 'kept':
      return `${more} promises were kept`
  }
}

const FIGURE: Readonly<Record<DigestFigure, string>> = {
  volume: 'complaints: ',
  ours: 'waiting for us: ',
  'in-time': 'in time ',
  wait: '',
  precision: 'alerts that were right: ',
  missed: 'opened by hand: ',
  repaired: 'trust repaired: ',
  kept: 'promises kept: ',
}

const whoWrite = (by: 'language' | 'network', group: string): string =>
  by === 'language' ? `Customers who write in ${group}` : `Customers on ${group}`

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
