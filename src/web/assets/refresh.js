import { localise } from './moments.js'
import { morph } from './morph.js'

const main = document.getElementById('main')
const announcer = document.getElementById('announcer')

let running = null
let again = false

/** Brings the page up to date in place. Calls that come while it runs are answered by one more run. */
export function refresh() {
  if (running !== null) {
    again = true
    return running
  }
  running = run().finally(() => {
    running = null
    if (again) {
      again = false
      refresh()
    }
  })
  return running
}

async function run() {
  let response
  try {
    response = await fetch(location.href, { headers: { 'x-fragment': '1' }, cache: 'no-store' })
  } catch {
    // The mark at the top says that we are cut off; the next signal tries again.
    return
  }
  if (response.status === 401) return location.reload()
  if (!response.ok) return
  const template = document.createElement('template')
  template.innerHTML = await response.text()
  localise(template.content)
  swap(template.content)
}

function swap(content) {
  const known = new Set(rows().map((row) => row.id))
  const hadRows = document.getElementById('cases') !== null
  const focused = document.activeElement
  const anchor = rowOf(focused) ?? document.querySelector('.case:hover')
  const place = anchor === null ? -1 : rows().indexOf(anchor)
  const before = anchor?.getBoundingClientRect().top ?? 0

  morph(main, content)

  // What somebody is about to press stays under their finger.
  if (anchor?.isConnected) window.scrollBy(0, anchor.getBoundingClientRect().top - before)
  if (focused !== document.activeElement) refocus(focused, place)
  if (hadRows) arrive(rows().filter((row) => !known.has(row.id)))
  countInTitle()
}

const rows = () => [...document.querySelectorAll('.case')]
const rowOf = (element) => element?.closest?.('.case') ?? null

/** The focus stays on what had it, or goes to what took its place in the list. */
function refocus(focused, place) {
  const same = focused.isConnected ? focused : focused.id ? document.getElementById(focused.id) : null
  const instead = same ?? (place < 0 ? null : rows()[Math.min(place, rows().length - 1)]?.querySelector('a'))
  if (focused === document.body) return
  ;(instead ?? main).focus({ preventScroll: true })
}

/** New rows light up once, and those who listen hear of the most pressing three. */
function arrive(fresh) {
  for (const row of fresh) {
    row.classList.add('is-new')
    row.addEventListener('animationend', () => row.classList.remove('is-new'), { once: true })
  }
  if (fresh.length > 0)
    announcer.textContent = fresh
      .slice(0, 3)
      .map((row) => row.dataset.arrived)
      .join(' ')
}

function countInTitle() {
  const open = document.querySelector('#tab-open .count')?.textContent
  if (open !== undefined) document.title = document.title.replace(/^\(\d+\)/, `(${open})`)
}
