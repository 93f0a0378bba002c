import type { CoachFinding } from '../domain/coach/rules.js'
import type { ReplyRefusal } from '../domain/outreach.js'
import type { Network, Post } from '../domain/post.js'
import type { Reader } from './context.js'
import { tame, tameLine } from './foreign-text.js'
import { sentence } from './moment.js'

/** What stood in the way of the last press on *Send*. */
export type Hurdle =
  | { readonly type: 'findings'; readonly findings: readonly CoachFinding[] }
  | { readonly type: 'answered'; readonly post: Post }
  | { readonly type: 'refused'; readonly refusal: ReplyRefusal }
  /** The customer wrote again, or changed their words, since the form was shown. */
  | { readonly type: 'news' }
  | { readonly type: 'used-form' }
  | { readonly type: 'empty' }

/** At the top of the form, where it is read first. */
export function Hurdles(props: { reader: Reader; hurdle: Hurdle | null; network: Network }) {
  const { reader, hurdle, network } = props
  const { texts, now } = reader
  const words = texts.desk.care.reply
  if (hurdle === null) return null
  switch (hurdle.type) {
    case 'findings': {
      const blocking = hurdle.findings.filter((finding) => finding.blocking).length
      return (
        <section class={`findings${blocking > 0 ? ' is-blocking' : ''}`} role="alert" id="findings">
          <h2>{texts.coach.title(hurdle.findings.length, blocking)}</h2>
          <Findings reader={reader} findings={hurdle.findings} />
        </section>
      )
    }
    case 'answered': {
      const { post } = hurdle
      return (
        <section class="findings" role="alert" id="findings">
          <h2>{words.answered}</h2>
          <p>{words.answeredHelp}</p>
          <blockquote class="words" dir="auto">
            {tame(post.text)}
          </blockquote>
          <p class="around">
            <bdi>@{tameLine(post.author.handle)}</bdi>{' '}
            {post.url !== null && /^https?:\/\//i.test(post.url) && (
              <a href={post.url} target="_blank" rel="noopener noreferrer nofollow">
                {words.see(texts.network(network))} ↗
              </a>
            )}
          </p>
        </section>
      )
    }
    case 'refused':
      return (
        <div class="notice is-refused" role="alert">
          <p>{sentence(now, (write) => texts.reply.refusal(hurdle.refusal, write))}</p>
        </div>
      )
    case 'news':
      return <Said words={words.news} />
    case 'used-form':
      return <Said words={words.usedForm} />
    case 'empty':
      return <Said words={words.missing} />
  }
}

/** Each with the words at fault. */
export function Findings({ reader, findings }: { reader: Reader; findings: readonly CoachFinding[] }) {
  const { coach } = reader.texts
  return (
    <ul>
      {findings.map(({ blocking, phrase, say }) => (
        <li class={blocking ? 'is-blocking' : undefined}>
          {phrase !== null && <q dir="auto">{tameLine(phrase.text, 120)}</q>} {coach.say(say)}
        </li>
      ))}
    </ul>
  )
}

function Said({ words }: { words: string }) {
  return (
    <div class="notice is-refused" role="alert">
      <p>{words}</p>
    </div>
  )
}
