import type { FiguresTexts } from './figures-texts.js'

const whole = new Intl.NumberFormat('en')

export const figuresEn: FiguresTexts = {
  report: {
    title: (brand) => `How we did: ${brand ?? 'all brands'}`,
    span: (from, to, zone) => `${from} to ${to} (${zone})`,
    complaints: (n, before) =>
      `${whole.format(n)} ${n === 1 ? 'complaint' : 'complaints'} (before: ${whole.format(before)})`,
    quiet:
      'No complaint came in, nobody waited, and nothing is open: a calm time. `/status` says whether everything could be heard.',
    open: 'Open this report on the desk',
    where: 'The whole report, with the cases behind each figure, is on the web desk under *Reports*.',
    table: 'Every figure of this period and of the one before, one a line.',
    tooLarge: (megabytes) =>
      `The table has ${megabytes} MB, more than Discord takes. Choose a shorter period or one brand, or download it from the web desk, under *Reports*.`,
    noPeriod:
      'These days make no period. Write `from`, and `to` if you like, as `2026-01-05`; at most three years back to back.',
    oneAtATime: 'Your last figures are still being counted. Ask again when they are here.',
    failed: 'The figures could not be made just now. Ask again in a moment; the log says what went wrong.',
  },
  me: {
    title: 'Your last 30 days',
    help: 'Only you see these times, and nobody’s are beside them. They are in working time, from when a customer begins to wait, and of what you did under this sign-in.',
    deed: { claim: 'Claimed', reply: 'Answered', resolve: 'Resolved' },
    nothing:
      'Nothing yet: you have claimed, answered and resolved no case in this time. Times show here once you have.',
    failed: 'Your times could not be read just now. Ask again in a moment.',
    named: {
      title: 'Good catches',
      help: 'When a customer thanks you in the end, a digest may tell the team of it. It never names the customer, and names you only if you like.',
      is: {
        yes: 'Digests may name you.',
        no: 'Digests do not name you.',
      },
      press: { yes: 'Name me', no: 'Do not name me' },
    },
  },
  together: {
    title: 'The team together',
    help: 'What people of the team did, all together. Nobody’s figures stand alone here: each person sees their own, under “Me”.',
    tooFew:
      'Figures of people are shown from five on. In this period fewer than five people claimed, answered or resolved cases, and their figures could be told apart. Each person sees their own, under “Me”.',
  },
}
