import { follow } from './live.js'
import { localise } from './moments.js'
import { tidy } from './presses.js'
import { refresh } from './refresh.js'

const TICK = 5_000
const GATHER = 300
/** Leases run out and sources fall silent without anybody pressing anything. */
const ANYWAY = 60_000

localise(document)
tidy()
setInterval(() => localise(document), TICK)

if (document.body.dataset.live === 'yes') {
  const own = document.querySelector('.case-page')?.id.replace('page-', '')
  let due = 0
  const soon = () => {
    if (due === 0)
      due = setTimeout(
        () => {
          due = 0
          refresh()
        },
        document.hidden ? 10 * GATHER : GATHER,
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

// An address without the choices that were not made is one that people can read and pass on.
document.querySelector('form[data-filter]')?.addEventListener('submit', ({ target }) => {
  for (const select of target.querySelectorAll('select')) select.disabled = select.value === ''
})
