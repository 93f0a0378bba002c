import { HTTPException } from 'hono/http-exception'
import type { ActResult } from '../app/act-on-case.js'
import type { Member } from '../app/care.js'
import { CATEGORIES, type Severity, type Urgency } from '../domain/assessment.js'
import { type CaseId, type Command, type Labels, OUTCOMES } from '../domain/case.js'
import { momentOf, readWallClock, snoozeChoices } from '../domain/local-time.js'
import { DAY, type Instant } from '../domain/time.js'
import type { Rooms } from './context.js'
import { tame } from './foreign-text.js'
import type { Notice } from './notices.js'
import { CAUSE_LENGTH, CLOSED_IN_PUBLIC, NOTE_LENGTH } from './resolve-form.js'

/** The verbs of the address `/cases/:id/:verb` that are commands to the case itself. */
const COMMANDS = [
  'claim',
  'release',
  'take-over',
  'resolve',
  'dismiss',
  'reopen',
  'still-on-it',
  'hand',
  'snooze',
  'wake',
  'note',
] as const
type CommandVerb = (typeof COMMANDS)[number]
type Fields = Readonly<Record<string, string>>
/** Where the case goes on from here; `null`: where the press came from. */
export type Pressed = { readonly notice: Notice; readonly goTo: string | null }

/** Carries a press out. `null`: no such verb. @throws HTTPException 400 for a form that no page of ours sends */
export function press(rooms: Rooms, id: CaseId, verb: string, fields: Fields, by: Member): Pressed | null {
  const known = COMMANDS.find((one) => one === verb)
  if (known !== undefined) return command(rooms, id, known, fields, by)
  const words = rooms.texts.desk.care.more
  const { care, texts } = rooms
  const said = (ok: boolean, say: string, caseId: CaseId | null = id): Pressed => ({
    notice: { type: 'said', ok, caseId, say: () => say },
    goTo: null,
  })
  switch (verb) {
    case 'correct':
      return told(id, care.correct(id, labelsFrom(fields), by), words.corrected)
    case 'answered-elsewhere':
      return told(id, care.answeredElsewhere(id, by), words.answered)
    case 'merge': {
      const into = wholeNumber(fields['into'])
      const joined = care.merge(id, into, by)
      return joined.ok
        ? { ...said(true, words.merged(into), into), goTo: `/cases/${into}` }
        : said(false, texts.reply.joinRefusal(joined.refusal))
    }
    case 'split': {
      const split = care.split(id, wholeNumber(fields['mention']), by)
      return split.ok
        ? said(true, words.splitInto(split.case.id), split.case.id)
        : said(false, texts.reply.joinRefusal(split.refusal))
    }
    case 'do-not-contact':
      return care.doNotContact(id, by) ? said(true, words.stopped) : said(false, words.noAuthor)
    case 'contact-again':
      return care.contactAgain(id, by) ? said(true, words.again) : said(false, words.notAllowed)
    default:
      return null
  }
}

function told(id: CaseId, result: ActResult, done: string): Pressed {
  const notice: Notice = result.ok
    ? { type: 'said', ok: true, caseId: id, say: () => done }
    : { type: 'refused', caseId: id, refusal: result.refusal }
  return { notice, goTo: null }
}

function command(rooms: Rooms, id: CaseId, verb: CommandVerb, fields: Fields, by: Member): Pressed {
  const result = rooms.care.act(id, readCommand(rooms, id, verb, fields), by)
  if (!result.ok) return { notice: { type: 'refused', caseId: id, refusal: result.refusal }, goTo: null }
  const { case: next } = result
  const closing =
    fields['closing'] === '1' && next.status === 'resolved' && CLOSED_IN_PUBLIC.includes(next.outcome)
  const goTo = closing
    ? `/cases/${id}/reply?kind=closing`
    : verb === 'claim' && fields['next'] === 'reply'
      ? `/cases/${id}/reply`
      : null
  return { notice: { type: 'done', case: next, verb, changed: result.changed }, goTo }
}

function readCommand(rooms: Rooms, id: CaseId, verb: CommandVerb, fields: Fields): Command {
  switch (verb) {
    case 'claim':
    case 'release':
    case 'reopen':
    case 'still-on-it':
    case 'wake':
      return { type: verb }
    case 'take-over': {
      const reason = words(fields['reason'], NOTE_LENGTH)
      return reason === '' ? { type: verb } : { type: verb, reason }
    }
    case 'note':
      return { type: verb, text: words(fields['text'], NOTE_LENGTH) }
    case 'dismiss':
      return { type: 'resolve', outcome: 'not-a-complaint', note: null }
    case 'resolve': {
      const outcome = OUTCOMES.find((known) => known === fields['outcome']) ?? bad('outcome')
      const note = words(fields['note'], NOTE_LENGTH)
      const cause = words(fields['cause'], CAUSE_LENGTH)
      return {
        type: 'resolve',
        outcome,
        note: note === '' ? null : note,
        cause: cause === '' ? null : cause,
      }
    }
    case 'hand':
      return { type: 'hand', to: personFrom(rooms, fields['to'] ?? '') }
    case 'snooze':
      return { type: 'snooze', until: snoozeUntil(rooms, id, fields) }
  }
}

/** Only to people whom the desk has seen: a name from a form alone is nobody. */
function personFrom({ desk }: Rooms, id: string) {
  const now = desk.clock()
  return desk.store.desk.people(now, now - 60 * DAY).find((one) => one.id === id) ?? bad('person')
}

/** A moment that was chosen and left empty counts as over, which the refusal says in words. */
function snoozeUntil({ desk }: Rooms, id: CaseId, fields: Fields): Instant | null {
  const zone = desk.policy.of(desk.store.cases.get(id)?.brand ?? '').zone
  const chosen = fields['for']
  if (chosen === 'answer') return null
  if (chosen === 'moment') {
    const wall = readWallClock(fields['moment'] ?? '')
    return wall === null ? 0 : momentOf(wall, zone)
  }
  return snoozeChoices(desk.clock(), zone).find(({ name }) => name === chosen)?.until ?? 0
}

export function labelsFrom(fields: Fields): Labels {
  const category = CATEGORIES.find((known) => known === fields['category']) ?? bad('category')
  const severity = wholeNumber(fields['severity'])
  const urgency = wholeNumber(fields['urgency'])
  if (severity > 4 || urgency > 3) bad('severity or urgency')
  return { severity: severity as Severity, urgency: urgency as Urgency, category }
}

const wholeNumber = (text: string | undefined): number =>
  /^\d{1,12}$/.test(text ?? '') ? Number(text) : bad('number')

function words(text: string | undefined, longest: number): string {
  const told = tame(text ?? '')
  return told.length <= longest ? told : bad('too long')
}

function bad(message: string): never {
  throw new HTTPException(400, { message })
}
