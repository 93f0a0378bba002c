/**
 * One event stream for all windows of this browser: a browser allows six connections to a host in all, and each open
 * window would take one. The window that holds the lock listens and passes on what it hears.
 */

const SILENCE = 45_000
const TRY_AGAIN = 10_000
/** A window that leads answers at once; one that the browser has put to sleep does not. */
const ANSWER = 3_000

/** `onState` gets `on`, `off` or `ended`; `onChange` the ids of changed cases, or `many` when anything may have changed. */
export function follow({ onState, onChange }) {
  const channel = new BroadcastChannel('amends-live')
  let state = ''
  let heardAt = Date.now()

  const become = (next) => {
    if (state === next) return
    state = next
    onState(next)
  }
  const hear = (message) => {
    heardAt = Date.now()
    switch (message.type) {
      case 'hello':
        become('on')
        onChange('many')
        break
      case 'beat':
        become('on')
        break
      case 'change':
        become('on')
        onChange(message.cases)
        break
      case 'off':
        become('off')
        if (message.check) onChange('many')
        break
      case 'ended':
        become('ended')
        break
    }
  }
  const tell = (message) => {
    hear(message)
    channel.postMessage(message)
  }

  channel.addEventListener('message', ({ data }) => hear(data))
  setInterval(() => {
    if (state === 'on' && Date.now() - heardAt > SILENCE) become('off')
  }, TRY_AGAIN)

  const lead = () =>
    new Promise(() => {
      channel.addEventListener('message', ({ data }) => {
        if (data.type === 'ask') channel.postMessage({ type: state === 'on' ? 'beat' : 'off' })
      })
      listen(tell)
    })
  if (navigator.locks === undefined) lead()
  else {
    navigator.locks.request('amends-live', lead)
    channel.postMessage({ type: 'ask' })
    setTimeout(() => {
      if (state === '') become('off')
    }, ANSWER)
  }
}

function listen(tell) {
  const source = new EventSource('/events')
  let heardAt = Date.now()
  const onEvent = (type, message) =>
    source.addEventListener(type, ({ data }) => {
      heardAt = Date.now()
      tell({ type, ...message(data) })
    })
  onEvent('hello', () => ({}))
  onEvent('beat', () => ({}))
  onEvent('change', (data) => JSON.parse(data))
  onEvent('ended', () => {
    over()
    return {}
  })

  source.addEventListener('error', () => {
    tell({ type: 'off' })
    // Refused for good, by its own rules: signed out, or too many windows. Whoever asks the desk learns which.
    if (source.readyState === EventSource.CLOSED) restart()
  })
  const watch = setInterval(() => {
    if (Date.now() - heardAt > SILENCE) restart()
  }, TRY_AGAIN)

  const over = () => {
    clearInterval(watch)
    source.close()
  }
  const restart = () => {
    over()
    tell({ type: 'off', check: true })
    setTimeout(() => listen(tell), TRY_AGAIN)
  }
}
