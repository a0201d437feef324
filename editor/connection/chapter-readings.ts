import { chapterFragment, type OutlineEntry, outline } from '@charrette/guides'
import type * as Y from 'yjs'

/** What was read of each chapter, for who asks again and again. */
export interface ChapterReadings<Value> {
  /** Resolves to all of them in reading order, or to null where it was given up meanwhile. */
  all(isGivenUp: () => boolean): Promise<[OutlineEntry, Value][] | null>
  close(): void
}

/**
 * Reads chapters when they are first asked for, and again when they have changed. Between two
 * chapters the page gets its turn: in a long guide nobody waits for a letter to appear.
 *
 * @param onStale told when anything in the guide changed.
 */
export function keepReadings<Value>(
  doc: Y.Doc,
  read: (chapter: OutlineEntry) => Value,
  onStale: () => void,
): ChapterReadings<Value> {
  const readings = new Map<string, { key: string; value: Value }>()
  const forget = ({ changedParentTypes }: Y.Transaction) => {
    if (changedParentTypes.size === 0) return
    const changed = new Set<unknown>(changedParentTypes.keys())
    for (const id of readings.keys()) if (changed.has(chapterFragment(doc, id))) readings.delete(id)
    onStale()
  }
  doc.on('afterTransaction', forget)
  return {
    async all(isGivenUp) {
      const found: [OutlineEntry, Value][] = []
      for (const chapter of outline(doc)) {
        const key = JSON.stringify([chapter.title, chapter.lang])
        let reading = readings.get(chapter.id)
        if (reading?.key !== key) {
          await pageTurn()
          if (isGivenUp()) return null
          reading = { key, value: read(chapter) }
          readings.set(chapter.id, reading)
        }
        if (reading) found.push([chapter, reading.value])
      }
      return found
    },
    close: () => doc.off('afterTransaction', forget),
  }
}

const pageTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
