import { type Faults, Findings, list, select } from './validate.js'
import type { Json } from './world.js'

const SELECT = 3
const INPUT = 4
const TEXT = 10
const LABEL = 18

/** Figures: Discord's API reference for modals. */
export function modalFaults(data: Json): Faults {
  const found = new Findings()
  found.length('title', data['title'], 1, 45)
  found.customId('custom_id', data['custom_id'])
  const rows = list(data['components'])
  if (rows.length < 1 || rows.length > 5)
    found.add('components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')
  rows.forEach((row, index) => {
    modalRow(row, `components.${index}`, found)
  })
  return found.faults
}

function modalRow(row: Json, here: string, found: Findings): void {
  if (row['type'] === TEXT) {
    found.length(`${here}.content`, row['content'], 1, 4_000)
    return
  }
  if (row['type'] !== LABEL) {
    found.add(`${here}.type`, 'UNION_TYPE_CHOICES', 'a label or text is wanted')
    return
  }
  found.length(`${here}.label`, row['label'], 1, 45)
  if (row['description'] !== undefined) found.length(`${here}.description`, row['description'], 0, 100)
  const field = (row['component'] ?? {}) as Json
  if (field['type'] === SELECT) select(field, `${here}.component`, found)
  else if (field['type'] === INPUT) textInput(field, `${here}.component`, found)
  else found.add(`${here}.component.type`, 'UNION_TYPE_CHOICES', 'no such field')
}

function textInput(field: Json, here: string, found: Findings): void {
  found.customId(`${here}.custom_id`, field['custom_id'])
  if (field['label'] !== undefined) found.add(`${here}.label`, 'BASE_TYPE_BAD', 'the label has the label')
  if (field['style'] !== 1 && field['style'] !== 2) found.add(`${here}.style`, 'BASE_TYPE_CHOICES', 'style')
  const most = field['max_length']
  if (most !== undefined && !(Number(most) >= 1 && Number(most) <= 4_000))
    found.add(`${here}.max_length`, 'NUMBER_TYPE_MAX', 'between 1 and 4000')
  if (field['placeholder'] !== undefined) found.length(`${here}.placeholder`, field['placeholder'], 0, 100)
  if (field['value'] !== undefined) found.length(`${here}.value`, field['value'], 0, Number(most ?? 4_000))
}
