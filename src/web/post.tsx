import type { StoredMention } from '../domain/mention.js'
import { type Engagement, NO_ENGAGEMENT, type Post } from '../domain/post.js'
import { MINUTE } from '../domain/time.js'
import type { Reader } from './context.js'
import { langOf, markPhrases, tame, tameLine } from './foreign-text.js'
import { Moment } from './moment.js'

/** The author in one line: handle, followers, how often they had to turn to us before. */
export function AuthorLine(props: {
  reader: Reader
  mention: StoredMention
  earlierCases: number
  brief?: boolean
}) {
  const { reader, mention, earlierCases, brief = false } = props
  const { author } = mention.post
  const { texts } = reader
  if (mention.removedAt !== null) return <p class="author">{texts.earlierCases(earlierCases)}</p>
  return (
    <p class="author">
      <bdi class="handle">@{tameLine(author.handle)}</bdi>
      {author.followers !== null && <span> · {texts.followers(author.followers)}</span>}
      {(earlierCases > 0 || !brief) && (
        <span>
          {' · '}
          <span class={earlierCases > 0 ? 'again' : undefined}>{texts.earlierCases(earlierCases)}</span>
        </span>
      )}
    </p>
  )
}

/** The author's words, quoted so that they stay words, with the phrases that carried the verdict marked. */
export function Quote({
  reader,
  mention,
  clamp,
}: {
  reader: Reader
  mention: StoredMention
  clamp: boolean
}) {
  const { post, assessment, removedAt } = mention
  if (removedAt !== null) return <p class="removed">{reader.texts.postRemoved}</p>
  const stretches = markPhrases(
    tame(post.text),
    assessment.reasons.map((reason) => tame(reason)),
  )
  const warning = post.contentWarning === null ? null : tameLine(post.contentWarning, 200)
  return (
    <blockquote class={clamp ? 'words clamp' : 'words'} dir="auto" lang={langOf(assessment.lang, post.langs)}>
      {warning !== null && <bdi class="warning">{warning}: </bdi>}
      {stretches.map((stretch) => (stretch.marked ? <mark>{stretch.text}</mark> : stretch.text))}
    </blockquote>
  )
}

/** A post with everything around it, for the case's own page. */
export function WholePost(props: {
  reader: Reader
  mention: StoredMention
  earlierCases: number
  /** Said instead of who the author is, for what they wrote later. */
  again?: string | null
  /** Says nothing of earlier cases where there are none. */
  brief?: boolean
}) {
  const { reader, mention, brief = false } = props
  const { post, removedAt } = mention
  const { texts, now } = reader
  const words = texts.desk
  const visibility = words.visibility[post.visibility]
  const again = props.again ?? null
  const growth = words.care.talk.growth(grownFrom(mention))
  return (
    <article class="post">
      {removedAt === null && post.author.displayName !== '' && (
        <p class="display-name">
          <bdi>{tameLine(post.author.displayName)}</bdi> {again !== null && <small>{again}</small>}
        </p>
      )}
      {again === null && (
        <AuthorLine reader={reader} mention={mention} earlierCases={props.earlierCases} brief={brief} />
      )}
      <Quote reader={reader} mention={mention} clamp={false} />
      <p class="around">
        {words.case.posted} <Moment at={post.postedAt} now={now} as="ago" />
        {post.editedAt !== null && (
          <>
            {' '}
            · {texts.postEdited} <Moment at={post.editedAt} now={now} as="ago" />
          </>
        )}{' '}
        · {texts.via[mention.via]}
        {mention.receivedAt - post.postedAt > SOON && (
          <>
            {' '}
            · {words.case.received} <Moment at={mention.receivedAt} now={now} as="ago" />
          </>
        )}
        {visibility !== null && <> · {visibility}</>}
      </p>
      {removedAt === null && (
        <>
          <p class="around" hidden={!isNoticed(post)}>
            {words.case.engagement(post.engagement.likes, post.engagement.reposts, post.engagement.replies)}
            {growth !== '' && <b class="growth"> {growth}</b>}
          </p>
          {again === null && post.author.optOuts.length > 0 && (
            <p class="opt-outs">{post.author.optOuts.map((optOut) => texts.optOut[optOut]).join(' · ')}</p>
          )}
          <PostLink reader={reader} mention={mention} />
        </>
      )}
    </article>
  )
}

/** A post that reached us within so long needs no word on when. */
const SOON = 2 * MINUTE

const isNoticed = ({ engagement }: Post): boolean =>
  engagement.likes + engagement.reposts + engagement.replies > 0

const grownFrom = ({ engagementAtFirst: first, post: { engagement } }: StoredMention): Engagement =>
  first === undefined
    ? NO_ENGAGEMENT
    : {
        likes: engagement.likes - first.likes,
        reposts: engagement.reposts - first.reposts,
        replies: engagement.replies - first.replies,
      }

function PostLink({ reader, mention }: { reader: Reader; mention: StoredMention }) {
  const { url, network } = mention.post
  // Whatever a network calls a link: a browser is only ever sent to the web.
  if (url === null || !/^https?:\/\//i.test(url)) return null
  return (
    <p class="see">
      <a href={url} target="_blank" rel="noopener noreferrer nofollow">
        {reader.texts.desk.case.post(reader.texts.network(network))} ↗
      </a>
    </p>
  )
}
