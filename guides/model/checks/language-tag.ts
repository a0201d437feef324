import { finding } from '../finding.ts'
import { languageTag as pattern } from '../marks/marks.ts'
import { walkGuide } from '../walk.ts'
import { at, type Check, inChapter } from './check.ts'

/** Screen readers choose their voice by these tags (WCAG 2.2, 3.1.1 and 3.1.2). */
export const languageTag: Check = (guide) => {
  const words = (tag: string) =>
    ({
      ruleId: 'language-tag',
      severity: 'error',
      message: `\`${tag}\` is not a language that browsers know`,
      mend: 'Use a tag such as `en`, `es` or `es-US`.',
    }) as const
  const { lang } = guide.frontMatter
  return [
    ...(isLanguage(lang) ? [] : [finding(words(lang))]),
    ...guide.chapters
      .filter((chapter) => chapter.lang !== null && !isLanguage(chapter.lang))
      .map((chapter) => inChapter(chapter, words(String(chapter.lang)))),
    ...[...walkGuide(guide)].flatMap((visit) => {
      const mark = visit.node.marks?.find(({ type }) => type === 'language')
      if (!mark) return []
      const tag = String(mark.attrs?.lang ?? 'en')
      return isLanguage(tag) ? [] : at(visit, words(tag))
    }),
  ]
}

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

function isLanguage(tag: string): boolean {
  if (!pattern.test(tag)) return false
  try {
    return names.of(tag.split('-')[0] ?? tag) !== undefined && names.of(tag) !== undefined
  } catch {
    // Intl throws over tags that BCP 47 does not allow.
    return false
  }
}
