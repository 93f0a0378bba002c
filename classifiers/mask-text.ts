import type { Brand } from '../src/domain/brand.js'
import { BRAND, maskBrand } from './mask.js'
import { READ_AT_MOST, tokensOf } from './tokens.js'

/**
 * A post as the corpus writes it: `{brand}` for each of the brand's names, `{handle}` for every account whoever it
 * belongs to, `<link>` for every address. What the classifier does not read is left out.
 */
export function maskText(text: string, brand: Brand): string {
  let masked = ''
  let at = 0
  for (const { kind, start, end } of maskBrand(tokensOf(text), brand)) {
    const stands =
      kind === 'brand' ? BRAND : kind === 'handle' ? '{handle}' : kind === 'link' ? '<link>' : null
    if (stands === null) continue
    masked += text.slice(at, start) + stands
    at = end
  }
  return masked + text.slice(at, READ_AT_MOST)
}
