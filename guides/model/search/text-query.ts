/** What is looked for, as it was typed. */
export interface TextQuery {
  words: string
  matchCase: boolean
  wholeWords: boolean
}

const LETTER = '[\\p{L}\\p{N}\\p{M}_]'
/** Signs of which authors type one and mean any. */
const alike = [
  /['\u2018\u2019]/u,
  /["\u201c\u201d]/u,
  /[-\u2010\u2011]/u,
  // A space, or several, or one that does not break.
  /\s+/u,
]

/**
 * The pattern of a query, to be run over the words of a text block; null where nothing is asked.
 * It finds straight quotation marks by curved ones and spaces by those that do not break.
 */
export function patternOf({ words, matchCase, wholeWords }: TextQuery): RegExp | null {
  if (words === '') return null
  const source = words
    .split(/(\s+|['\u2018\u2019]|["\u201c\u201d]|[-\u2010\u2011])/u)
    .map((part) => alike.find((sign) => matchesAll(sign, part))?.source ?? escaped(part))
    .join('')
  return new RegExp(
    wholeWords ? `(?<!${LETTER})${source}(?!${LETTER})` : source,
    matchCase ? 'gu' : 'giu',
  )
}

const matchesAll = (sign: RegExp, part: string): boolean =>
  sign.exec(part)?.[0] === part && part !== ''

const escaped = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
