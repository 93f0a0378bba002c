import type { DeskDoorTexts } from './desk-door-texts.js'

export const deskDoorEn: DeskDoorTexts = {
  by: (board) => `You come in as who you are on the team's ${board} server, in the role that you have there.`,
  button: (board) => `Sign in with ${board}`,
  again: 'Try again',
  otherwise: (board) => `Without ${board}`,
  refusal: (why, board) => {
    switch (why) {
      case 'stranger':
        return {
          title: 'You are not in the team’s server',
          help: `This ${board} account is no member of the server that the team works in. Ask a colleague to invite you, or sign in to ${board} with your other account first.`,
        }
      case 'no-role':
        return {
          title: 'You have no role that may work here',
          help: `You are in the team's ${board} server, but without one of the roles that may see the desk. Ask an admin of the server for one.`,
        }
      case 'denied':
        return {
          title: `You did not let ${board} tell us who you are`,
          help: 'Nothing was read and nothing was changed. The desk asks for your name and your roles in the team’s server, no more.',
        }
      case 'expired':
        return {
          title: 'That took too long, or was used already',
          help: 'Each attempt works once, for ten minutes, in the browser that it was begun in.',
        }
      case 'away':
        return {
          title: `${board} does not answer`,
          help: `We could not ask ${board} who you are. Try again in a moment, or use a one-time link.`,
        }
      case 'unfit':
        return {
          title: `${board} does not accept how this desk is set up`,
          help: `An admin has to mend it: “amends check” says what is wrong. Until then, use a one-time link.`,
        }
    }
  },
  join: (board) =>
    `You came by a one-time link, so ${board} and the desk take you for two people. Sign in with ${board} to be one.`,
  sessions: {
    own: 'Where you are signed in',
    all: 'Who is signed in',
    ownHelp: 'End a session that you have left open elsewhere, or do not know.',
    allHelp: 'Whoever’s session is ended has to sign in again. That is written into the audit log.',
    here: 'this browser',
    byLink: 'by a one-time link',
    byBoard: (board) => `with ${board}`,
    since: (write, at) => `since ${write.at(at)}`,
    seen: (write, at) => `last seen ${write.ago(at)}`,
    end: 'End session',
    ofWhom: (name) => ` of ${name}`,
    ended: (write, name, mine) =>
      mine ? 'That session of yours is ended.' : `The session of ${write.name(name)} is ended.`,
    gone: 'That session was over already.',
    notAllowed: 'Only admins end the sessions of others. Nothing was changed.',
  },
}
