import type { OutreachState, ReplyRefusal } from '../domain/outreach.js'
import type { JoinRefused, ReplyTexts, TakeDownRefused } from './reply-texts.js'
import type { Writers } from './texts.js'

export const replyEn: ReplyTexts = {
  refusal,
  joinRefusal,
  takeDownRefusal,
  state,
  openRefusal(why) {
    switch (why) {
      case 'unknown':
        return 'No network that Amends is connected to knows a post at this address. Copy the address of the post itself, as the browser shows it.'
      case 'unreachable':
        return 'The network does not answer just now. Try again in a minute.'
      case 'no-such-brand':
        return 'Amends does not watch over this brand.'
      case 'taken-back':
        return 'Its author took this post back. It is not taken in again.'
    }
  },
  approval(answer) {
    switch (answer) {
      case 'approved':
        return 'Approved: the reply is on its way.'
      case 'own-reply':
        return 'A reply is approved by somebody else than its author.'
      case 'must-not':
        return 'It cannot go out any more: the case is resolved, or its author is not to be written to.'
      case 'not-waiting':
        return 'This reply does not wait for approval any more.'
    }
  },
}

function refusal(refused: ReplyRefusal, write: Writers): string {
  switch (refused.reason) {
    case 'not-yours':
      return `This is ${write.name(refused.owner.name)}'s case: only they answer here, unless you take it over.`
    case 'not-claimed':
      return 'Nobody has claimed this case. Claim it first.'
    case 'case-resolved':
      return 'This case is resolved. Reopen it to answer again.'
    case 'post-removed':
      return 'The customer deleted what they wrote: there is nothing left to answer.'
    case 'read-only':
      return 'Amends may only read this network, not write. Answer there, then press “I answered elsewhere”.'
    case 'do-not-contact':
      return 'This person asked not to be contacted by us. Nothing can be sent.'
    case 'opted-out':
      return refused.signal === 'blocked'
        ? 'This person and our account block each other: a reply would not reach them.'
        : 'This person asks bots to stay away, and did not speak to us. Nothing can be sent.'
    case 'contacted-lately':
      return `We wrote to this person ${write.ago(refused.at)}, and they have not spoken to us since. We may write unasked again at ${write.at(refused.again)}.`
    case 'still-sending':
      return 'An earlier reply in this case is still on its way. Wait until it has arrived.'
    case 'no-such-case':
      return `There is no case #${refused.id}.`
  }
}

function joinRefusal(refused: JoinRefused): string {
  switch (refused.reason) {
    case 'no-such-case':
      return `There is no case #${refused.id}.`
    case 'same-case':
      return 'That is this case itself.'
    case 'another-author':
      return 'Only cases of one author with one brand can be merged.'
    case 'case-resolved':
      return `Case #${refused.id} is resolved. Reopen it first.`
    case 'not-a-later-post':
      return 'This post cannot be split off: it opened the case, or is not in it any more.'
  }
}

function takeDownRefusal(refused: TakeDownRefused, write: Writers): string {
  switch (refused.why) {
    case 'no-such-reply':
      return 'There is no such reply.'
    case 'not-sent':
      return 'This reply has not been sent: there is nothing to take down.'
    case 'read-only':
      return 'Amends may only read this network, not write. Take the reply down there.'
    case 'network':
      return `The network did not take it down: ${write.name(refused.error)}. The reply still stands; try again.`
  }
}

function state(state: OutreachState, write: Writers): string {
  switch (state.status) {
    case 'to-approve':
      return 'waits for a second person'
    case 'owed':
      return state.error === null
        ? 'sending …'
        : `not sent yet, trying again by itself: ${write.name(state.error)}`
    case 'sending':
      return 'sending …'
    case 'sent':
      return `sent ${write.ago(state.sentAt)}`
    case 'failed':
      return `not sent: ${write.name(state.error)}`
    case 'removed':
      return `taken down ${write.ago(state.removedAt)}`
  }
}
