/** The reply form while it is being written: its length as the network counts it, and the gaps that are left. */

const PAUSE = 250

const form = document.querySelector('form[data-reply]')
const text = form.elements.text
const meter = document.getElementById('meter')
let sent = false
let due = 0
let asked = 0

/** Also when somebody typed before this script ran, or came back to what they had typed. */
const isEdited = () => text.value !== text.defaultValue
const mark = () => form.classList.toggle('is-edited', isEdited())

text.addEventListener('input', () => {
  mark()
  clearTimeout(due)
  due = setTimeout(measure, PAUSE)
})

/** The desk counts: one rule for what is shown and for what is sent. */
async function measure() {
  const mine = ++asked
  try {
    const response = await fetch(form.dataset.check, {
      method: 'POST',
      body: new URLSearchParams({
        form: form.elements.form.value,
        kind: form.elements.kind.value,
        text: text.value,
      }),
      headers: { 'x-fragment': '1' },
    })
    if (!response.ok || mine !== asked) return
    const template = document.createElement('template')
    template.innerHTML = await response.text()
    meter.replaceChildren(template.content)
  } catch {
    // Sending counts again.
  }
}

meter.addEventListener('click', ({ target }) => {
  const gap = target.closest('[data-gap]')
  if (gap !== null) show(Number(gap.dataset.gap), gap.textContent.length)
})

function show(start, length) {
  text.focus()
  text.setSelectionRange(start, start + length)
}

form.addEventListener('submit', () => {
  sent = true
})
window.addEventListener('pageshow', () => {
  sent = false
  mark()
})
window.addEventListener('beforeunload', (event) => {
  if (isEdited() && !sent) event.preventDefault()
})

mark()
measure()
const first = text.value.search(/\[[^\]\n]*\]/)
// On a phone the keyboard would cover the post that is to be answered.
if (first >= 0 && !isEdited() && matchMedia('(pointer: fine)').matches) {
  const [gap] = /\[[^\]\n]*\]/.exec(text.value)
  show(first, gap.length)
}
