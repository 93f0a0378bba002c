import type { Summary } from '../domain/summary.js'
import { plain } from './text.js'

/** A digest for a terminal. */
export const digestText = ({ title, about, sections }: Summary): string =>
  [
    plain(title),
    plain(about),
    ...sections.flatMap(({ title, lines }) => [
      '',
      title,
      ...lines.map(({ text, name, cases }) => {
        const numbers = cases.map((id) => `#${id}`).join(', ')
        return `  - ${[plain(name === null ? text : `${text} ${name}`), numbers].filter(Boolean).join(' · ')}`
      }),
    ]),
    '',
  ].join('\n')
