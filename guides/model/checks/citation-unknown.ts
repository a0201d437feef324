import { textAttribute, walkGuide } from '../walk.ts'
import { at, type Check } from './check.ts'

/** What is cited is in the bibliography; so is the source of a city example. */
export const citationUnknown: Check = (guide) => {
  const keys = new Set(guide.bibliography.map(({ id }) => id))
  return [...walkGuide(guide)].flatMap((visit) => {
    const key = keyCited(visit.node.type, visit.node)
    if (key === null || keys.has(key)) return []
    return at(visit, {
      ruleId: 'citation-unknown',
      severity: 'error',
      message: `The bibliography has no entry \`${key}\``,
      mend: 'Add the entry to the bibliography, or cite another.',
      quote: key,
    })
  })
}

function keyCited(type: string, node: Parameters<typeof textAttribute>[0]): string | null {
  if (type === 'citation') return textAttribute(node, 'key')
  // An example without a source is the business of `example-incomplete`.
  if (type === 'cityExample') return textAttribute(node, 'source') || null
  return null
}
