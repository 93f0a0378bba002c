import type { Child } from 'hono/jsx'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../domain/time.js'
import type { Writers } from '../texts/texts.js'
import { tameLine } from './foreign-text.js'

/**
 * Moments on a page. The server writes what is right for any reader (spans as of now, clock times in UTC); the script
 * rewrites them in the reader's own time zone and keeps them going. The whole moment is in `datetime` and the title.
 */
export type MomentStyle = 'ago' | 'clock' | 'span'

export function Moment(props: { at: Instant; now: Instant; as: MomentStyle }) {
  const { now, as } = props
  const at = withinCalendar(props.at)
  return (
    <time datetime={new Date(at).toISOString()} data-as={as} title={`${whole.format(at)} UTC`}>
      {written(at, now, as)}
    </time>
  )
}

function written(at: Instant, now: Instant, as: MomentStyle): string {
  switch (as) {
    case 'ago': {
      const [count, unit] = largestUnit(Math.max(now - at, 0))
      return unit === 'second' && count < 10 ? 'just now' : relative.format(-count, unit)
    }
    case 'span': {
      const [count, unit] = largestUnit(Math.max(now - at, 0))
      return new Intl.NumberFormat('en-GB', { style: 'unit', unit, unitDisplay: 'short' }).format(count)
    }
    case 'clock':
      return `${dayOf(at) === dayOf(now) ? clock.format(at) : dayAndClock.format(at)} UTC`
  }
}

/** In UTC, as all that the server writes. */
const dayOf = (at: Instant): number => Math.floor(at / DAY)

type Unit = 'second' | 'minute' | 'hour' | 'day'

/** 95 minutes are 95 minutes; 3 hours are hours: the finest unit that stays below a hundred or so. */
function largestUnit(span: number): readonly [count: number, unit: Unit] {
  if (span < 90 * SECOND) return [Math.floor(span / SECOND), 'second']
  if (span < 100 * MINUTE) return [Math.floor(span / MINUTE), 'minute']
  if (span < 48 * HOUR) return [Math.floor(span / HOUR), 'hour']
  return [Math.floor(span / DAY), 'day']
}

/** A sentence from the catalogue with its moments and names as elements in their places. */
export function sentence(now: Instant, write: (writers: Writers) => string): Child {
  const elements: Child[] = []
  const place = (element: Child): string => `\u0001${elements.push(element) - 1}\u0001`
  const text = write({
    ago: (at) => place(<Moment at={at} now={now} as="ago" />),
    at: (at) => place(<Moment at={at} now={now} as="clock" />),
    name: (name) => place(<bdi>{tameLine(name, 500)}</bdi>),
  })
  const parts = text.split('\u0001').map((part, index) => (index % 2 === 0 ? part : elements[Number(part)]))
  return <>{parts}</>
}

const relative = new Intl.RelativeTimeFormat('en-GB', { style: 'short' })
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', timeStyle: 'short' })
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const whole = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'medium', timeStyle: 'medium' })

/** Moments come from networks too: one outside the calendar must not cost the page. */
const withinCalendar = (at: Instant): Instant =>
  Number.isFinite(at) ? Math.min(Math.max(at, -LAST_MOMENT), LAST_MOMENT) : 0
const LAST_MOMENT = 8.64e15
