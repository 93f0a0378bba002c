import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js'
import { CATEGORIES, type Severity, type Urgency } from '../domain/assessment.js'
import type { Card } from '../domain/card.js'
import type { Labels } from '../domain/case.js'
import { cutTo } from '../domain/reply-length.js'
import type { Texts } from '../texts/texts.js'
import { type Ask, encodePress, type Press } from './custom-id.js'

export const REASON = 'reason'
export const NOTE = 'note'
export const INTO = 'into'
export const POST = 'post'
export const SEVERITY = 'severity'
export const URGENCY = 'urgency'
export const CATEGORY = 'category'

type Form = APIModalInteractionResponseCallbackData
type About = Pick<Press, 'caseId' | 'openedAt'>

export const takeOverForm = (about: About, { discord: { form } }: Texts): Form =>
  formOf(about, 'do-take-over', form.takeOverTitle(about.caseId), [
    input(form.reason, form.reasonHelp, REASON, 300, TextInputStyle.Paragraph),
  ])

export const noteForm = (about: About, { discord: { form } }: Texts): Form =>
  formOf(about, 'do-note', form.noteTitle(about.caseId), [
    input(form.noteLabel, form.noteHelp, NOTE, 1_000, TextInputStyle.Paragraph),
  ])

export const mergeForm = (about: About, { discord: { form } }: Texts): Form =>
  formOf(about, 'do-merge', form.mergeTitle(about.caseId), [
    input(form.mergeInto, form.mergeHelp, INTO, 12, TextInputStyle.Short),
  ])

/** As the verdict stands now, to be put right. */
export function correctForm(about: About, { opening: { assessment } }: Card, texts: Texts): Form {
  const { form } = texts.discord
  const pick = (
    label: string,
    id: string,
    current: string | number,
    names: Readonly<Record<string, string>>,
  ) =>
    menu(
      label,
      id,
      Object.entries(names).map(([value, name]) => ({
        value,
        label: name,
        default: value === String(current),
      })),
    )
  const categories = Object.fromEntries(CATEGORIES.map((name) => [name, texts.category[name]]))
  return formOf(about, 'do-correct', form.correctTitle(about.caseId), [
    pick(form.severity, SEVERITY, assessment.severity, texts.severity),
    pick(form.urgency, URGENCY, assessment.urgency, texts.urgency),
    pick(form.category, CATEGORY, assessment.category, categories),
  ])
}

/** Later posts of the case, newest first: which one is about something else. */
export function splitForm(about: About, { joined }: Card, { discord: { form } }: Texts): Form {
  const options = joined
    .filter(({ removedAt }) => removedAt === null)
    .slice(-25)
    .reverse()
    .map(({ id, post }) => ({ value: String(id), label: oneLine(post.text) }))
  return formOf(about, 'do-split', form.splitTitle(about.caseId), [menu(form.splitPost, POST, options)])
}

/** `null` for anything that the form does not offer. */
export function readLabels(
  severity: string | null,
  urgency: string | null,
  category: string | null,
): Labels | null {
  const known = CATEGORIES.find((one) => one === category)
  if (!/^[0-4]$/.test(severity ?? '') || !/^[0-3]$/.test(urgency ?? '') || known === undefined) return null
  return { severity: Number(severity) as Severity, urgency: Number(urgency) as Urgency, category: known }
}

/** Menus show plain text. */
const oneLine = (text: string): string => {
  const plain = text
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
  return plain === '' ? '…' : cutTo(plain, 90).slice(0, 100)
}

const formOf = (about: About, ask: Ask, title: string, components: APILabelComponent[]): Form => ({
  title,
  custom_id: encodePress({ caseId: about.caseId, openedAt: about.openedAt, ask }),
  components,
})

const input = (
  label: string,
  description: string,
  custom_id: string,
  max_length: number,
  style: TextInputStyle,
): APILabelComponent => ({
  type: ComponentType.Label,
  label,
  description,
  component: { type: ComponentType.TextInput, custom_id, style, required: true, max_length },
})

const menu = (
  label: string,
  custom_id: string,
  options: { value: string; label: string; default?: boolean }[],
): APILabelComponent => ({
  type: ComponentType.Label,
  label,
  component: { type: ComponentType.StringSelect, custom_id, required: true, options },
})
