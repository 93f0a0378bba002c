import { localise } from './moments.js'
import { refresh } from './refresh.js'

const notices = document.getElementById('notices')
const STAYS = 15_000

/** Sends a press in the background and shows what it led to. Without this script the form does the same by itself. */
document.addEventListener('submit', (event) => {
  const form = event.target
  if ('once' in form.dataset) lock(form, event)
  if (!('press' in form.dataset)) return
  event.preventDefault()
  if (form.getAttribute('aria-busy') !== 'true') press(form)
})

async function press(form) {
  const button = form.querySelector('button')
  form.setAttribute('aria-busy', 'true')
  button.setAttribute('aria-busy', 'true')
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { 'x-fragment': '1' },
    })
    if (response.status === 401) return location.reload()
    const goTo = response.headers.get('x-go-to')
    if (goTo !== null) return location.assign(goTo)
    if (response.ok || response.status === 409) {
      show(await response.text())
      if (response.ok) putAway(form)
    } else fail()
    await refresh()
  } catch {
    fail()
  } finally {
    form.removeAttribute('aria-busy')
    button.removeAttribute('aria-busy')
  }
}

/** What was said is said: the form is empty again, and closed where it had to be opened. */
function putAway(form) {
  form.reset()
  form.closest('details.item')?.removeAttribute('open')
}

function show(html) {
  const template = document.createElement('template')
  template.innerHTML = html
  localise(template.content)
  notices.replaceChildren(template.content)
  tidy()
}

function fail() {
  const line = document.createElement('p')
  line.textContent = notices.dataset.failed
  const notice = document.createElement('div')
  notice.className = 'notice is-refused'
  notice.append(line)
  notices.replaceChildren(notice)
}

/** Good news goes by itself, unless somebody is at it; refusals stay until the next press. */
export function tidy() {
  for (const notice of notices.querySelectorAll('.notice.is-done'))
    setTimeout(() => {
      if (!notice.matches(':hover, :focus-within')) notice.remove()
    }, STAYS)
}

/** A one-time link must not be spent twice by two presses. */
function lock(form, event) {
  if (form.getAttribute('aria-busy') === 'true') return event.preventDefault()
  form.setAttribute('aria-busy', 'true')
  window.addEventListener('pageshow', () => form.removeAttribute('aria-busy'), { once: true })
}
