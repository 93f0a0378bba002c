import type { Member } from '../../app/care.js'
import { keepWatch } from '../../app/keep-watch.js'
import { writeOutreach } from '../../app/write-outreach.js'
import type { CaseId, Command } from '../../domain/case.js'
import type { Post } from '../../domain/post.js'
import { HOUR, MINUTE } from '../../domain/time.js'
import type { Stage } from './complaints.js'
import type { Lang, Story, Words } from './stories.js'
import { type Plan, planFor } from './team.js'

/** Minutes after which the clock looks at a new case: just after steps of its ladder. */
const LOOKS = [6, 16, 31, 61] as const

export type CaseWork = ReturnType<typeof caseWork>

/** What the made-up team does, through the door that every board uses. */
export function caseWork({ amends, brandName, network, steps, clock, stories, dice }: Stage) {
  const { care, desk } = amends
  const act = (id: CaseId, command: Command, by: Member) => void care.act(id, command, by)
  const later = (after: number, run: () => unknown) => steps.add(clock() + after, run)
  const watch = () => {
    while (keepWatch(desk)) {}
  }
  let forms = 0

  async function reply(id: CaseId, text: string, lang: Lang, by: Member): Promise<void> {
    const form = { caseId: id, text, lang, key: `past-${id}-${++forms}`, kind: 'reply' as const }
    // Without the coach, who would need longer than all the rest.
    writeOutreach(desk, form, by.person, () => true)
    const did = { at: clock(), by: by.person, role: by.role, action: 'reply', caseId: id, detail: null }
    desk.store.team.audit({ ...did, outcome: 'sent-for' })
    for (const delivery of amends.outreach) await delivery.deliver()
  }

  const caseOf = (post: Post): CaseId | null => {
    const mention = desk.store.mentions.byUri(post)
    return mention === null ? null : desk.store.cases.ofMention(mention.id)
  }

  function begin(post: Post, what: Story | Words, inStorm: boolean): void {
    const id = caseOf(post)
    const current = id === null ? null : desk.store.cases.get(id)
    if (id === null || current === null) return
    const plan = planFor({ level: current.priority.level, lang: what.lang, at: clock(), inStorm }, dice)
    for (const minutes of LOOKS) later(minutes * MINUTE, watch)
    if (plan === null) return
    if (!('ours' in what)) {
      const mistaken = { type: 'resolve', outcome: 'not-a-complaint', note: null } as const
      later(plan.claim, () => act(id, mistaken, plan.by))
      return
    }
    later(plan.claim, () => act(id, { type: 'claim' }, plan.by))
    later(plan.claim + 16 * MINUTE, watch)
    if (plan.reply - plan.claim > HOUR && plan.staysOnIt)
      later(plan.claim + MINUTE, () =>
        act(id, { type: 'snooze', until: clock() + plan.reply - plan.claim }, plan.by),
      )
    else if (plan.staysOnIt)
      for (let at = plan.claim + 12 * MINUTE; at < plan.reply; at += 12 * MINUTE)
        later(at, () => act(id, { type: 'still-on-it' }, plan.by))
    later(plan.reply, async () => {
      await reply(id, what.ours, what.lang, plan.by)
      follow(id, post, what, plan)
    })
  }

  /** The customer's word, and what it leads to. */
  function follow(id: CaseId, post: Post, { lang, cause }: Story, plan: Plan): void {
    const { by, customer, customerAfter, again, resolve, outcome } = plan
    const sent = desk.store.outreaches.of(id).findLast(({ status }) => status === 'sent')
    if (sent?.status !== 'sent') return
    if (customer !== 'silent')
      later(customerAfter, async () => {
        const { text } = dice.pick(stories.words(customer, lang))
        const { network: where, author } = post
        const under = { parent: sent.uri, root: post.uri }
        network.say(
          { network: where === 'mastodon' ? where : 'bluesky', author, text, lang, under },
          'by-search',
        )
        if (plan.takesBack) network.takeBack(post)
        await amends.pollers[0]?.poll()
      })
    const promised = desk.store.clockwork.promisesOf(id).length > 0
    const second = customer === 'sore' || promised
    const said = customer === 'silent' ? 0 : customerAfter
    const [more] = stories.words('again', lang)
    if (second && more !== undefined) later(said + again, () => reply(id, more.text, lang, by))
    later(said + (second ? again : 0) + resolve, () => {
      // A claim that ran out meanwhile is taken up again.
      if (desk.store.cases.get(id)?.status === 'open') act(id, { type: 'claim' }, by)
      act(id, { type: 'resolve', outcome, note: null, cause: outcome === 'unreachable' ? null : cause }, by)
    })
  }

  return {
    begin,
    /** Somebody of the team found it themselves. */
    async open(post: Post, story: Story): Promise<void> {
      const { by } = planFor({ level: 'P2', lang: story.lang, at: clock(), inStorm: false }, dice) ?? {}
      if (by === undefined || post.url === null) return
      await care.openByUrl(post.url, brandName, by)
      begin(post, story, false)
    },
  }
}
