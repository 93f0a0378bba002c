import type { Reader } from './context.js'
import { sentence } from './moment.js'
import type { DeskHealth } from './options.js'

/** What we can see and what we cannot: faults stand above the list, all parts below it. Silence alone says nothing. */
export function Coverage(props: { reader: Reader; health: DeskHealth; where: 'above' | 'below' }) {
  const { reader, health, where } = props
  const words = reader.texts.desk
  const broken = health.parts.filter((part) => !part.ok)
  if (where === 'above')
    return broken.length === 0 ? null : (
      <section class="blind" id="blind">
        <p>
          <b>{words.blind.title}.</b>{' '}
          {broken.map((part) => (
            <>
              {part.name}: {part.detail}{' '}
            </>
          ))}
          {words.blind.silence}
        </p>
      </section>
    )
  return (
    <footer class="coverage">
      <h2>{words.sources}</h2>
      <ul>
        {health.parts.map((part) => (
          <li class={part.ok ? 'is-ok' : 'is-broken'} title={part.detail}>
            {part.name}{' '}
            <small>{sentence(reader.now, (write) => words.lastSuccess(write, part.lastSuccessAt))}</small>
          </li>
        ))}
      </ul>
    </footer>
  )
}
