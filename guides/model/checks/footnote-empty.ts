import { quoteOf } from '../finding.ts'
import { plainText } from '../plain-text.ts'
import { walkGuide } from '../walk.ts'
import { at, type Check } from './check.ts'

/** A footnote says something. */
export const footnoteEmpty: Check = (guide) =>
  [...walkGuide(guide)].flatMap((visit) => {
    const { node, ancestors } = visit
    if (node.type !== 'footnote') return []
    if ((node.content ?? []).map(plainText).join('').trim() !== '') return []
    return at(visit, {
      ruleId: 'footnote-empty',
      severity: 'error',
      message: 'This footnote is empty',
      mend: 'Write the note, or delete its mark.',
      quote: quoteOfParent(ancestors),
    })
  })

function quoteOfParent(ancestors: Parameters<typeof plainText>[0][]): string {
  const parent = ancestors.at(-1)
  return parent ? quoteOf(plainText(parent)) : ''
}
