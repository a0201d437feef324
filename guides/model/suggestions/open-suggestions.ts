import type * as Y from 'yjs'
import { type Finding, finding } from '../finding.ts'
import { chapterDraft, outline } from '../guide-doc.ts'
import { listSuggestions } from './list-suggestions.ts'

/** Says of each chapter with open suggestions that they are not in what is submitted. */
export function openSuggestions(doc: Y.Doc): Finding[] {
  return outline(doc).flatMap(({ id, title }) => {
    const open = countSuggestions(doc, id)
    if (open === 0) return []
    return finding({
      ruleId: 'suggestions-open',
      severity: 'warning',
      message: open === 1 ? 'A suggestion is open' : `${open} suggestions are open`,
      mend: 'Accept or reject them: what is submitted is the text without them.',
      chapterId: id,
      chapterTitle: title,
    })
  })
}

/** How many suggestions of a chapter's text nobody has accepted or rejected. */
export function countSuggestions(doc: Y.Doc, chapterId: string): number {
  return listSuggestions(chapterDraft(doc, chapterId)).length
}
