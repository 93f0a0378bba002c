import { memberShape, userShape } from './shapes.js'
import { type FakeMember, type Json, PERMISSION } from './world.js'

export const BUTTON = 2
export const STRING_SELECT = 3
export const USER_SELECT = 5
export const LABEL = 18

/** What a form sends back for a field. */
export function filledIn(field: Json, values: Record<string, string | string[]>): Json {
  const value = values[String(field['custom_id'])]
  if (field['type'] !== STRING_SELECT)
    return { value: typeof value === 'string' ? value : String(field['value'] ?? '') }
  const options = field['options'] as Json[]
  const chosen = options.filter((option) => option['default'] === true).map((option) => option['value'])
  return { values: value ?? chosen }
}

/** A member as a menu or an option hands them along: without the user, which stands beside. */
export function resolvedUser(member: FakeMember): Json {
  const { user: _, deaf: __, mute: ___, ...rest } = memberShape(member)
  const { id } = member.user
  return {
    users: { [id]: userShape(member.user) },
    members: { [id]: { ...rest, permissions: String(PERMISSION.viewChannel) } },
  }
}

/** The button of which this holds, wherever it stands; links are not pressed. */
export const findButton = (components: readonly Json[], isIt: (button: Json) => boolean): Json | undefined =>
  findComponent(
    components,
    (each) => each['type'] === BUTTON && each['custom_id'] !== undefined && isIt(each),
  )

export function findComponent(components: readonly Json[], isIt: (one: Json) => boolean): Json | undefined {
  for (const component of components) {
    if (isIt(component)) return component
    const inner = findComponent((component['components'] ?? []) as Json[], isIt)
    if (inner !== undefined) return inner
  }
  return undefined
}
