import { typedText } from '../plain-text.ts'
import { textAttribute, walkGuide } from '../walk.ts'
import { at, type Check } from './check.ts'

/** A definition has a term and says what it means: the glossary is made from both. */
export const definitionTerm: Check = (guide) =>
  [...walkGuide(guide)].flatMap((visit) => {
    const { node } = visit
    if (node.type !== 'definition') return []
    if (!textAttribute(node, 'term').trim())
      return at(visit, {
        ruleId: 'definition-term',
        severity: 'error',
        message: 'This definition has no term',
        mend: 'Name the term that it defines.',
      })
    if (typedText(node).trim() === '')
      return at(visit, {
        ruleId: 'definition-term',
        severity: 'error',
        message: `“${textAttribute(node, 'term')}” is not defined`,
        mend: 'Say what the term means, or delete the definition.',
      })
    return []
  })
