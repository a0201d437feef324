import { finding, quoteOf } from '../finding.ts'
import { headingsOf } from '../headings.ts'
import type { Check } from './check.ts'

/** Headings go down one level at a time, beginning at 2 below the chapter's title. */
export const headingSkip: Check = ({ chapters }) =>
  chapters.flatMap((chapter) => {
    let before = 1
    return headingsOf(chapter).flatMap(({ level, text, path }) => {
      const expected = before + 1
      before = level
      if (level <= expected) return []
      return finding({
        ruleId: 'heading-skip',
        severity: 'error',
        message: `A heading of level ${level} follows one of level ${expected - 1}`,
        mend: `Make it level ${expected}, or put a heading of level ${expected} before it.`,
        chapterId: chapter.id,
        chapterTitle: chapter.title,
        quote: quoteOf(text),
        path,
      })
    })
  })
