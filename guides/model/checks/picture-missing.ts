import { textAttribute, walkGuide } from '../walk.ts'
import { at, type Check } from './check.ts'

/** A figure shows a picture that the guide has. */
export const pictureMissing: Check = (guide) =>
  [...walkGuide(guide)].flatMap((visit) => {
    if (visit.node.type !== 'figure') return []
    const src = textAttribute(visit.node, 'src')
    if (Object.hasOwn(guide.pictures, src)) return []
    return at(visit, {
      ruleId: 'picture-missing',
      severity: 'error',
      message: /^https?:/i.test(src)
        ? 'This picture is on another site'
        : `The guide has no picture \`${src}\``,
      mend: 'Add the picture to the guide, or choose another.',
      quote: src,
    })
  })
