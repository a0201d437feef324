import { finding } from '../finding.ts'
import { textAttribute, walkGuide } from '../walk.ts'
import type { Check } from './check.ts'

/** What is in the bibliography is cited. */
export const bibliographyUnused: Check = (guide) => {
  const cited = new Set<string>()
  for (const { node } of walkGuide(guide)) {
    if (node.type === 'citation') cited.add(textAttribute(node, 'key'))
    if (node.type === 'cityExample') cited.add(textAttribute(node, 'source'))
  }
  return guide.bibliography
    .filter(({ id }) => !cited.has(id))
    .map(({ id }) =>
      finding({
        ruleId: 'bibliography-unused',
        severity: 'warning',
        message: `Nothing cites the entry \`${id}\` of the bibliography`,
        mend: 'Cite it where its claim is made, or delete it.',
        quote: id,
      }),
    )
}
