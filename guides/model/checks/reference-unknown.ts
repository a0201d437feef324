import { labelsOf } from '../labels.ts'
import { textAttribute, walkGuide } from '../walk.ts'
import { at, type Check } from './check.ts'

/** A cross reference points to something that the guide has. */
export const referenceUnknown: Check = (guide) => {
  const labels = labelsOf(guide)
  return [...walkGuide(guide)].flatMap((visit) => {
    if (visit.node.type !== 'crossReference') return []
    const to = textAttribute(visit.node, 'to')
    if (labels.has(to)) return []
    return at(visit, {
      ruleId: 'reference-unknown',
      severity: 'error',
      message: `Nothing in this guide has the id \`${to}\``,
      mend: 'Point to a heading, figure, table, example or definition that is there.',
      quote: to,
    })
  })
}
