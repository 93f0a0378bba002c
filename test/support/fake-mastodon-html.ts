/** How Mastodon renders what people type: paragraphs, breaks, mention cards, hashtags, and links with hidden parts. */
export function mastodonHtml(text: string, host: string): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => `<p>${inline(paragraph, host)}</p>`)
  return paragraphs.join('')
}

function inline(text: string, host: string): string {
  return entities(text)
    .replace(/https?:\/\/[^\s<]+/g, link)
    .replace(
      /(^|\s)@([\w-]+)(@[\w.-]+)?/g,
      (_, before: string, name: string) => `${before}${card(name, host)}`,
    )
    .replace(
      /(^|\s)#([\p{L}\p{N}_]+)/gu,
      (_, before: string, tag: string) =>
        `${before}<a href="https://${host}/tags/${tag}" class="mention hashtag" rel="tag">#<span>${tag}</span></a>`,
    )
    .replaceAll('\n', '<br />')
}

const card = (name: string, host: string): string =>
  `<span class="h-card" translate="no"><a href="https://${host}/@${name}" class="u-url mention">@<span>${name}</span></a></span>`

function link(address: string): string {
  const [, scheme = '', rest = ''] = /^(https?:\/\/(?:www\.)?)(.*)$/.exec(address) ?? []
  const shown = rest.slice(0, 30)
  const hidden = rest.slice(30)
  return `<a href="${address}" target="_blank" rel="nofollow noopener"><span class="invisible">${scheme}</span><span class="${hidden ? 'ellipsis' : ''}">${shown}</span><span class="invisible">${hidden}</span></a>`
}

const entities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
