import type { Json } from './world.js'

/** Discord's `errors` tree for code 50035; `null` when the payload is fine. Figures: Discord's API reference for components and modals. */
export type Faults = { readonly path: string; readonly code: string; readonly message: string }[]

const V2 = 1 << 15
const EPHEMERAL = 1 << 6
const ROW = 1
const BUTTON = 2
const SELECT = 3
const USER_SELECT = 5
const SECTION = 9
const TEXT = 10
const GALLERY = 12
const FILE = 13
const SEPARATOR = 14
const CONTAINER = 17
const TOP_LEVEL = [ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER]
const IN_CONTAINER = [ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR]

/** @param carried flags that the message has already, when it is being edited */
export function messageFaults(body: Json, carried = 0): Faults {
  const found = new Findings()
  const flags = (typeof body['flags'] === 'number' ? body['flags'] : 0) | carried
  const components = list(body['components'])
  const mentions = (body['allowed_mentions'] ?? {}) as Record<string, unknown[] | undefined>
  for (const kind of ['users', 'roles'])
    if (mentions[kind]?.some((id) => !/^\d{15,21}$/.test(String(id))) === true)
      found.add(`allowed_mentions.${kind}`, 'NUMBER_TYPE_COERCE', 'not a snowflake')
  if (flags & ~(V2 | EPHEMERAL | (1 << 2) | (1 << 12)))
    found.add('flags', 'BASE_TYPE_BAD_INT', 'unknown flag')
  if (body['nonce'] !== undefined && String(body['nonce']).length > 25)
    found.add('nonce', 'NONCE_TYPE_TOO_LONG', 'Must be 25 or fewer in length.')

  if (flags & V2) {
    for (const key of ['content', 'embeds', 'poll', 'sticker_ids'])
      if (!isEmpty(body[key]))
        found.add(key, 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', `no ${key} with V2`)
    if (body['components'] !== undefined && components.length === 0)
      found.add('components', 'BASE_TYPE_REQUIRED', 'This field is required')
    componentTree(components, 'components', TOP_LEVEL, found)
    const sent = new Set(list(body['__files']).map(({ name }) => `attachment://${name}`))
    for (const url of found.attached)
      if (!sent.has(url)) found.add('components', 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', url)
    if (found.count > 40) found.add('components', 'BASE_TYPE_BAD_LENGTH', 'Must be 40 or fewer in total.')
    if (found.text > 4_000)
      found.add(
        'components',
        'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
        `${found.text} characters of text, 4000 allowed`,
      )
    return found.faults
  }
  const content = body['content']
  if (content !== undefined && typeof content !== 'string')
    found.add('content', 'BASE_TYPE_BAD_STRING', 'not a string')
  if (typeof content === 'string' && content.length > 2_000)
    found.add('content', 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.')
  componentTree(components, 'components', [ROW], found)
  return found.faults
}

export const isEmptyMessage = (body: Json): boolean =>
  String(body['content'] ?? '').trim() === '' &&
  list(body['components']).length === 0 &&
  isEmpty(body['embeds'])

export class Findings {
  readonly faults: Faults = []
  readonly ids = new Set<string>()
  readonly numbers = new Set<unknown>()
  /** Pictures that the message says it carries. */
  readonly attached: string[] = []
  count = 0
  text = 0
  add(path: string, code: string, message: string): void {
    this.faults.push({ path, code, message })
  }
  length(path: string, value: unknown, least: number, most: number): void {
    if (typeof value !== 'string') this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required')
    else if (value.trim().length < least || value.length > most)
      this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`)
    else if (/\p{Surrogate}/u.test(value)) this.add(path, 'BASE_TYPE_BAD_STRING', 'not well-formed Unicode')
  }
  customId(path: string, value: unknown): void {
    this.length(path, value, 1, 100)
    if (this.ids.has(String(value)))
      this.add(path, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')
    this.ids.add(String(value))
  }
}

function componentTree(components: Json[], path: string, allowed: readonly number[], found: Findings): void {
  components.forEach((component, index) => {
    const here = `${path}.${index}`
    found.count += 1
    const type = Number(component['type'])
    const { id } = component
    if (id !== undefined && !(Number.isInteger(id) && Number(id) >= 0 && Number(id) < 2 ** 31))
      found.add(`${here}.id`, 'NUMBER_TYPE_MAX', 'a 32 bit integer is wanted')
    if (id !== undefined && found.numbers.has(id))
      found.add(`${here}.id`, 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated')
    if (id !== undefined) found.numbers.add(id)
    if (!allowed.includes(type)) {
      found.add(
        `${here}.type`,
        'UNION_TYPE_CHOICES',
        `Value of field "type" must be one of (${allowed.join(', ')}).`,
      )
      return
    }
    const inner = list(component['components'])
    switch (type) {
      case ROW:
        if (inner.length < 1 || inner.length > 5)
          found.add(`${here}.components`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')
        if (inner.length > 1 && inner.some((one) => one['type'] !== BUTTON))
          found.add(`${here}.components`, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'a menu fills its row')
        componentTree(inner, `${here}.components`, [BUTTON, SELECT, USER_SELECT], found)
        break
      case GALLERY: {
        const items = list(component['items'])
        if (items.length < 1 || items.length > 10)
          found.add(`${here}.items`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 10 in length.')
        for (const [at, item] of items.entries()) {
          const url = String((item['media'] as Json | undefined)?.['url'])
          if (!/^attachment:\/\/[\w.-]+$/.test(url))
            found.add(`${here}.items.${at}.media.url`, 'URL_TYPE_INVALID_URL', 'not an attachment of ours')
          found.attached.push(url)
          if (item['description'] !== undefined)
            found.length(`${here}.items.${at}.description`, item['description'], 1, 1_024)
        }
        break
      }
      case FILE:
        if (!/^attachment:\/\/[\w.-]+$/.test(String((component['file'] as Json | undefined)?.['url'])))
          found.add(`${here}.file.url`, 'URL_TYPE_INVALID_URL', 'Only attachment:// is taken.')
        break
      case USER_SELECT:
        found.customId(`${here}.custom_id`, component['custom_id'])
        if (component['placeholder'] !== undefined)
          found.length(`${here}.placeholder`, component['placeholder'], 0, 150)
        break
      case BUTTON:
        button(component, here, found)
        break
      case TEXT:
        found.length(`${here}.content`, component['content'], 1, 4_000)
        found.text += String(component['content'] ?? '').length
        break
      case SECTION:
        if (inner.length < 1 || inner.length > 3)
          found.add(`${here}.components`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 3 in length.')
        componentTree(inner, `${here}.components`, [TEXT], found)
        componentTree(list([component['accessory']]), `${here}.accessory`, [BUTTON], found)
        break
      case SEPARATOR:
        if (![undefined, 1, 2].includes(component['spacing'] as number))
          found.add(`${here}.spacing`, 'BASE_TYPE_CHOICES', 'must be 1 or 2')
        break
      case CONTAINER: {
        const accent = component['accent_color']
        if (accent !== undefined && accent !== null && !(Number(accent) >= 0 && Number(accent) <= 0xffffff))
          found.add(
            `${here}.accent_color`,
            'NUMBER_TYPE_MAX',
            'int value should be less than or equal to 16777215.',
          )
        if (inner.length === 0)
          found.add(`${here}.components`, 'BASE_TYPE_REQUIRED', 'This field is required')
        componentTree(inner, `${here}.components`, IN_CONTAINER, found)
        break
      }
      case SELECT:
        select(component, here, found)
        break
    }
  })
}

function button(component: Json, here: string, found: Findings): void {
  const { style, label, url } = component
  if (label === undefined && component['emoji'] === undefined)
    found.add(
      `${here}.label`,
      'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED',
      'A button needs a label or an emoji',
    )
  if (label !== undefined) found.length(`${here}.label`, label, 1, 80)
  if (style === 5) {
    if (component['custom_id'] !== undefined)
      found.add(
        `${here}.custom_id`,
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'custom id on a link',
      )
    found.length(`${here}.url`, url, 1, 512)
    if (!URL.canParse(String(url))) found.add(`${here}.url`, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.')
    else if (!['http:', 'https:', 'discord:'].includes(new URL(String(url)).protocol))
      found.add(
        `${here}.url`,
        'URL_TYPE_INVALID_SCHEME',
        "Scheme must be one of ('http', 'https', 'discord').",
      )
    return
  }
  if (![1, 2, 3, 4].includes(style as number))
    found.add(`${here}.style`, 'BASE_TYPE_CHOICES', 'unknown style')
  if (url !== undefined) found.add(`${here}.url`, 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', 'url')
  found.customId(`${here}.custom_id`, component['custom_id'])
}

export function select(component: Json, here: string, found: Findings): void {
  found.customId(`${here}.custom_id`, component['custom_id'])
  const options = list(component['options'])
  if (options.length < 1 || options.length > 25)
    found.add(`${here}.options`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 25 in length.')
  const values = new Set(options.map((option) => option['value']))
  if (values.size !== options.length)
    found.add(
      `${here}.options`,
      'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      'The specified option value is already used',
    )
  options.forEach((option, index) => {
    found.length(`${here}.options.${index}.label`, option['label'], 1, 100)
    found.length(`${here}.options.${index}.value`, option['value'], 1, 100)
    if (option['description'] !== undefined)
      found.length(`${here}.options.${index}.description`, option['description'], 0, 100)
  })
  if (component['placeholder'] !== undefined)
    found.length(`${here}.placeholder`, component['placeholder'], 0, 150)
  if (options.filter((option) => option['default'] === true).length > 1)
    found.add(`${here}.options`, 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'one default at most')
}

/** As Discord nests them: `{components: {0: {label: {_errors: [...]}}}}`. */
export function errorTree(faults: Faults): Json {
  const tree: Json = {}
  for (const { path, code, message } of faults) {
    let node = tree
    for (const key of path.split('.')) {
      node[key] ??= {}
      node = node[key] as Json
    }
    node['_errors'] = [...((node['_errors'] as Json[]) ?? []), { code, message }]
  }
  return tree
}

export const list = (value: unknown): Json[] =>
  Array.isArray(value) ? (value.filter(Boolean) as Json[]) : []
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
