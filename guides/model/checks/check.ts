import { type Finding, finding, quoteOf } from '../finding.ts'
import type { Chapter, Guide } from '../guide.ts'
import { plainText } from '../plain-text.ts'
import type { Visit } from '../walk.ts'

/** One rule of the release checks: a pure function over the guide. */
export type Check = (guide: Guide) => Finding[]

type Words = Pick<Finding, 'ruleId' | 'severity' | 'message' | 'mend'>

/** A finding at a node of a chapter. */
export function at(
  { chapter, node, path }: Visit & { chapter: Chapter },
  words: Words & { quote?: string },
): Finding {
  return finding({
    chapterId: chapter.id,
    chapterTitle: chapter.title,
    quote: quoteOf(plainText(node)),
    path,
    ...words,
  })
}

/** A finding about a chapter as a whole. */
export function inChapter({ id, title }: Chapter, words: Words): Finding {
  return finding({ chapterId: id, chapterTitle: title, ...words })
}
