import { randomBytes } from 'node:crypto'
import {
  BUTTON,
  filledIn,
  findButton,
  findComponent,
  LABEL,
  resolvedUser,
  STRING_SELECT,
  USER_SELECT,
} from './controls.js'
import type { FakeGateway } from './gateway.js'
import { channelShape, memberShape, messageShape, userShape } from './shapes.js'
import {
  type FakeInteraction,
  type FakeMember,
  type FakeMessage,
  type Json,
  PERMISSION,
  type Seen,
  snowflake,
  type World,
} from './world.js'

/** Options by name; a person stands for their id. */
export type Given = Readonly<Record<string, string | number | boolean | FakeMember>>

export type PressOptions = {
  /** As if sent by a changed client: the button need not be there. */
  readonly forged?: boolean
  /** Where it happens, when not in the server and channel of the message. */
  readonly guildId?: string | null
  readonly channelId?: string
}

/** People in the server, and what they can do with a message: press its buttons, fill in its forms. */
export class People {
  /** Milliseconds in which an interaction must be answered. */
  patience = 3_000
  readonly #world: World
  readonly #gateway: FakeGateway
  #last: Json | null = null
  constructor(world: World, gateway: FakeGateway) {
    this.#world = world
    this.#gateway = gateway
  }

  join(name: string, ...roleNames: string[]): FakeMember {
    const user = { id: snowflake(), username: name.toLowerCase().replace(/\W/g, ''), global_name: name }
    const roles = roleNames.map((role) => this.roleId(role))
    const member: FakeMember = { user, nick: null, roles }
    this.#world.members.set(user.id, member)
    return member
  }

  roleId(name: string): string {
    const role = this.#world.roles.find((each) => each.name === name)
    if (role === undefined) throw new Error(`no role ${name}`)
    return role.id
  }

  /** Resolves when the press was answered, or failed before the person's eyes. */
  press(by: FakeMember, message: FakeMessage, label: string, options: PressOptions = {}): Promise<Seen> {
    const button =
      options.forged === true ? null : findButton(message.components, (each) => each['label'] === label)
    if (button === undefined) throw new Error(`there is no button ${label} on that card`)
    const data = { component_type: BUTTON, id: 1, custom_id: button === null ? label : button['custom_id'] }
    return this.#onMessage(3, by, message, data, options)
  }

  /** Chooses in the menu of a message; `value` is what stands behind the option, or the person chosen. */
  choose(by: FakeMember, message: FakeMessage, value: string | FakeMember): Promise<Seen> {
    const type = typeof value === 'string' ? STRING_SELECT : USER_SELECT
    const menu = findComponent(
      message.components,
      (each) =>
        each['type'] === type &&
        (typeof value !== 'string' ||
          (each['options'] as Json[]).some((option) => option['value'] === value)),
    )
    if (menu === undefined) throw new Error(`that menu does not offer ${JSON.stringify(value)}`)
    const chosen = typeof value === 'string' ? {} : { resolved: resolvedUser(value) }
    const values = [typeof value === 'string' ? value : value.user.id]
    const data = { component_type: type, id: 1, custom_id: menu['custom_id'], values, ...chosen }
    return this.#onMessage(3, by, message, data, {})
  }

  /** @param values by custom id of the field; a list for a menu. What is left out stays as the form had it. */
  submit(
    by: FakeMember,
    message: FakeMessage,
    modal: Json,
    values: Record<string, string | string[]>,
    options: PressOptions = {},
  ): Promise<Seen> {
    const rows = modal['components'] as Json[]
    const components = rows.map((row, index) => {
      if (row['type'] !== LABEL) return { id: index + 1, type: row['type'] }
      const field = row['component'] as Json
      const component = { id: 100 + index, type: field['type'], custom_id: field['custom_id'] }
      return { id: index + 1, type: LABEL, component: { ...component, ...filledIn(field, values) } }
    })
    return this.#onMessage(5, by, message, { custom_id: modal['custom_id'], components }, options)
  }

  /** `/case show number:7` is `command(ana, 'case show', { number: 7 })`. */
  command(by: FakeMember, name: string, given: Given = {}, options: PressOptions = {}): Promise<Seen> {
    return this.#interact(2, by, this.#typed(name, given, null), null, options)
  }

  /** What is offered while `option` is typed. */
  async offered(by: FakeMember, name: string, option: string, text: string): Promise<Seen> {
    return this.#interact(4, by, this.#typed(name, { [option]: text }, option), null, {})
  }

  /** Right click on a message → Apps. */
  fromMessage(by: FakeMember, name: string, content: string): Promise<Seen> {
    const command = this.#world.commands.find((each) => each['type'] === 3 && each['name'] === name)
    if (command === undefined) throw new Error(`no entry ${name} in the menu of a message`)
    const id = snowflake()
    const message = { id, content, embeds: [], author: userShape(by.user), channel_id: this.#channelId() }
    const data = { id: snowflake(), name, type: 3, target_id: id, resolved: { messages: { [id]: message } } }
    return this.#interact(2, by, data, null, {})
  }

  /** As Discord's clients build it: only commands that were registered, with options that they know. */
  #typed(line: string, given: Given, focused: string | null): Json {
    const [name, sub] = line.split(' ')
    const command = this.#world.commands.find((each) => each['name'] === name && (each['type'] ?? 1) === 1)
    if (command === undefined) throw new Error(`no command /${name}`)
    const all = (command['options'] ?? []) as Json[]
    const within = sub === undefined ? command : all.find((option) => option['name'] === sub)
    if (within === undefined) throw new Error(`no subcommand ${line}`)
    const known = (within['options'] ?? []) as Json[]
    let resolved: Json = {}
    const options = Object.entries(given).map(([key, value]) => {
      const option = known.find((each) => each['name'] === key)
      if (option === undefined) throw new Error(`/${line} has no option ${key}`)
      const choices = option['choices'] as Json[] | undefined
      if (choices !== undefined && !choices.some((choice) => choice['value'] === value))
        throw new Error(`/${line} ${key} does not offer ${String(value)}`)
      if (typeof value === 'object') resolved = resolvedUser(value)
      return {
        name: key,
        type: option['type'],
        value: typeof value === 'object' ? value.user.id : value,
        ...(key === focused ? { focused: true } : {}),
      }
    })
    return {
      id: snowflake(),
      name,
      type: 1,
      guild_id: this.#world.guild.id,
      resolved,
      options: sub === undefined ? options : [{ name: sub, type: 1, options }],
    }
  }

  #channelId(): string {
    return [...this.#world.channels.keys()][0] ?? ''
  }

  #onMessage(
    type: number,
    by: FakeMember,
    message: FakeMessage,
    data: Json,
    options: PressOptions,
  ): Promise<Seen> {
    return this.#interact(type, by, data, message, { channelId: message.channelId, ...options })
  }

  async #interact(
    type: number,
    by: FakeMember,
    data: Json,
    message: FakeMessage | null,
    options: PressOptions,
  ): Promise<Seen> {
    const guildId = options.guildId === undefined ? this.#world.guild.id : options.guildId
    const channelId = options.channelId ?? this.#channelId()
    const channel = this.#world.channels.get(channelId)
    let answered = () => {}
    const answer = new Promise<void>((resolve) => {
      const patience = setTimeout(resolve, this.patience)
      answered = () => {
        clearTimeout(patience)
        resolve()
      }
    })
    const interaction: FakeInteraction = {
      answered,
      id: snowflake(),
      token: randomBytes(60).toString('base64url'),
      type,
      createdAt: Date.now(),
      ack: null,
      messageId: message?.id ?? null,
      channelId,
      isPrivate: false,
      reply: null,
      seen: { failed: false, acknowledged: false, replies: [], messages: [], choices: null, modal: null },
    }
    this.#world.interactions.set(interaction.token, interaction)
    this.#last = {
      id: interaction.id,
      application_id: this.#world.application.id,
      type,
      token: interaction.token,
      version: 1,
      ...(guildId === null
        ? { user: userShape(by.user) }
        : {
            guild_id: guildId,
            guild: { id: guildId, locale: 'en-US', features: [] },
            guild_locale: 'en-US',
            member: { ...memberShape(by), permissions: String(PERMISSION.viewChannel) },
          }),
      channel_id: channelId,
      channel:
        channel === undefined
          ? { id: channelId, type: guildId === null ? 1 : 0, name: 'elsewhere', guild_id: guildId }
          : { ...channelShape(this.#world, channel), permissions: String(PERMISSION.viewChannel) },
      ...(message === null ? {} : { message: messageShape(this.#world, message) }),
      data,
      locale: 'en-GB',
      app_permissions: String(PERMISSION.viewChannel | PERMISSION.sendMessages),
      entitlements: [],
      authorizing_integration_owners: { 0: this.#world.guild.id },
      context: guildId === null ? 1 : 0,
      attachment_size_limit: this.#world.uploadLimit,
    }
    this.#gateway.dispatch('INTERACTION_CREATE', this.#last)

    await answer
    interaction.seen.failed = interaction.ack === null
    return interaction.seen
  }

  /** The gateway sends the last interaction a second time, as it may after a broken connection. */
  again(): void {
    if (this.#last !== null) this.#gateway.dispatch('INTERACTION_CREATE', this.#last)
  }
}
