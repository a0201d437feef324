import { finding } from '../finding.ts'
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
        .filter(({ content }) => plainText(content).trim() === '')
        .map((chapter) =>
          inChapter(chapter, {
            ruleId: 'chapter-empty',
            severity: 'error',
            message: 'This chapter is empty',
            mend: 'Write it, or delete it from the outline.',
          }),
        )
