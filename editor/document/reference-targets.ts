import {
  assignIds,
  canHaveId,
  chapterFragment,
  guideFromDoc,
  idOfNode,
  type Label,
  labelsOf,
  walk,
} from '@charrette/guides'
import * as Y from 'yjs'

/**
 * Everything in the guide that a cross reference can point to, by id, in reading order. What has
 * no id yet stands here under the one that `giveId` would give it.
 */
export function referenceTargets(doc: Y.Doc): Map<string, Label> {
  return labelsOf(assignIds(guideFromDoc(doc)))
}

/**
 * Gives the thing that `referenceTargets` lists under `id` that id, where it has none yet. Two
 * authors who do so at once give the same id, for it is made from the thing's own words.
 */
export function giveId(doc: Y.Doc, id: string): void {
  for (const chapter of assignIds(guideFromDoc(doc)).chapters) {
    const nodes = [...walk(chapter.content)].filter(({ node }) => canHaveId(node.type))
    const index = nodes.findIndex(({ node }) => idOfNode(node) === id)
    const element = index < 0 ? null : nthElement(chapterFragment(doc, chapter.id), index)
    if (element && !element.getAttribute('id')) element.setAttribute('id', id)
  }
}

/** The thing that can have an id before which `index` others stand. */
function nthElement(fragment: Y.XmlFragment, index: number): Y.XmlElement | null {
  let seen = -1
  const search = (parent: Y.XmlFragment): Y.XmlElement | null => {
    for (const child of parent.toArray()) {
      // What is only suggested is not in the guide yet.
      if (!(child instanceof Y.XmlElement) || child.getAttribute('inserted')) continue
      if (canHaveId(child.nodeName) && ++seen === index) return child
      const found = search(child)
      if (found) return found
    }
    return null
  }
  return search(fragment)
}
