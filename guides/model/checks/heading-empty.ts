import { typedText } from '../plain-text.ts'
import { walkGuide } from '../walk.ts'
import { at, type Check } from './check.ts'

/** A heading has words. */
export const headingEmpty: Check = (guide) =>
  [...walkGuide(guide)]
    .filter(({ node }) => node.type === 'heading' && typedText(node).trim() === '')
    .map((visit) =>
      at(visit, {
        ruleId: 'heading-empty',
        severity: 'error',
        message: 'This heading is empty',
        mend: 'Write what the section is about, or delete the heading.',
      }),
    )
