import { finding } from '../finding.ts'
import type { Check } from './check.ts'

/** Readers are told what a guide is about, whose it is, and what they may do with it. */
export const frontMatter: Check = ({ frontMatter: { summary, cities, authors, licence } }) => {
  const missing = (
    severity: 'error' | 'warning',
    message: string,
    mend: string,
  ): ReturnType<Check> => [finding({ ruleId: 'front-matter', severity, message, mend })]
  return [
    ...(summary
      ? []
      : missing(
          'warning',
          'This guide has no summary',
          'Say in two or three sentences what it is for.',
        )),
    ...(cities.length > 0 || authors.length > 0
      ? []
      : missing('warning', 'This guide names no city and no author', 'Name who wrote it.')),
    ...(licence
      ? []
      : missing('error', 'This guide has no licence', 'Choose one, for example CC-BY-4.0.')),
  ]
}
