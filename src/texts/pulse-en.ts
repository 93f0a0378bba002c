import type { PulseRefusal } from '../domain/pulse.js'
import type { PulseTexts } from './pulse-texts.js'
import type { Writers } from './texts.js'

export const pulseEn: PulseTexts = {
  title: (caseId) => `Trust question for case #${caseId}`,
  help: 'A private link with one question: how far do they trust us to put this right?',
  rules: (network) => [
    `Send it yourself, in a private message on ${network} or by mail. Amends sends it to nobody.`,
    'Never under a public post: whoever has the link can answer, once, in the customer’s place.',
    'It is shown this once. Pressing again makes a new link, and this one stops working.',
  ],
  ready: (language) => `Ready to send, in ${language}`,
  lasts: (until) => `The link can be answered until ${until}.`,
  copy: 'Copy',
  copied: 'Copied',
  back: 'Back to the case',
  refusal,
  state: ({ askedAt, expiresAt, answered }, now, write) =>
    answered
      ? 'Trust question: answered'
      : expiresAt <= now
        ? 'Trust question: not answered in time'
        : `Trust question: link made ${write.ago(askedAt)}, not answered yet`,
  report: {
    title: 'How far customers say they trust us, from 1 to 5',
    all: 'all asked',
    answered: 'Answered',
    trusting: 'Say 4 or 5',
    median: 'Median',
    fewer: 'fewer than 5',
  },
}

function refusal(refused: PulseRefusal, write: Writers): string {
  switch (refused.reason) {
    case 'no-such-case':
      return `There is no case #${refused.id}.`
    case 'off':
      return 'This brand does not ask the trust question.'
    case 'not-answered':
      return 'The trust question is for customers whom we have answered.'
    case 'not-yours':
      return `This is ${write.name(refused.owner.name)}'s case: only they ask here, unless you take it over.`
    case 'post-removed':
      return 'The customer deleted what they wrote. They are not asked any more.'
    case 'do-not-contact':
      return 'This person asked not to be contacted by us. They are not asked.'
    case 'opted-out':
      return refused.signal === 'blocked'
        ? 'This person and our account block each other. They are not asked.'
        : 'This person asks bots to stay away. They are not asked.'
    case 'asked-lately':
      return `We asked this person the trust question ${write.ago(refused.at)}, in another case. Not again before ${write.at(refused.again)}.`
    case 'answered':
      return 'The customer has answered the trust question in this case.'
  }
}
