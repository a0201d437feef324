import { finding } from '../finding.ts'
import type { NodeJson } from '../guide.ts'
import { plainText } from '../plain-text.ts'
import { type Check, inChapter } from './check.ts'

/** A guide has chapters, and a chapter has a text. */
export const chapterEmpty: Check = ({ chapters }) =>
  chapters.length === 0
    ? [
        finding({
          ruleId: 'chapter-empty',
          severity: 'error',
          message: 'This guide has no chapters',
          mend: 'Write at least one.',
        }),
      ]
    : chapters
        .filter(({ content }) => !saysSomething(content))
        .map((chapter) =>
          inChapter(chapter, {
            ruleId: 'chapter-empty',
            severity: 'error',
            message:
              plainText(chapter.content).trim() === ''
                ? 'This chapter is empty'
                : 'This chapter has headings, and nothing stands below them',
            mend: 'Write it, or delete it from the outline.',
          }),
        )

/** Whether anything stands in a text beside its headings. */
export const saysSomething = (content: NodeJson): boolean =>
  (content.content ?? []).some(
    (block) => block.type !== 'heading' && plainText(block).trim() !== '',
  )
