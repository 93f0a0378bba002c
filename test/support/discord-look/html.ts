import type { FakeFile, Json } from '../fake-discord/index.js'
import { type Node, parseMarkdown } from './markdown.js'

export type Look = {
  /** Milliseconds: what "4 minutes ago" is reckoned from. */
  readonly now: number
  readonly channel: string
  /** Names of people and roles by id, for mentions. */
  readonly names?: ReadonlyMap<string, string>
  /** What came with the message that is drawn. */
  readonly files?: readonly FakeFile[]
}

/** One thing on the page: a message, or a form over it. */
export type Shown =
  | {
      readonly content?: string
      readonly components: readonly Json[]
      /** "Only you can see this". */
      readonly isPrivate?: boolean
      readonly files?: readonly FakeFile[]
      /** What it answers, in a few words. */
      readonly replyTo?: string
    }
  | { readonly form: Json }

/** A page that looks like a Discord channel in its dark theme, with these messages in it. */
export function discordPage(messages: readonly Shown[], look: Look): string {
  const shown = messages.map((one) => ('form' in one ? dialog(one.form, look) : message(one, look)))
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Discord</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style>
<h1># ${safe(look.channel)}</h1><main>${shown.join('\n')}</main></html>`
}

function message(one: Exclude<Shown, { form: Json }>, channel: Look): string {
  const look = { ...channel, files: one.files ?? [] }
  const { content = '', components, isPrivate = false, replyTo } = one
  const above = replyTo === undefined ? '' : `<div class="reference">↱ <b>Amends</b> ${safe(replyTo)}</div>`
  const words = content === '' ? '' : `<div class="text">${nodes(parseMarkdown(content), look)}</div>`
  const below = isPrivate ? '<div class="private">👁 Only you can see this</div>' : ''
  return `<article${isPrivate ? ' class="mine"' : ''}><div class="avatar">A</div><div class="message">
${above}<header><b>Amends</b><i>APP</i><time>${clock(look.now)}</time></header>${words}${all(components, look)}${below}</div></article>`
}

function dialog(form: Json, look: Look): string {
  return `<form><h2>${safe(String(form['title']))}</h2>${all(form['components'], look)}
<p class="end"><span class="button">Cancel</span><span class="button s1">Submit</span></p></form>`
}

const all = (components: unknown, look: Look): string =>
  Array.isArray(components) ? components.map((component: Json) => one(component, look)).join('') : ''

function one(component: Json, look: Look): string {
  const inner = () => all(component['components'], look)
  switch (component['type']) {
    case 1:
      return `<div class="row">${inner()}</div>`
    case 2:
      return component['style'] === 5
        ? `<span class="button link">${safe(String(component['label']))} <small>↗</small></span>`
        : `<span class="button s${component['style']}">${safe(String(component['label']))}</span>`
    case 3:
    case 5: {
      const options = (component['options'] ?? []) as Json[]
      const chosen = options.find((option) => option['default'] === true)
      const words = String(chosen?.['label'] ?? component['placeholder'] ?? '')
      return `<span class="select">${safe(words)}<b>⌄</b></span>`
    }
    case 4:
      return `<div class="input">${safe(String(component['value'] ?? '')).replaceAll('\n', '<br>') || '&nbsp;'}</div>`
    case 18:
      return `<div class="field"><b>${safe(String(component['label']))}</b><small>${safe(String(component['description'] ?? ''))}</small>${all([component['component']], look)}</div>`
    case 10:
      return `<div class="text">${nodes(parseMarkdown(String(component['content'])), look)}</div>`
    case 12:
      return ((component['items'] ?? []) as Json[]).map((item) => picture(item, look)).join('')
    case 13:
      return `<div class="file">📄 <a>${safe(nameIn(component['file']))}</a></div>`
    case 14:
      return component['divider'] === false ? '' : '<hr>'
    case 17: {
      const accent = Number(component['accent_color'] ?? 0x2b2d31)
      return `<section style="border-left-color:#${accent.toString(16).padStart(6, '0')}">${inner()}</section>`
    }
    default:
      throw new Error(`a component that this page cannot show: ${component['type']}`)
  }
}

function picture(item: Json, { files = [] }: Look): string {
  const file = files.find(({ name }) => name === nameIn(item['media']))
  if (file === undefined) throw new Error('a picture that did not come with its message')
  return `<img alt="${safe(String(item['description'] ?? ''))}" src="data:image/png;base64,${file.data.toString('base64')}">`
}

const nameIn = (media: unknown): string => String((media as Json)['url']).replace('attachment://', '')

const nodes = (parsed: readonly Node[], look: Look): string => parsed.map((node) => html(node, look)).join('')

function html(node: Node, look: Look): string {
  switch (node.type) {
    case 'text':
      return safe(node.text).replaceAll('\n', '<br>')
    case 'timestamp':
      return `<span class="when">${moment(node.value, look.now)}</span>`
    case 'bold':
      return `<b>${nodes(node.inner, look)}</b>`
    case 'heading':
      return `<h3>${nodes(node.inner, look)}</h3>`
    case 'subtext':
      return `<small>${nodes(node.inner, look)}</small>`
    case 'quote':
      return `<blockquote>${nodes(node.inner, look)}</blockquote>`
    case 'spoiler':
      return `<span class="spoiler">${nodes(node.inner, look)}</span>`
    case 'link':
      return `<a>${nodes(node.inner, look)}</a>`
    case 'list':
      return `<div class="item">• ${nodes(node.inner, look)}</div>`
    case 'mention': {
      const id = /\d+/.exec(node.value)?.[0] ?? ''
      return `<span class="mention">@${safe(look.names?.get(id) ?? id)}</span>`
    }
    case 'code':
      return `<code>${safe(node.value.replaceAll('`', ''))}</code>`
    default:
      return `<mark>${'inner' in node ? nodes(node.inner, look) : safe(node.value)}</mark>`
  }
}

function moment(timestamp: string, now: number): string {
  const [, seconds = '0', style] = /<t:(\d+):?(\w)?>/.exec(timestamp) ?? []
  const at = Number(seconds) * 1_000
  if (style === 'f')
    return `${new Date(at).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })} ${clock(at)}`
  if (style !== 'R') return clock(at)
  const minutes = Math.round((at - now) / 60_000)
  const relative = new Intl.RelativeTimeFormat('en')
  return Math.abs(minutes) < 60
    ? relative.format(minutes, 'minute')
    : relative.format(Math.round(minutes / 60), 'hour')
}

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16)

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Sizes and colours of Discord's dark theme, measured by eye. */
const STYLE = `
* { box-sizing: border-box; margin: 0; font-style: normal }
body { background: #313338; color: #dbdee1; font: 16px/1.375 "gg sans", "Noto Sans", "Liberation Sans", sans-serif, "Noto Color Emoji" }
h1 { font-size: 16px; padding: 12px 16px; border-bottom: 1px solid #26272b; color: #f2f3f5 }
main { padding: 16px 16px 20px; display: grid; gap: 18px }
article { display: flex; gap: 14px }
.avatar { flex: none; width: 40px; height: 40px; border-radius: 50%; background: #5865f2; color: #fff; display: grid; place-items: center; font-weight: 700 }
.message { flex: 1; min-width: 0 }
header { display: flex; gap: 6px; align-items: baseline; font-size: 15px }
header b { color: #f2f3f5; font-weight: 600 } header i { background: #5865f2; color: #fff; font-size: 10px; padding: 1px 4px; border-radius: 3px; align-self: center }
header time { color: #949ba4; font-size: 12px }
section { border: 1px solid #3f4147; border-left: 4px solid; background: #2b2d31; border-radius: 8px; padding: 14px 16px; margin-top: 4px; max-width: 600px; display: grid; gap: 8px; overflow-wrap: anywhere }
h3 { font-size: 20px; line-height: 1.3; color: #f2f3f5; font-weight: 700; margin-bottom: 2px }
small { display: block; font-size: 13px; color: #949ba4 } b { color: #f2f3f5; font-weight: 600 }
blockquote { border-left: 4px solid #4e5058; border-radius: 4px; padding: 0 8px 0 12px }
.when { background: #3c3e44; border-radius: 3px; padding: 0 2px } small .when { background: #36383d }
.spoiler { background: #1e1f22; border-radius: 4px; color: #1e1f22 }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 4px }
.button { background: #4e5058; color: #fff; border-radius: 8px; padding: 6px 14px; font-size: 14px; font-weight: 500 }
.s1 { background: #5865f2 } .s3 { background: #248046 } .s4 { background: #da373c } .button small { display: inline; color: inherit; font-size: 12px }
img { display: block; width: 100%; border-radius: 4px } .file { border: 1px solid #3f4147; background: #2b2d31; border-radius: 8px; padding: 14px; margin-top: 6px; max-width: 420px }
.reference { color: #949ba4; font-size: 13px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis } .private { color: #949ba4; font-size: 12px; margin-top: 4px }
article.mine { background: #33384d; border-left: 2px solid #5865f2; margin: 0 -16px; padding: 8px 16px 8px 14px }
.mention { background: #3c4270; color: #c9cdfb; border-radius: 3px; padding: 0 2px } a { color: #00a8fc } code { background: #1e1f22; border-radius: 3px; padding: 0 3px; font-size: 14px }
.select { flex: 1 1 100%; background: #1e1f22; border: 1px solid #3f4147; border-radius: 8px; padding: 8px 12px; font-size: 14px; color: #b5bac1; display: flex; justify-content: space-between; max-width: 420px }
form { background: #313338; border: 1px solid #4e5058; border-radius: 12px; padding: 18px 20px; max-width: 480px; display: grid; gap: 12px; box-shadow: 0 8px 24px #0008 }
h2 { font-size: 19px; color: #f2f3f5 } .field { display: grid; gap: 4px } .input { background: #1e1f22; border-radius: 8px; padding: 10px 12px; min-height: 40px; white-space: normal; overflow-wrap: anywhere } .end { display: flex; justify-content: flex-end; gap: 8px }
img { max-width: 100%; border-radius: 8px; display: block }
mark { background: #f0f } hr { border: 0; border-top: 1px solid #3f4147 }
`
