import {
  bibliographyMap,
  type CslItem,
  canonicalJson,
  chapterDraft,
  outline,
} from '@charrette/guides'
import type * as Y from 'yjs'
import { words } from '../messages/index.ts'

/**
 * Adds sources under their keys; where another source has one, under a key of its own.
 *
 * @returns how many were added, and how many were there already.
 */
export function addSources(
  doc: Y.Doc,
  items: readonly CslItem[],
): { added: CslItem[]; known: number } {
  const map = bibliographyMap(doc)
  const added: CslItem[] = []
  let known = 0
  doc.transact(() => {
    for (const item of items) {
      const { id: wanted } = item
      const same = [...map.values()].some(
        (other) => canonicalJson({ ...other, id: '' }) === canonicalJson({ ...item, id: '' }),
      )
      if (same) {
        known++
        continue
      }
      let id = wanted
      for (let count = 2; map.has(id); count++) id = `${wanted}-${count}`
      map.set(id, { ...item, id })
      added.push({ ...item, id })
    }
  })
  return { added, known }
}

/** The titles of the chapters that cite a source, each with how often. */
export function placesOf(doc: Y.Doc, key: string): { title: string; times: number }[] {
  return outline(doc).flatMap(({ id, title }) => {
    let times = 0
    chapterDraft(doc, id).descendants(({ type, attrs }) => {
      if (type.name === 'citation' && attrs.key === key) times++
      if (type.name === 'cityExample' && attrs.source === key) times++
    })
    return times > 0 ? [{ title: title || words().untitled, times }] : []
  })
}
