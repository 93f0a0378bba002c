import type { CoachSaying } from '../domain/coach/rules.js'
import type { CoachTexts } from './coach-texts.js'

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })
const nameOf = (lang: string): string => languages.of(lang) ?? lang

export const coachEn: CoachTexts = {
  say,
  title: (findings, blocking) =>
    blocking > 0
      ? 'This cannot go out yet'
      : findings === 1
        ? 'One thing before it goes'
        : `${findings} things before it goes`,
  edit: 'Edit',
  sendAnyway: 'Send anyway',
  fallback: (wanted, used) =>
    `There is no reply guide for ${nameOf(wanted)}: this draft is in ${nameOf(used)}. Write in the customer's language if you can.`,
}

function say(saying: CoachSaying): string {
  switch (saying.id) {
    case 'pulse-link':
      return 'This is the customer’s private link to the trust question: whoever reads it can answer in their place. Take it out, and send it yourself in a private message.'
    case 'unfilled-gap':
      return 'A gap is still open. Fill it in, or take it out.'
    case 'too-long':
      return `${saying.over === 1 ? 'One character' : `${saying.over} characters`} too long: this network takes ${saying.most}.`
    case 'personal-data':
      return 'This asks for personal details where everybody can read the answer. Ask for a direct message instead.'
    case 'secret-data':
      return 'Never ask for a password, PIN or full card number, not even in private.'
    case 'order-number':
      return 'An order or booking number in public can be misused by others. A direct message is safer.'
    case 'conditional-blame':
      return 'This puts the fault in doubt, or on the customer. Say plainly what went wrong.'
    case 'no-acknowledgement':
      return 'Nothing shows that you heard them. Say their problem back, and own it.'
    case 'no-next-step':
      return 'What happens next? Say what you are doing, or what they can do.'
    case 'no-time':
      return 'By when? A time you can keep is worth more than a promise to hurry.'
    case 'compensation':
      return 'An amount offered in public sets a price for others. Settle it in a direct message.'
    case 'stiff':
      return 'This sounds like a form letter. Say it as you would to somebody at the counter.'
    case 'other-language':
      return `The customer wrote in ${nameOf(saying.expected)}, this is in ${nameOf(saying.written)}.`
    case 'said-to-others':
      return `${saying.percent}% the same as what somebody else was told today. People compare: make it theirs.`
    case 'third-post':
      return `We have posted ${saying.posts} times in this thread. A direct message may serve them better than another public post.`
  }
}
