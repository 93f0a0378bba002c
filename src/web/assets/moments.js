/** Rewrites `<time data-as>` in the reader's own clock and keeps "4 min ago" true. Same steps as moment.tsx. */

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

// Words as the page is written (British where English), times of day as the reader's system writes them.
const lang = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang
const relative = new Intl.RelativeTimeFormat(lang, { style: 'short' })
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
})
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

function largestUnit(span) {
  if (span < 90 * SECOND) return [Math.floor(span / SECOND), 'second']
  if (span < 100 * MINUTE) return [Math.floor(span / MINUTE), 'minute']
  if (span < 48 * HOUR) return [Math.floor(span / HOUR), 'hour']
  return [Math.floor(span / DAY), 'day']
}

function written(at, style, now, fallback) {
  const [count, unit] = largestUnit(Math.max(now - at, 0))
  switch (style) {
    case 'ago':
      return unit === 'second' && count < 10 ? fallback : relative.format(-count, unit)
    case 'span':
      return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'short' }).format(count)
    case 'clock':
      return new Date(now).toDateString() === new Date(at).toDateString()
        ? clock.format(at)
        : dayAndClock.format(at)
    default:
      return fallback
  }
}

/** All moments under `root`; done again and again by the page's own timer. */
export function localise(root) {
  const now = Date.now()
  for (const element of root.querySelectorAll('time[data-as]')) {
    const at = Date.parse(element.dateTime)
    if (Number.isNaN(at)) continue
    const text = written(at, element.dataset.as, now, element.textContent)
    if (element.textContent !== text) element.textContent = text
    const title = whole.format(at)
    if (element.title !== title) element.title = title
  }
}
