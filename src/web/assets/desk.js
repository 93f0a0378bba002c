import './keys.js'
import { follow } from './live.js'
import { localise } from './moments.js'
import { tidy } from './presses.js'
import { refresh } from './refresh.js'

const TICK = 5_000
const GATHER = 300
/** In a storm every window asks once in so long, and not for each case. */
const AT_MOST = 1_000
/** Leases run out and sources fall silent without anybody pressing anything. */
const ANYWAY = 60_000

document.documentElement.classList.add('scripted')
localise(document)
tidy()
setInterval(() => localise(document), TICK)

if (document.body.dataset.live === 'yes') {
  const own = document.querySelector('.case-page')?.id.replace('page-', '')
  let due = 0
  let last = Number.NEGATIVE_INFINITY
  const soon = () => {
    if (due !== 0) return
    const pause = last + (document.hidden ? 5 * AT_MOST : AT_MOST) - performance.now()
    due = setTimeout(
      () => {
        due = 0
        last = performance.now()
        refresh()
      },
      Math.max(GATHER, pause),
    )
  }

  follow({
    onState: showState,
    onChange: (cases) => {
      if (own === undefined || cases === 'many' || cases.includes(Number(own))) soon()
    },
  })
  setInterval(soon, ANYWAY)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) soon()
  })
}

function showState(state) {
  const mark = document.getElementById('live')
  mark.hidden = false
  mark.textContent = mark.dataset[state]
  mark.className = state === 'on' ? 'live' : 'live is-off'
  if (state === 'ended') location.reload()
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copy)
    field.select()
    await navigator.clipboard.writeText(field.value)
    button.textContent = button.dataset.copied
  })
}

// Whoever fills in a moment means it.
document.addEventListener('input', ({ target }) => {
  if (target.name === 'moment' && target.type === 'datetime-local')
    target.form.querySelector('[name="for"][value="moment"]').checked = true
})

/** What a link leads to is opened, if it stands in something closed. */
function reveal() {
  const target = document.getElementById(location.hash.slice(1))
  if (!target?.closest('details:not([open])')) return
  for (let box = target.closest('details'); box; box = box.parentElement.closest('details')) box.open = true
  target.scrollIntoView()
}
reveal()
window.addEventListener('hashchange', reveal)

if (document.querySelector('form[data-reply]') !== null) import('./reply.js')

// An address without the choices that were not made is one that people can read and pass on.
document.querySelector('form[data-filter]')?.addEventListener('submit', ({ target }) => {
  for (const field of target.querySelectorAll('select, input')) field.disabled = field.value === ''
})
