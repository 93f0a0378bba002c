/** How much of a foreign text is shown: people's characters, lines, and UTF-16 units of the escaped result (Discord counts those). */
export type Room = {
  readonly graphemes: number
  readonly units: number
  /** One line when absent: line breaks become spaces. */
  readonly lines?: number
}

const CUT = '…'
/** Far more than any card has room for; a megabyte of it costs no more than this. */
const LONGEST = 20_000
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * The only way that words which we did not write get into a Discord message: posts, names, notes, reasons.
 * The result reads as the author typed it, and nothing of it is live: no mention, link, heading, quote, list, code, spoiler,
 * timestamp, emoji code, bidi override or invisible character. Too long a text is cut between graphemes and ends in `…`.
 */
export function foreignText(text: string, room: Room): string {
  const lines = room.lines ?? 1
  const taken = text.length > LONGEST ? `${text.slice(0, LONGEST)}${CUT}` : text
  return cut(visible(taken, lines > 1), room, lines)
}

/** As {@link foreignText}, for the middle of one of our own lines: a right-to-left name cannot rearrange what stands around it. */
export function foreignWords(text: string, room: Omit<Room, 'lines'>): string {
  const words = foreignText(text, room)
  return RIGHT_TO_LEFT.test(words) ? `\u2068${words}\u2069` : words
}

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

const EMOJI_LOOK = /(?<=[\p{Extended_Pictographic}0-9#*])\uFE0F/gu
/** Joins the parts of one emoji, and is invisible anywhere else. */
const EMOJI_JOIN =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uE001])\u200D(?=\p{Extended_Pictographic})/gu
/** Private use, so no post can mean anything by them; taken out first, so none can be smuggled in. */
const JOIN_MARK = '\uE000'
const LOOK_MARK = '\uE001'

/** Only what a reader can see, in one normal form: no controls, bidi controls, zero-width or other ignorable characters. */
function visible(text: string, keepLines: boolean): string {
  const clean = text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\p{Private_Use}/gu, '')
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(EMOJI_LOOK, LOOK_MARK)
    .replace(EMOJI_JOIN, JOIN_MARK)
    .replace(/\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|[\uFFF9-\uFFFB]/gu, '')
    .replace(/[^\P{Control}\n\t]/gu, '')
    // Four marks are plenty for any script; towers of them cover the lines above and below.
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/[\t\p{Space_Separator}\u2800]+/gu, ' ')
    .replaceAll(JOIN_MARK, '\u200D')
    .replaceAll(LOOK_MARK, '\uFE0F')
  // Blank lines would end a quotation.
  return (keepLines ? clean.replace(/ ?(?:\n ?)+/g, '\n') : clean.replace(/ ?(?:\n ?)+/g, ' ')).trim()
}

function cut(text: string, room: Room, lines: number): string {
  let result = ''
  let count = 0
  let line = 1
  for (const { segment } of graphemes.segment(text)) {
    if (segment === '\n') line += 1
    const piece = escapeMarkdown(segment)
    if (count === room.graphemes || line > lines || result.length + piece.length > room.units - CUT.length)
      return `${result.trimEnd()}${CUT}`
    result += piece
    count += 1
  }
  return result
}

/**
 * Discord takes a backslash before any ASCII punctuation. Escaped wherever they stand, because what is harmless here starts
 * a list or a heading once a line is cut or joined: `:` keeps links and emoji codes from forming, `<` mentions and timestamps,
 * `.` and `)` numbered lists, `@` the words everyone and here.
 */
const escapeMarkdown = (segment: string): string => segment.replace(/[\\*_~|`>#<@:[\]()+\-.]/g, '\\$&')
