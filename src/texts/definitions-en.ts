import type { DefinitionsTexts } from './definitions-texts.js'

/** docs/figures.md says the same, word for word; a test holds it to that. */
export const definitionsEn: DefinitionsTexts = {
  title: 'What the figures mean',
  short: 'Definitions',
  howReckoned: 'How it is reckoned',
  about: [
    {
      type: 'text',
      text: 'Every figure comes from the history of cases, which is only ever added to, and can be made anew as it stood at any moment. `src/reports` holds the definitions as code; `amends report`, the pages and the pictures show the same numbers.',
    },
  ],
  sections: [
    {
      id: 'periods',
      title: 'Periods',
      blocks: [
        {
          type: 'text',
          text: 'A period runs from its first moment up to, not including, its last. A clock belongs to the period in which it **began**, an event (an escalation, an outcome, a reopening, a claim that ran out) to the one in which it happened, a promise to the one in which it fell due, so that two periods that meet add up to the figures of both together. Trust belongs to the period in which the case was opened. A report knows what had happened until it was made; it is compared with the period before, of the same length.',
        },
      ],
    },
    {
      id: 'clocks',
      title: 'Clocks',
      blocks: [
        {
          type: 'table',
          head: ['clock', 'from', 'to'],
          rows: [
            {
              id: 'clock-seen',
              cells: [
                '`seen`',
                "the post, by its network's time",
                'received by us. How far away the network is',
              ],
            },
            { id: 'clock-alert', cells: ['`alert`', 'opened', 'its card was accepted by a board'] },
            {
              id: 'clock-claim',
              cells: [
                '`claim`',
                'the customer begins to wait',
                'a person takes the case up: claims it, is handed it, takes it over, or failing that answers or resolves it',
              ],
            },
            {
              id: 'clock-last-claim',
              cells: [
                '`last-claim`',
                'the same',
                'the last such claim before the reply: what a claim that ran out cost',
              ],
            },
            {
              id: 'clock-reply',
              cells: [
                '`reply`',
                'the same',
                "the first reply after it, by any person, also one written in the network's own app (at the time that it has there)",
              ],
            },
            {
              id: 'clock-felt',
              cells: [
                '`felt`',
                "the first post, by its network's time",
                'the first reply. What the customer felt',
              ],
            },
            { id: 'clock-resolve', cells: ['`resolve`', 'opened, or reopened', 'resolved'] },
          ],
        },
        {
          type: 'list',
          items: [
            {
              id: 'waiting',
              text: '**The customer begins to wait** when a case is opened, when it is reopened, and when they write again after our reply. Each begins a response of its own. An owner who still has the case then has nothing to claim: only `reply` runs.',
            },
            {
              id: 'machines',
              text: "**Machines stop no clock of a person's**: not cards, reminders, escalations, nor claims that run out.",
            },
            {
              id: 'no-answer',
              text: '**No answer owed**: what a person resolves as *no reply needed* has no `reply`. Resolved otherwise without a reply, it counts as unanswered up to that moment; a closing line that arrives after still is the reply.',
            },
            {
              id: 'dismissed',
              text: "**Dismissed cases** (not a complaint, duplicate, or merged into another) are counted as such and are in no clock. Who waits on a merged case waits on in the case that it went into, with that case's own beginning.",
            },
            {
              id: 'first-run',
              text: '**Posts from before the first run** have no `seen` and no `felt`; neither has `seen` a post that a person brought. Nor is there a `seen` or a `felt` of a post that is dated more than 30 days before it came in: apps may write any date.',
            },
          ],
        },
        {
          type: 'text',
          text: "Each clock is told twice, side by side: on the **wall clock**, and in **working time**, which runs in the brand's hours alone (`team.hours`). Deadlines are held against working time, as the ladder counts them, by the priority that the case had when the customer began to wait.",
        },
      ],
    },
    {
      id: 'medians',
      title: 'Medians',
      blocks: [
        {
          type: 'text',
          text: 'There are no means: one forgotten case would hide in them. **Median** and **90 %** ("nine in ten by") are Kaplan-Meier estimates: a case that still waits counts in the share for as long as it has waited, so that forgetting cases can never make a team look faster. Where too few have ended, there is no number ("not reached"). The interval of a median is 95 %, from log-log bounds.',
        },
        {
          type: 'text',
          id: 'in-time',
          text: "**In time**: of the clocks for which it is decided, the share that ended within the deadline. One that still runs is decided (missed) once its deadline is over; those before it are counted apart. All shares have Wilson's 95 % interval.",
        },
      ],
    },
    {
      id: 'counts',
      title: 'Counts',
      blocks: [
        {
          type: 'list',
          items: [
            {
              id: 'complaints',
              text: "**Complaints**: cases opened. **Backlog**: not resolved at the end of the period, by age since opening and by whose turn it is; *waiting for us* is all but the customer's turn.",
            },
            {
              id: 'precision',
              text: '**Precision**: of the cases that Amends opened by itself and people have resolved, those that were not *not a complaint*. **Missed**: opened by hand.',
            },
            {
              id: 'happened',
              text: '**What happened**: every reopening, claim that ran out and step of the ladder, as often as it happened. **Outcomes** likewise, and with each the **cause** that people named.',
            },
            {
              id: 'funnel',
              text: '**From mention to trust**: mentions received, cases opened, shown on a board, taken up, answered, answered and resolved, repaired; from *taken up* on without dismissed cases.',
            },
            {
              id: 'week',
              text: "**Week**: cases opened by hour of the team's week, and the median of `felt` of those.",
            },
          ],
        },
      ],
    },
    {
      id: 'trust',
      title: 'Trust',
      blocks: [
        {
          type: 'text',
          text: 'Nobody is asked for this. Of every answered case we look at what the customer did after our first reply:',
        },
        {
          type: 'list',
          items: [
            {
              id: 'thanked',
              text: '**thanked**: their last words are no complaint (probability below one half, by the classifier) and hold a thank-you in one of eight languages;',
            },
            {
              id: 'calmer',
              text: '**calmer**: their last words are no complaint, and milder than those before our reply;',
            },
            {
              id: 'took-back',
              text: '**took back** or **edited** a post; **came back**: reopened, or a new complaint with this brand within 30 days of being resolved;',
            },
            {
              id: 'others-joined',
              text: '**others joined**: three or more answers of strangers under the post.',
            },
          ],
        },
        {
          type: 'text',
          id: 'repaired',
          text: 'A case is **repaired** when the customer did not come back and thanked, was calmer or took the post back; **not repaired** when they came back or their last words still complain; **silent** when nothing more was seen, which tells neither way. The **repair rate** is repaired of (repaired + not repaired), by outcome and by how soon we first answered. It tells what went together, not what caused it; recent cases may still come back.',
        },
      ],
    },
    {
      id: 'pulse',
      title: 'The trust question',
      blocks: [
        {
          type: 'text',
          text: 'What customers said when a rep asked them by a private link, from 1 (not at all) to 5 (completely):',
        },
        {
          type: 'list',
          items: [
            {
              text: '**asked**: cases in which a link was made; **answered**: those whose customer answered;',
            },
            { text: "**say 4 or 5**: their share of the answers, with Wilson's 95 % interval;" },
            { text: '**median**: the middle answer, or what lies between the middle two.' },
          ],
        },
        {
          type: 'text',
          text: 'A question belongs to the period in which it was first asked, its answer with it, whenever it comes; answers are known to the hour. By **outcome** they are told as the case had ended when the report was made.',
        },
        {
          type: 'text',
          text: 'Share and median are told from five answers on; with fewer, one could work out whose they were. A group of an outcome is shown from five answers on, and only where all that is left out are five or more, or none: otherwise the smallest group that could be shown is left out too. A report that is narrowed to a network, a language, a category or a priority tells nothing of it, for beside the whole it would give away the rest. Periods and brands that somebody chooses so that they differ by one answer can still give it away: reports are for managers and admins, who are trusted not to. Those who answer are not all customers: it tells how they feel, not everybody.',
        },
      ],
    },
    {
      id: 'fairness',
      title: 'Fairness',
      blocks: [
        {
          type: 'text',
          text: "Working time to `reply` by followers, language and network, each group against all others *of the same priority* (stratified log-rank test), since grave cases are rightly answered first. A group is flagged where a difference as large would come about by chance in fewer than one in twenty whole reports (5 %, Holm's correction over all groups of the report). Groups with fewer than 20 waits, or that all but 20 belong to, are shown and not judged.",
        },
      ],
    },
    {
      id: 'promises',
      title: 'Promises',
      blocks: [
        {
          type: 'text',
          text: 'Times named in sent replies. **Kept**: another reply of ours came until then. **Late**: it came later, or has not come although due. **Open**: not due yet. Promises that were dropped are left out.',
        },
      ],
    },
    {
      id: 'people',
      title: 'People',
      blocks: [
        {
          type: 'text',
          text: "Everybody sees their own times of the last 30 days, on the desk under *Me* and in Discord with `/me`: what they claimed, answered and resolved, with the median, nine in ten, and what was in time, in working time, over all brands, up to the last full minute. Nobody else's stand beside them. What counts is what somebody did under that sign-in; a clock that nobody of the team ended is nobody's.",
        },
        {
          type: 'text',
          text: 'Others see what people did all together (*The team together* on the report page), once five people had a hand in each of the three; otherwise a sentence says why not. Several sign-ins under one name count as one person. There are no rankings.',
        },
      ],
    },
    {
      id: 'three-sentences',
      title: 'Three sentences',
      blocks: [
        {
          type: 'text',
          text: '`/report show` tells a period in three sentences, by these figures: the medians of `claim` and `reply`; then, where it is slow, the group that fairness flags as waiting longer (of several, the one with the longest median), else the priority and clock with the lowest share in time (of those with five or more decided, where there are any), else what waits; then the repair rate, what was opened by hand, and promises that came late.',
        },
      ],
    },
    {
      id: 'csv',
      title: 'CSV',
      blocks: [
        {
          type: 'text',
          text: '`amends report --csv FILE`, the button on the report page and `/report export` in Discord write every figure on a line of its own, with the period before: `period` (`this`, `before`), `from`, `to` (ISO 8601), `section`, `by`, `group`, `figure`, `value`, `low`, `high` (95 %), `n`, `unit` (`s`, `share`, `count`, `grade`). Names stay; new columns and new rows come last. Text that a spreadsheet would run as a formula begins with an apostrophe.',
        },
      ],
    },
  ],
}
