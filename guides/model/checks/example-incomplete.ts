import { textAttribute, walkGuide } from '../walk.ts'
import { at, type Check } from './check.ts'

/** A city example names its city, says what was done and what came of it, and gives its source. */
export const exampleIncomplete: Check = (guide) =>
  [...walkGuide(guide)].flatMap((visit) => {
    const { node } = visit
    const isEmpty = !(node.content ?? []).some((block) => hasContent(block))
    if (node.type === 'cityExample' && !textAttribute(node, 'city').trim())
      return at(visit, {
        ruleId: 'example-incomplete',
        severity: 'error',
        message: 'This example does not name its city',
        mend: 'Name the city and its state.',
      })
    if (node.type === 'cityExample' && !textAttribute(node, 'source').trim())
      return at(visit, {
        ruleId: 'example-incomplete',
        severity: 'warning',
        message: 'This example gives no source',
        mend: 'Name the entry of the bibliography that tells of it.',
      })
    if (node.type === 'exampleAction' && isEmpty)
      return at(visit, {
        ruleId: 'example-incomplete',
        severity: 'error',
        message: 'This example does not say what the city did',
        mend: 'Write it, or delete the example.',
      })
    if (node.type === 'exampleOutcome' && isEmpty)
      return at(visit, {
        ruleId: 'example-incomplete',
        severity: 'error',
        message: 'This example does not say what came of it',
        mend: 'Write it, also where it is too early to tell, or delete the example.',
      })
    return []
  })

function hasContent(node: { type: string; text?: string; content?: unknown[] }): boolean {
  if (node.type === 'text') return (node.text ?? '').trim() !== ''
  if (['citation', 'crossReference', 'figure'].includes(node.type)) return true
  return (node.content ?? []).some((child) => hasContent(child as typeof node))
}
