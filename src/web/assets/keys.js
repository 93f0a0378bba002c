/** Keys for those who work through the list: what they do stands in the dialog that `?` opens. */

const OFF = 'amends-keys-off'
const list = () => document.querySelector('ol#cases')
const rows = () => [...document.querySelectorAll('ol#cases > .case')]
const current = () => document.activeElement?.closest('ol#cases > .case') ?? null
const isOff = () => localStorage.getItem(OFF) !== null

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  c: () => take(),
  r: () => reply(),
  x: () => document.getElementById(`pick-${number()}`)?.click(),
  '?': () => help(),
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'r') taken = ''
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
  if (event.target.closest('textarea, select, dialog, [contenteditable], input:not([type="checkbox"])'))
    return
  const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : undefined
  if (act === undefined || document.getElementById('keys') === null || isOff()) return
  event.preventDefault()
  act()
})
document.addEventListener('pointerdown', () => {
  taken = ''
})

/** The case that was taken by the last key: it may leave the list, and an answer is meant for it all the same. */
let taken = ''

function go(step) {
  if (list() === null) return
  const all = rows()
  const at = all.indexOf(current())
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)
  const link = all[next]?.querySelector('.open-case')
  link?.focus({ preventScroll: true })
  all[next]?.scrollIntoView({ block: 'nearest' })
}

/** The number of the case that has the focus; empty where none has. */
const number = () => current()?.id.replace('case-', '') ?? ''

function take() {
  taken = number()
  document.getElementById(`claim-${taken}`)?.click()
}

/** Where nobody has the case, the form itself says what is needed first. */
function reply() {
  const wanted = taken || number()
  if (wanted === '') return
  const link = document.getElementById(`reply-${wanted}`)
  location.assign(link?.href ?? `/cases/${wanted}/reply`)
}

function help() {
  const dialog = document.getElementById('keys')
  if (dialog === null) return
  document.getElementById('keys-use').checked = !isOff()
  dialog.showModal()
}

document.addEventListener('click', ({ target }) => {
  if (target.closest('[data-keys]')) help()
})
document.addEventListener('change', ({ target }) => {
  if (target.id !== 'keys-use') return
  if (target.checked) localStorage.removeItem(OFF)
  else localStorage.setItem(OFF, '1')
})
