import { idOfNode, walkGuide } from '../walk.ts'
import { at, type Check } from './check.ts'

/** An id is given once in a guide, or a reference to it would be a guess. */
export const idDuplicate: Check = (guide) => {
  const taken = new Set(guide.chapters.map(({ id }) => id))
  return [...walkGuide(guide)].flatMap((visit) => {
    const id = idOfNode(visit.node)
    if (!id) return []
    if (!taken.has(id)) {
      taken.add(id)
      return []
    }
    return at(visit, {
      ruleId: 'id-duplicate',
      severity: 'error',
      message: `The id \`${id}\` is taken already`,
      mend: 'Give this one another id.',
    })
  })
}
