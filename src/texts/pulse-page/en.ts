import type { PulsePageTexts } from '../pulse-page-texts.js'

export const pulsePageEn: PulsePageTexts = {
  lang: 'en',
  title: (brand) => `A question from ${brand}`,
  asks: (brand) => `${brand} would like to know`,
  question: 'How far do you trust us to put this right?',
  grades: { 1: 'Not at all', 2: 'A little', 3: 'Partly', 4: 'Mostly', 5: 'Completely' },
  send: 'Send my answer',
  choose: 'Please choose one of the five answers.',
  privacy:
    'Your answer is stored without your name. We only look at several answers together, never at yours alone. You can answer once.',
  thanks: { title: 'Thank you', help: 'Your answer has arrived. You can close this page.' },
  already: {
    title: 'We have your answer already',
    help: 'The first one counts. There is nothing more to do. Thank you.',
  },
  gone: {
    title: 'This link cannot be used',
    help: 'Perhaps it was used already, its time is over, or a piece of it got lost on the way. There is nothing you need to do. If you would like to tell us something, just answer our message.',
  },
  wait: { title: 'One moment, please', help: 'Too many visits at once. Please try again in a few minutes.' },
  broke: { title: 'That did not work', help: 'Nothing was stored. Please try again in a minute.' },
  message: (brand, link) =>
    `May I ask you one question? How far do you trust us to put this right? You can answer here, once and without your name. Thank you, ${brand}\n${link}`,
}
