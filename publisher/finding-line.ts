import type { Finding } from '@charrette/guides'

/** A finding as compilers write theirs: `chapters/01-why.md:3:1 rule What is wrong. What to do.` */
export function findingLine({
  file,
  line,
  column,
  ruleId,
  severity,
  message,
  mend,
}: Finding): string {
  const place = [file ?? 'guide', line, line === null ? null : column]
    .filter((part) => part !== null)
    .join(':')
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`
  return `${place} ${severity === 'warning' ? 'warning ' : ''}${ruleId} ${sentence} ${mend}`
}

/** "3 errors, 1 warning" */
export function countOf(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  return `${plural(errors, 'error')}, ${plural(findings.length - errors, 'warning')}`
}

/** "1 file", "2 files" */
export const plural = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`
