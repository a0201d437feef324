import { type Check, inChapter } from './check.ts'

/** A chapter has a title, and no other chapter has the same. */
export const chapterTitle: Check = ({ chapters }) =>
  chapters.flatMap((chapter, index) => {
    if (!chapter.title.trim())
      return inChapter(chapter, {
        ruleId: 'chapter-title',
        severity: 'error',
        message: `Chapter ${index + 1} has no title`,
        mend: 'Give it one in the outline.',
      })
    const same = chapters.slice(0, index).some(({ title }) => title.trim() === chapter.title.trim())
    if (!same) return []
    return inChapter(chapter, {
      ruleId: 'chapter-title',
      severity: 'warning',
      message: 'Two chapters have this title',
      mend: 'Say in one of the titles how they differ.',
    })
  })
