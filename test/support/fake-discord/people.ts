import { randomBytes } from 'node:crypto'
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

const BUTTON = 2

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
    const button = options.forged === true ? null : findButton(message.components, label)
    if (button === undefined) throw new Error(`there is no button ${label} on that card`)
    const data = { component_type: BUTTON, id: 1, custom_id: button === null ? label : button['custom_id'] }
    return this.#interact(3, by, message, data, options)
  }

  /** @param values by custom id of the field; a list for a menu */
  submit(
    by: FakeMember,
    message: FakeMessage,
    modal: Json,
    values: Record<string, string | string[]>,
    options: PressOptions = {},
  ): Promise<Seen> {
    const labels = modal['components'] as Json[]
    const components = labels.map((label, index) => {
      const field = label['component'] as Json
      const value = values[String(field['custom_id'])]
      const given =
        field['type'] === 3 ? { values: value ?? [] } : { value: Array.isArray(value) ? '' : (value ?? '') }
      const component = { id: 100 + index, type: field['type'], custom_id: field['custom_id'], ...given }
      return { id: index + 1, type: label['type'], component }
    })
    return this.#interact(5, by, message, { custom_id: modal['custom_id'], components }, options)
  }

  async #interact(
    type: number,
    by: FakeMember,
    message: FakeMessage,
    data: Json,
    options: PressOptions,
  ): Promise<Seen> {
    const guildId = options.guildId === undefined ? this.#world.guild.id : options.guildId
    const channelId = options.channelId ?? message.channelId
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
      messageId: message.id,
      reply: null,
      seen: { failed: false, acknowledged: false, replies: [], modal: null },
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
      message: messageShape(this.#world, message),
      data,
      locale: 'en-GB',
      app_permissions: String(PERMISSION.viewChannel | PERMISSION.sendMessages),
      entitlements: [],
      authorizing_integration_owners: { 0: this.#world.guild.id },
      context: guildId === null ? 1 : 0,
      attachment_size_limit: 10_485_760,
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

/** The button with this label, wherever it stands on the card. */
export function findButton(components: readonly Json[], label: string): Json | undefined {
  for (const component of components) {
    if (component['type'] === BUTTON && component['label'] === label && component['custom_id'] !== undefined)
      return component
    const inner = findButton((component['components'] ?? []) as Json[], label)
    if (inner !== undefined) return inner
  }
  return undefined
}
