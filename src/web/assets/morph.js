/**
 * Makes the children of `from` like those of `to`, keeping every element that can stay: so the focus, a half-written
 * note, an opened menu and the place in the page survive. Elements with an id are followed when they move.
 */
export function morph(from, to) {
  const keyed = new Map([...from.children].filter((child) => child.id).map((child) => [child.id, child]))
  let next = from.firstChild

  for (const wanted of [...to.childNodes]) {
    const kept = keptFor(wanted, next, keyed)
    if (kept === null) {
      from.insertBefore(document.importNode(wanted, true), next)
      continue
    }
    if (kept === next) next = next.nextSibling
    else place(from, kept, next)
    bring(kept, wanted)
  }
  while (next !== null) {
    const after = next.nextSibling
    next.remove()
    next = after
  }
}

/** The node that can become `wanted`; `null` when a new one is needed. */
function keptFor(wanted, next, keyed) {
  if (wanted.nodeType === Node.ELEMENT_NODE && wanted.id) {
    const known = keyed.get(wanted.id)
    return known !== undefined && known.tagName === wanted.tagName ? known : null
  }
  if (next === null || next.nodeType !== wanted.nodeType) return null
  if (next.nodeType !== Node.ELEMENT_NODE) return next
  return next.tagName === wanted.tagName && !next.id ? next : null
}

function place(parent, node, before) {
  // Where the browser can, moving a node keeps the focus inside it.
  if ('moveBefore' in parent) parent.moveBefore(node, before)
  else parent.insertBefore(node, before)
}

/** What the reader has done to these is theirs. */
const THEIRS = new Map([
  ['DETAILS', ['open']],
  ['DIALOG', ['open']],
  ['INPUT', ['value', 'checked']],
  ['OPTION', ['selected']],
  ['TEXTAREA', ['value']],
])

function bring(kept, wanted) {
  if (kept.nodeType !== Node.ELEMENT_NODE) {
    if (kept.nodeValue !== wanted.nodeValue) kept.nodeValue = wanted.nodeValue
    return
  }
  const theirs = kept.tagName === 'INPUT' && kept.type === 'hidden' ? [] : (THEIRS.get(kept.tagName) ?? [])
  for (const { name } of [...kept.attributes])
    if (!wanted.hasAttribute(name) && !theirs.includes(name)) kept.removeAttribute(name)
  for (const { name, value } of wanted.attributes)
    if (kept.getAttribute(name) !== value && !theirs.includes(name)) kept.setAttribute(name, value)
  if (kept.tagName !== 'TEXTAREA') morph(kept, wanted)
}
