import { textAttribute, walkGuide } from '../walk.ts'
import { at, type Check } from './check.ts'

/** A picture says in words what it shows, or is declared to say nothing (WCAG 2.2, 1.1.1). */
export const imageAlt: Check = (guide) =>
  [...walkGuide(guide)].flatMap((visit) => {
    const { node } = visit
    if (node.type !== 'figure') return []
    const alt = textAttribute(node, 'alt').trim()
    const decorative = node.attrs?.decorative === true
    if (!alt && !decorative)
      return at(visit, {
        ruleId: 'image-alt',
        severity: 'error',
        message: 'This picture has no alternative text',
        mend: 'Say what it shows to someone who cannot see it, or mark it as decorative.',
      })
    if (alt && decorative)
      return at(visit, {
        ruleId: 'image-alt',
        severity: 'warning',
        message: 'This picture is marked as decorative and has an alternative text',
        mend: 'Keep one of the two: the text of a decorative picture is never read out.',
      })
    if (/^[\w-]+\.(svg|png|jpe?g|webp)$/i.test(alt))
      return at(visit, {
        ruleId: 'image-alt',
        severity: 'error',
        message: 'The alternative text is a file’s name',
        mend: 'Say what the picture shows to someone who cannot see it.',
      })
    return []
  })
