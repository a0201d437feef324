import type * as Y from 'yjs'
import { saysSomething } from '../checks/chapter-empty.ts'
import { type Finding, finding } from '../finding.ts'
import { chapterContent, chapterDraft, outline } from '../guide-doc.ts'
import { guidanceOf } from './guidance.ts'

/** Says of each chapter where guidance still waits for words, and where there is nothing else. */
export function openGuidance(doc: Y.Doc): Finding[] {
  return outline(doc).flatMap(({ id, title }) => {
    let places = 0
    chapterDraft(doc, id).descendants((node) => {
      if (guidanceOf(node) !== null) places++
    })
    if (places === 0) return []
    const isAll = !saysSomething(chapterContent(doc, id))
    return finding({
      ruleId: 'guidance-open',
      severity: 'warning',
      message: isAll
        ? 'Only guidance is in this chapter'
        : places === 1
          ? 'One place still waits for what its guidance asks'
          : `${places} places still wait for what their guidance asks`,
      mend: 'Write there, or dismiss the guidance. No reader ever sees it.',
      chapterId: id,
      chapterTitle: title,
    })
  })
}
