import { compile } from 'html-to-text'

const convert = compile({
  wordwrap: false,
  // Deep nesting is an attack, not a post.
  limits: { maxDepth: 40, ellipsis: '…' },
  selectors: [
    // Link, mention and hashtag texts spell out what they point to, the hidden parts of a shortened link included.
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    // Stands for a quoted post that is shown in its own right.
    { selector: '.quote-inline', format: 'skip' },
    { selector: 'ul', options: { itemPrefix: '- ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
})

/** A post's HTML as the plain text that its author wrote: paragraphs and line breaks kept, entities decoded, shortcodes left. */
export const plainText = (html: string): string => convert(html).trim()

const LEADING_MENTIONS = /^(?:\s*@[\p{L}\p{N}_.-]+(?:@[\p{L}\p{N}_.:-]+)?)+\s*/u

/** For telling whether two posts say the same: who is addressed and how lines break does not count. */
export const essence = (text: string): string =>
  text.normalize('NFC').replace(LEADING_MENTIONS, '').replace(/\s+/gu, ' ').trim()
