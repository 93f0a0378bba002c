import { describe, expect, test } from 'vitest'
import { actOnCase } from '../../src/app/act-on-case.js'
import { mergeCases, splitCase } from '../../src/app/join-cases.js'
import { openByHand } from '../../src/app/open-by-hand.js'
import { DEFAULT_POLICY } from '../../src/app/policy.js'
import { businessHours } from '../../src/calendar/business-hours.js'
import type { Command, Outcome } from '../../src/domain/case.js'
import type { Actor } from '../../src/domain/people.js'
import { DAY, HOUR, MINUTE } from '../../src/domain/time.js'
import type { ReportFilter } from '../../src/ports.js'
import { behind, type Figure } from '../../src/reports/behind.js'
import { ownTimes, teamTimes } from '../../src/reports/persons.js'
import { type Report, reportAtOnce, reportOf } from '../../src/reports/report.js'
import { ACME, author, post } from '../support/posts.js'
import { dana, lee, startWorld } from '../support/world.js'

const LATE = 'late, acme air (2/1 delivery)'
const DANGER = 'gas smell, acme air (4/3 safety)'

function startTeam() {
  const world = startWorld()
  const from = world.now() - HOUR
  const by = (command: Command, who: Actor) => actOnCase(world.desk, 1, command, who)
  return {
    ...world,
    from,
    answer: (id: number, who = dana) =>
      world.act(id, { type: 'replied', at: world.now(), elsewhere: false }, who),
    /** As found in the network: written there some time ago. */
    answerElsewhere(ago: number) {
      const at = world.now() - ago
      const reply = post('we are on it', {
        uri: `at://acme/${at}`,
        author: author('acmeair.bsky.social'),
        postedAt: at,
      })
      world.store.outreaches.found(1, 1, reply)
      return by(
        { type: 'replied', at: world.now(), elsewhere: true },
        { type: 'connector', id: 'bluesky:test' },
      )
    },
    by,
    resolve: (id: number, outcome: Outcome = 'fixed', cause: string | null = null) =>
      world.act(id, { type: 'resolve', outcome, note: null, cause }, dana),
    report(filter: ReportFilter = {}) {
      const asOf = world.now()
      return reportAtOnce(world.store.reports, DEFAULT_POLICY, {
        period: { from, to: asOf + 1 },
        filter,
        asOf,
      })
    },
  }
}
const idsBehind = (report: Report, figure: Figure) => behind(report, figure).cases.map(({ caseId }) => caseId)
const median = (times: { wall: { median: { value: number | null } } }) => times.wall.median.value

describe('the clocks of a case', () => {
  test('are not wound back to a day that an app made up; they run from when the post came in', () => {
    const team = startTeam()
    team.take(post(DANGER, { postedAt: Date.parse('0001-01-01T00:00:00Z') }))
    team.wait(5 * MINUTE)
    team.answer(1)
    const day = [{ from: 0, to: 1380 }]
    const calendar = businessHours({
      zone: 'Europe/Madrid',
      week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
      holidays: new Set(),
    })
    const policy = {
      ...DEFAULT_POLICY,
      of: (brand: string) => ({ ...DEFAULT_POLICY.of(brand), calendar: () => calendar }),
    }
    const order = { period: { from: team.from, to: team.now() }, filter: {}, asOf: team.now() }
    const { times } = reportAtOnce(team.store.reports, policy, order).figures
    expect([times.seen.n, times.felt.n, times.reply.n]).toEqual([0, 0, 1])
    expect(median(times.reply)).toBe(5 * MINUTE)
  })

  test('run from when the customer began to wait to what a person of ours did', () => {
    const team = startTeam()
    team.take(post(DANGER, { postedAt: team.now() - 30_000 }))
    team.wait(2_000)
    team.store.history.append(1, { type: 'alerted', board: 'discord' }, { type: 'schedule' }, team.now())
    team.wait(4 * MINUTE)
    team.act(1, { type: 'claim' }, dana)
    team.wait(20 * MINUTE)
    team.answer(1)
    team.wait(HOUR)
    team.resolve(1, 'fixed', 'valve')
    const { times, byPriority, outcomes, causes } = team.report().figures
    expect(median(times.seen)).toBe(30_000)
    expect(median(times.alert)).toBe(2_000)
    expect(median(times.claim)).toBe(4 * MINUTE + 2_000)
    expect(median(times.reply)).toBe(24 * MINUTE + 2_000)
    expect(median(times.felt)).toBe(24 * MINUTE + 32_000)
    expect(median(times.resolve)).toBe(84 * MINUTE + 2_000)
    expect(byPriority).toMatchObject([
      { level: 'P1', claim: { inTime: { n: 1, of: 1 } }, reply: { inTime: { n: 0, of: 1 } } },
    ])
    expect([outcomes, causes]).toEqual([[{ name: 'fixed', n: 1 }], [{ name: 'valve', n: 1 }]])
  })

  test('are stopped by an answer in the network’s own app, at the time that it has there', () => {
    const team = startTeam()
    team.take(post(LATE))
    team.wait(HOUR)
    team.answerElsewhere(50 * MINUTE)
    expect(median(team.report().figures.times.reply)).toBe(10 * MINUTE)
  })

  test('are stopped by no machine: not by a card, a reminder, a claim that ran out', () => {
    const team = startTeam()
    team.take(post(LATE))
    const machine = { type: 'schedule' } as const
    team.store.history.append(1, { type: 'alerted', board: 'discord' }, machine, team.now())
    team.store.history.append(1, { type: 'escalated', rung: 'unclaimed-remind' }, machine, team.now())
    team.store.history.append(1, { type: 'replied', elsewhere: false }, machine, team.now())
    team.wait(HOUR)
    const { times, escalated } = team.report().figures
    expect([times.claim, times.reply, times.resolve]).toMatchObject([
      { n: 1, running: 1 },
      { n: 1, running: 1 },
      { n: 1, running: 1 },
    ])
    expect(escalated).toEqual([{ name: 'unclaimed-remind', n: 1 }])
  })

  test('count who never had an answer', () => {
    const team = startTeam()
    for (const [i, wait] of [10, 20, 30].entries()) {
      team.take(post(LATE, { author: author(`quick${i}`) }))
      team.wait(wait * MINUTE)
      team.act(i + 1, { type: 'claim' }, dana)
      team.answer(i + 1)
    }
    for (let i = 0; i < 4; i++) team.take(post(LATE, { author: author(`forgotten${i}`) }))
    team.wait(DAY)
    const { reply } = team.report().figures.times
    expect(reply).toMatchObject({ n: 7, done: 3, running: 4, wall: { median: { value: null } } })
  })

  test('begin anew when a case is reopened, and when the customer answers our answer', () => {
    const team = startTeam()
    team.take(post(LATE, { uri: 'at://ana/1' }))
    team.wait(10 * MINUTE)
    team.act(1, { type: 'claim' }, dana)
    team.answer(1)
    team.wait(HOUR)
    team.take(post('that did not help, acme air', { parent: 'at://ana/1', root: 'at://ana/1' }))
    team.wait(30 * MINUTE)
    team.answer(1)
    team.resolve(1)
    team.wait(HOUR)
    team.act(1, { type: 'reopen' }, lee)
    team.wait(2 * HOUR)
    const { tally, figures } = team.report()
    expect([...tally.samples.reply].map(({ wall, done }) => [wall / MINUTE, done])).toEqual([
      [10, true],
      [30, true],
      [120, false],
    ])
    expect(tally.samples.claim.size, 'its owner had it: nothing to claim in between').toBe(2)
    expect([...tally.samples.resolve].map(({ wall, done }) => [wall / MINUTE, done])).toEqual([
      [100, true],
      [120, false],
    ])
    expect(figures.reopened).toBe(1)
  })

  test('leave out mistakes, doubles and merged cases, which are counted as such', () => {
    const team = startTeam()
    team.take(post(LATE, { author: author('a') }), post(LATE, { author: author('b') }))
    team.resolve(1, 'not-a-complaint')
    const report = team.report()
    const { figures } = report
    expect(figures.times.claim.n).toBe(1)
    expect(figures.precision).toMatchObject({ n: 0, of: 1 })
    expect(idsBehind(report, { count: 'for-nothing' })).toEqual([1])
    expect(idsBehind(report, { measure: 'claim', part: 'running' })).toEqual([2])

    const world = startTeam()
    const split = post(`${LATE} again`, { author: author('a') })
    world.take(post(LATE, { author: author('a') }), split)
    splitCase(world.desk, 1, 2, dana)
    expect(world.report().figures, 'cut off by a person, not brought by one').toMatchObject({
      volume: 2,
      missed: 0,
    })
    mergeCases(world.desk, 2, 1, dana)
    expect(world.report().figures).toMatchObject({
      outcomes: [{ name: 'duplicate', n: 1 }],
      times: { claim: { n: 1 } },
    })
  })

  test('owe no answer where a person judged that none was needed', () => {
    const team = startTeam()
    team.take(post(LATE))
    team.wait(MINUTE)
    team.resolve(1, 'no-reply-needed')
    const { claim, reply } = team.report().figures.times
    expect([claim.n, claim.done, reply.n]).toEqual([1, 1, 0])
  })
})

describe('a report', () => {
  test('says what it knew at the time, however late it is made', () => {
    const team = startTeam()
    team.take(post(LATE))
    team.wait(HOUR)
    const order = { period: { from: team.from, to: team.now() }, filter: {}, asOf: team.now() }
    const then = reportAtOnce(team.store.reports, DEFAULT_POLICY, order).figures
    team.act(1, { type: 'claim' }, dana)
    team.wait(MINUTE)
    team.answer(1)
    team.resolve(1)
    expect(then.backlog).toMatchObject({ n: 1, ours: 1, oldest: HOUR })
    expect(
      reportAtOnce(team.store.reports, DEFAULT_POLICY, { ...order, asOf: order.asOf - 1 }).figures.times.claim
        .running,
    ).toBe(1)
    expect(team.report().figures.backlog.n).toBe(0)
  })

  test('counts every cause, also of a case that was opened again', () => {
    const team = startTeam()
    team.take(post(LATE))
    team.act(1, { type: 'claim' }, dana)
    team.resolve(1, 'fixed', 'valve')
    team.wait(HOUR)
    team.act(1, { type: 'reopen' }, lee)
    team.wait(HOUR)
    expect(team.report().figures.causes).toEqual([{ name: 'valve', n: 1 }])
    team.act(1, { type: 'claim' }, dana)
    team.resolve(1, 'fixed', 'crew')
    expect(team.report().figures.causes).toEqual([
      { name: 'crew', n: 1 },
      { name: 'valve', n: 1 },
    ])
  })

  test('counts complaints that a person had to bring', () => {
    const team = startTeam()
    openByHand(team.desk, team.intake, post('hm, acme air'), {
      brand: ACME.name,
      connector: 'bluesky:test',
      by: dana,
    })
    const report = team.report()
    const { figures } = report
    expect(figures).toMatchObject({ missed: 1, precision: { of: 0 } })
    expect(idsBehind(report, { count: 'opened-by-hand' })).toEqual([1])
  })

  test('is of one brand, network, language, category or priority when asked', () => {
    const team = startTeam()
    team.take(post(LATE, { author: author('a') }), post(DANGER, { author: author('b'), network: 'mastodon' }))
    const volume = (filter: ReportFilter) => team.report(filter).figures.volume
    expect(volume({})).toBe(2)
    expect([
      volume({ network: 'mastodon' }),
      volume({ level: 'P1' }),
      volume({ category: 'delivery' }),
    ]).toEqual([1, 1, 1])
    expect([volume({ brand: 'Other' }), volume({ lang: 'es' })]).toEqual([0, 0])
  })

  test('is the same run by run, with others at work in between', async () => {
    const team = startTeam()
    for (let i = 0; i < 900; i++) team.take(post(LATE, { author: author(`a${i}`) }))
    const order = { period: { from: team.from, to: team.now() + 1 }, filter: {}, asOf: team.now() }
    const { figures } = await reportOf(team.store.reports, DEFAULT_POLICY, order)
    expect(figures).toEqual(reportAtOnce(team.store.reports, DEFAULT_POLICY, order).figures)
    expect(figures.volume).toBe(900)
  })
})

describe('trust', () => {
  function answered(then: (team: ReturnType<typeof startTeam>) => void) {
    const team = startTeam()
    team.take(post(LATE, { uri: 'at://ana/1' }))
    team.act(1, { type: 'claim' }, dana)
    team.wait(10 * MINUTE)
    team.answer(1)
    team.wait(10 * MINUTE)
    then(team)
    team.wait(DAY)
    return team.report().figures.trust
  }
  const say = (team: ReturnType<typeof startTeam>, text: string) =>
    team.take(post(`${text}, acme air`, { parent: 'at://ana/1', root: 'at://ana/1', postedAt: team.now() }))

  test('is repaired when the customer thanks, or speaks calmly in the end', () => {
    const trust = answered((team) => say(team, 'muchas gracias, it works'))
    expect(trust.repaired).toMatchObject({ n: 1, of: 1 })
    expect(trust.signs.map(({ name }) => name).sort()).toEqual(['calmer', 'thanked'])
    expect(answered((team) => say(team, 'it works now')).repaired).toMatchObject({ n: 1, of: 1 })
  })

  test('is not, by words that still complain, however polite', () => {
    const trust = answered((team) => say(team, 'thanks for nothing (2/1 delivery)'))
    expect(trust).toMatchObject({ repaired: { n: 0, of: 1 }, signs: [] })
  })

  test('is not, when they come back with the next complaint within 30 days', () => {
    const trust = answered((team) => {
      say(team, 'thank you')
      team.answer(1)
      team.resolve(1)
      team.wait(3 * DAY)
      team.take(post('late again, acme air (2/1 delivery)'))
    })
    expect(trust).toMatchObject({
      repaired: { n: 0, of: 1 },
      signs: expect.arrayContaining([{ name: 'cameBack', n: 1 }]),
    })
  })

  test('is not told by silence', () => {
    expect(answered(() => {})).toMatchObject({ repaired: { of: 0, share: null }, silent: 1 })
  })
})

describe('promises', () => {
  test('are kept, late, or open still', () => {
    const team = startTeam()
    for (const who of ['a', 'b', 'c']) team.take(post(LATE, { author: author(who) }))
    const { outreaches, clockwork } = team.store
    for (const caseId of [1, 2, 3]) {
      const found = post('by noon', { uri: `at://acme/${caseId}`, author: author('acmeair.bsky.social') })
      outreaches.found(caseId, caseId, found)
      const outreachId = outreaches.of(caseId)[0]?.id ?? 0
      clockwork.addPromise({
        caseId,
        outreachId,
        phrase: 'by noon',
        dueAt: team.now() + (caseId === 3 ? DAY : HOUR),
      })
    }
    team.wait(30 * MINUTE)
    clockwork.settlePromises(1, 'kept', team.now())
    team.wait(HOUR)
    expect(team.report().figures.promises).toMatchObject({
      kept: 1,
      late: 1,
      open: 1,
      share: { n: 1, of: 2 },
    })
    clockwork.settlePromises(2, 'kept', team.now())
    expect(team.report().figures.promises, 'kept too late').toMatchObject({ kept: 1, late: 1 })
  })

  test('stand in a report of an earlier moment as they stood then, whatever came since', () => {
    const team = startTeam()
    for (const who of ['a', 'b']) team.take(post(LATE, { author: author(who) }))
    const { outreaches, clockwork } = team.store
    const promise = (caseId: number) => {
      const reply = { uri: `at://acme/${caseId}`, postedAt: team.now() }
      outreaches.found(caseId, caseId, post('tomorrow', reply))
      const outreachId = outreaches.of(caseId)[0]?.id ?? 0
      clockwork.addPromise({ caseId, outreachId, phrase: 'tomorrow', dueAt: team.now() + DAY })
    }
    promise(1)
    team.wait(MINUTE)
    const asOf = team.now()
    const then = () => {
      const order = { period: { from: team.from, to: asOf }, filter: {}, asOf }
      return reportAtOnce(team.store.reports, DEFAULT_POLICY, order).figures.promises
    }
    expect(then()).toMatchObject({ kept: 0, late: 0, open: 1 })
    team.wait(HOUR)
    promise(2)
    expect(then(), 'another was made').toMatchObject({ kept: 0, late: 0, open: 1 })
    clockwork.settlePromises(1, 'kept', team.now())
    expect(then(), 'and the first was kept').toMatchObject({ kept: 0, late: 0, open: 1 })
  })
})

describe('a person', () => {
  test('sees their own times; a group has figures from five people on', () => {
    const team = startTeam()
    const people = ['1', '2', '3', '4', '5'].map((id) => ({ id: `discord:${id}`, name: `Rep ${id}` }))
    for (const [i, person] of people.entries()) {
      team.take(post(LATE, { author: author(`a${i}`) }))
      team.wait((i + 1) * MINUTE)
      team.act(i + 1, { type: 'claim' }, person)
      team.answer(i + 1, person)
      team.act(i + 1, { type: 'resolve', outcome: 'fixed', note: null }, person)
    }
    const { tally } = team.report()
    expect(ownTimes(tally, 'discord:3').claim).toMatchObject({
      n: 1,
      wall: { median: { value: 3 * MINUTE } },
    })
    expect(teamTimes(tally, (id) => id)).toMatchObject({
      claim: { n: 5, wall: { median: { value: 3 * MINUTE } } },
      resolve: { n: 5 },
    })
    const twice = (id: string) => (id === 'discord:5' ? 'discord:4' : id)
    expect(teamTimes(tally, twice), 'one of them under two names').toBeNull()
  })
})
