/**
 * An author's mistake: which rule, where, what is wrong and how to mend it. Findings are collected
 * and shown together, never thrown. The fields up to `quote` are those of the API's `findingSchema`;
 * the rest say the place more closely where it is known.
 */
export interface Finding {
  /** Stable name of the rule, e.g. `image-alt`. */
  ruleId: string
  /** An error stands in the way of a release; a warning asks for a second look. */
  severity: 'error' | 'warning'
  /** What is wrong, as one sentence for people. */
  message: string
  /** What to do about it, as one sentence for people. */
  mend: string
  /** Null where the guide as a whole is meant. */
  chapterId: string | null
  chapterTitle: string
  /** Words at the place, to find it by; empty where the whole chapter or guide is meant. */
  quote: string
  /** Indices of children from the chapter's `doc` node down to the node; null outside of a text. */
  path: number[] | null
  /** File in the guide's folder, e.g. `chapters/01-why.md`; null where there is no file. */
  file: string | null
  /** Counted from 1; null where no line can be named. */
  line: number | null
  /** Counted from 1, in UTF-16 code units; null where no column can be named. */
  column: number | null
}

/** Completes a finding: what is not said is unknown. */
export function finding(
  fields: Pick<Finding, 'ruleId' | 'severity' | 'message' | 'mend'> & Partial<Finding>,
): Finding {
  return {
    chapterId: null,
    chapterTitle: '',
    quote: '',
    path: null,
    file: null,
    line: null,
    column: null,
    ...fields,
  }
}

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'error')

/** One line for a terminal, with the mend below it: `chapters/01-why.md:3:1 error …`. */
export function findingAsText({
  file,
  line,
  column,
  severity,
  message,
  ruleId,
  chapterTitle,
  quote,
  mend,
}: Finding): string {
  const place = file
    ? [file, line, line === null ? null : column].filter((part) => part !== null).join(':')
    : chapterTitle || 'guide'
  const words = quote ? ` (“${quote}”)` : ''
  return `${place}  ${severity}  ${message}${words}  [${ruleId}]\n    ${mend}`
}

/** The first words of a text, short enough to stand in a sentence. */
export function quoteOf(text: string): string {
  const words = text.replace(/\s+/gu, ' ').trim()
  return words.length <= 60 ? words : `${words.slice(0, 59).trimEnd()}…`
}
