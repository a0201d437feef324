import { cslItemSchema } from '../csl-item.ts'
import { finding } from '../finding.ts'
import type { Check } from './check.ts'

/** Every entry of the bibliography can be printed, and read back from the edition as Markdown. */
export const bibliographyEntry: Check = ({ bibliography }) =>
  bibliography.flatMap((item) => {
    const [issue] = cslItemSchema.safeParse(item).error?.issues ?? []
    if (!issue) return []
    return [
      finding({
        ruleId: 'bibliography-entry',
        severity: 'error',
        message: `The entry \`${item.id}\` of the bibliography does not fit: its \`${issue.path.join('.')}\` ${issue.message}`,
        mend: 'Add the source anew and choose it in its place.',
        quote: item.id,
      }),
    ]
  })
