import {
  chapterDraft,
  chapterFragment,
  findInText,
  findInTitle,
  type Match,
  outline,
} from '@charrette/guides'
import type { Node } from '@tiptap/pm/model'
import type * as Y from 'yjs'

/** A guide's chapters as they were read last, for who looks for words in them again and again. */
export interface GuideSearch {
  /** Resolves to every place in reading order, or to null where it was given up meanwhile. */
  find(pattern: RegExp, isGivenUp: () => boolean): Promise<Match[] | null>
  close(): void
}

/**
 * Reads chapters when they are first asked for, and again when they have changed. Between two
 * chapters the page gets its turn: in a long guide nobody waits for a letter to appear.
 *
 * @param onStale told when something changed that was searched.
 */
export function openSearch(doc: Y.Doc, onStale: () => void): GuideSearch {
  const texts = new Map<string, Node>()
  const forget = ({ changedParentTypes }: Y.Transaction) => {
    const changed = new Set<unknown>(changedParentTypes.keys())
    for (const id of texts.keys()) if (changed.has(chapterFragment(doc, id))) texts.delete(id)
    if (changed.size > 0) onStale()
  }
  doc.on('afterTransaction', forget)
  return {
    async find(pattern, isGivenUp) {
      const matches: Match[] = []
      for (const chapter of outline(doc)) {
        let text = texts.get(chapter.id)
        if (!text) {
          await pageTurn()
          if (isGivenUp()) return null
          text = chapterDraft(doc, chapter.id)
          texts.set(chapter.id, text)
        }
        matches.push(...findInTitle(chapter, pattern), ...findInText(text, chapter.id, pattern))
      }
      return matches
    },
    close: () => doc.off('afterTransaction', forget),
  }
}

const pageTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
