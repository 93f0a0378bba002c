import type { Path, Wrong } from './fault.js'

export type Environment = Readonly<Record<string, string | undefined>>
export type SubstitutionFault = Wrong & { readonly path: Path }

const REFERENCE = /\$\$|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}|\$\{/g

/**
 * Replaces `${NAME}` and `${NAME:-instead}` in every text within `value`; `$$` stands for a dollar sign.
 * What comes in is not looked at again. A text with a fault stays as it was written.
 * @param envFile how to call the place where a missing variable may be set
 */
export function substitute(
  value: unknown,
  env: Environment,
  envFile: string,
): { readonly value: unknown; readonly faults: readonly SubstitutionFault[] } {
  const faults: SubstitutionFault[] = []

  const inText = (text: string, path: Path): string => {
    const before = faults.length
    const filled = text.replace(REFERENCE, (whole, name?: string, instead?: string) => {
      if (whole === '$$') return '$'
      if (name === undefined) {
        faults.push({
          path,
          problem: 'holds ${ without a variable name and a closing }',
          mend: 'write ${NAME}, or $${ for the characters themselves',
        })
        return whole
      }
      const found = env[name]
      if (found !== undefined && found !== '') return found
      if (instead !== undefined) return instead
      faults.push({
        path,
        problem: `needs the variable ${name}, which is ${found === undefined ? 'not set' : 'empty'}`,
        mend: `set ${name} in the environment or in ${envFile}`,
      })
      return whole
    })
    return faults.length > before ? text : filled
  }

  const within = (current: unknown, path: Path): unknown => {
    if (typeof current === 'string') return inText(current, path)
    if (Array.isArray(current)) return current.map((item, index) => within(item, [...path, index]))
    if (current === null || typeof current !== 'object') return current
    return Object.fromEntries(
      Object.entries(current).map(([key, item]) => [key, within(item, [...path, key])]),
    )
  }

  return { value: within(value, []), faults }
}
