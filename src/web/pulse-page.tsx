import { html } from 'hono/html'
import type { PropsWithChildren } from 'hono/jsx'
import type { OpenPulse } from '../app/answer-pulse.js'
import { GRADES, PULSE_PATH } from '../domain/pulse.js'
import type { PulsePageTexts, PulseWords } from '../texts/pulse-page-texts.js'
import { tameLine } from './foreign-text.js'

/** The frame of what customers see: nothing of the desk's, one style sheet, no script. */
function CustomerPage(props: PropsWithChildren<{ words: PulsePageTexts; title: string }>) {
  return html`<!doctype html>${(
    <html lang={props.words.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>{props.title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/pulse.css" />
      </head>
      <body>
        <main>{props.children}</main>
      </body>
    </html>
  )}`
}

/** The question, and five answers that a thumb can hit. */
export function Question(props: {
  words: PulsePageTexts
  open: OpenPulse
  token: string
  /** It was sent without an answer. */
  unanswered: boolean
}) {
  const { words, open, token, unanswered } = props
  const brand = tameLine(open.brand)
  return (
    <CustomerPage words={words} title={words.title(brand)}>
      <p class="asks">{words.asks(brand)}</p>
      <form method="post" action={`${PULSE_PATH}${token}`}>
        <fieldset aria-describedby={unanswered ? 'choose' : undefined}>
          <legend>
            <h1>{words.question}</h1>
          </legend>
          {unanswered && (
            <p id="choose" class="choose" role="alert">
              {words.choose}
            </p>
          )}
          {GRADES.map((grade) => (
            <label>
              <input type="radio" name="grade" value={String(grade)} required />
              <span>{words.grades[grade]}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit">{words.send}</button>
      </form>
      <p class="privacy">{words.privacy}</p>
    </CustomerPage>
  )
}

/** A page that says one thing. */
export function Said({ words, said }: { words: PulsePageTexts; said: PulseWords }) {
  return (
    <CustomerPage words={words} title={said.title}>
      <h1>{said.title}</h1>
      <p class="help">{said.help}</p>
    </CustomerPage>
  )
}
