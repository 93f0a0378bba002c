import { ingestMentions } from '../../src/app/ingest-mentions.js'
import { type BrandPolicy, DEFAULT_POLICY, type Policy, type PulsePolicy } from '../../src/app/policy.js'
import type { CaseId } from '../../src/domain/case.js'
import type { Post } from '../../src/domain/post.js'
import { PULSE_LANGUAGES } from '../../src/domain/pulse.js'
import { DAY } from '../../src/domain/time.js'
import type { Log } from '../../src/ports.js'
import { careFor } from './care-kit.js'
import { openWebDesk, visitor } from './desk-visitor.js'
import { author, batch, post, seen, spelledOut } from './posts.js'
import { dana, startWorld } from './world.js'

export const PUBLIC = 'https://desk.acme.example'
export const MEMBER = { person: dana, role: 'rep' } as const

const ASKS: PulsePolicy = { languages: PULSE_LANGUAGES, lasts: 14 * DAY, origin: PUBLIC }

/** How a team works that asks the trust question. */
export function askingPolicy(
  pulse: Partial<PulsePolicy> | null = {},
  more: Partial<BrandPolicy> = {},
): Policy {
  const brand = DEFAULT_POLICY.of('')
  return {
    ...DEFAULT_POLICY,
    of: () => ({ ...brand, ...more, pulse: pulse === null ? null : { ...ASKS, ...pulse } }),
  }
}

/** A world in which customers are asked; `pulse: null`: where they are not. */
export function askingWorld(options: { path?: string; pulse?: Partial<PulsePolicy> | null } = {}) {
  const plain = startWorld({ boards: [], ...(options.path === undefined ? {} : { path: options.path }) })
  const world = { ...plain, desk: { ...plain.desk, policy: askingPolicy(options.pulse) } }
  const care = careFor(world)
  let people = 0

  function complain(lang: string, more: Partial<Post>): CaseId {
    const classifier = {
      ...spelledOut,
      assess: (text: string) => ({ ...spelledOut.assess(text), lang }),
    }
    const said = post('my bag is gone, acme air (3/2 delivery)', {
      author: author(`customer${++people}`),
      postedAt: world.now(),
      ...more,
    })
    const via = said.tagged.length === 0 ? ({ via: 'search' } as const) : ({ via: 'tag' } as const)
    ingestMentions(world.desk, { ...world.intake, classifier }, 'bluesky:test', batch([seen(said, via)]))
    const mention = world.store.mentions.byUri(said)
    const id = mention === null ? null : world.store.cases.ofMention(mention.id)
    if (id === null) throw new Error('no case came of it')
    return id
  }

  return {
    ...world,
    care,
    /** A complaint that Dana has answered; each by somebody else unless said otherwise. */
    answered(lang = 'en', more: Partial<Post> = {}): CaseId {
      const id = complain(lang, more)
      world.act(id, { type: 'claim' }, dana)
      world.act(id, { type: 'replied', at: world.now(), elsewhere: true }, dana)
      return id
    },
    complain: (lang = 'en', more: Partial<Post> = {}) => complain(lang, more),
    /** Dana makes a link; its path. */
    ask(id: CaseId): string {
      const asked = care.askPulse(id, MEMBER)
      if (!asked.ok) throw new Error(asked.refusal.reason)
      return new URL(asked.link).pathname
    },
  }
}
export type AskingWorld = ReturnType<typeof askingWorld>

/** The same with its web desk, and a customer's browser. */
export async function openPulseDesk(options: Parameters<typeof askingWorld>[0] & { log?: Log } = {}) {
  const world = askingWorld(options)
  const { log } = options
  const desk = await openWebDesk(world, { care: world.care, ...(log === undefined ? {} : { log }) })
  return {
    world,
    ...desk,
    /** As a browser sends the form of a page that has no referrer. */
    answer: (path: string, grade: string, headers: Record<string, string> = {}) =>
      visitor(desk.url).post(path, { grade }, { origin: 'null', ...headers }),
    async close() {
      await desk.web.stop()
      world.store.close()
    },
  }
}
export type PulseDesk = Awaited<ReturnType<typeof openPulseDesk>>
