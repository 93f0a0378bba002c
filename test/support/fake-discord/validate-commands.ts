import { type Faults, Findings } from './validate.js'
import type { Json } from './world.js'

const SUBCOMMAND = 1
/** String, integer, boolean, user. */
const KNOWN = [3, 4, 5, 6]

/** Figures: Discord's API reference for application commands. */
export function commandFaults(commands: readonly Json[]): Faults {
  const found = new Findings()
  const names = new Set<string>()
  commands.forEach((command, index) => {
    const here = String(index)
    const type = command['type'] ?? 1
    found.length(`${here}.name`, command['name'], 1, 32)
    if (names.has(`${type}/${command['name']}`))
      found.add(`${here}.name`, 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'names must be unique')
    names.add(`${type}/${command['name']}`)
    if (type === 1) slash(command, here, found)
    else if (command['description'] !== undefined || command['options'] !== undefined)
      found.add(`${here}.description`, 'APPLICATION_COMMAND_INVALID_DESCRIPTION', 'not in a context menu')
  })
  if (names.size > 100) found.add('', 'APPLICATION_COMMANDS_MAX', '100 at most')
  return found.faults
}

function slash(command: Json, here: string, found: Findings): void {
  name(command, here, found)
  found.length(`${here}.description`, command['description'], 1, 100)
  const options = (command['options'] ?? []) as Json[]
  if (options.length > 25) found.add(`${here}.options`, 'BASE_TYPE_BAD_LENGTH', '25 at most')
  const subs = options.filter((option) => option['type'] === SUBCOMMAND)
  if (subs.length > 0 && subs.length < options.length)
    found.add(`${here}.options`, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'subcommands stand alone')
  let optional = false
  options.forEach((option, index) => {
    const at = `${here}.options.${index}`
    if (option['type'] === SUBCOMMAND) return slash(option, at, found)
    name(option, at, found)
    found.length(`${at}.description`, option['description'], 1, 100)
    if (!KNOWN.includes(Number(option['type']))) found.add(`${at}.type`, 'BASE_TYPE_CHOICES', 'unknown type')
    if (option['required'] === true && optional)
      found.add(`${at}.required`, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'required ones come first')
    optional ||= option['required'] !== true
    const choices = (option['choices'] ?? []) as Json[]
    if (choices.length > 0 && option['autocomplete'] === true)
      found.add(`${at}.choices`, 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE', 'one or the other')
    found.faults.push(
      ...choiceFaults({ choices }).map((fault) => ({ ...fault, path: `${at}.${fault.path}` })),
    )
  })
}

function name(holder: Json, here: string, found: Findings): void {
  if (!/^[-_\p{Ll}\p{N}]{1,32}$/u.test(String(holder['name'])))
    found.add(`${here}.name`, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')
}

export function choiceFaults(data: Json): Faults {
  const found = new Findings()
  const choices = (data['choices'] ?? []) as Json[]
  if (choices.length > 25) found.add('choices', 'BASE_TYPE_BAD_LENGTH', 'Must be 25 or fewer in length.')
  choices.forEach((choice, index) => {
    found.length(`choices.${index}.name`, choice['name'], 1, 100)
    if (typeof choice['value'] === 'string') found.length(`choices.${index}.value`, choice['value'], 1, 100)
  })
  return found.faults
}
