import type { Finding } from '../finding.ts'
import type { Guide } from '../guide.ts'
import { bibliographyEntry } from './bibliography-entry.ts'
import { bibliographyUnused } from './bibliography-unused.ts'
import { chapterEmpty } from './chapter-empty.ts'
import { chapterTitle } from './chapter-title.ts'
import type { Check } from './check.ts'
import { citationUnknown } from './citation-unknown.ts'
import { definitionTerm } from './definition-term.ts'
import { exampleIncomplete } from './example-incomplete.ts'
import { footnoteEmpty } from './footnote-empty.ts'
import { frontMatter } from './front-matter.ts'
import { headingEmpty } from './heading-empty.ts'
import { headingSkip } from './heading-skip.ts'
import { idDuplicate } from './id-duplicate.ts'
import { imageAlt } from './image-alt.ts'
import { languageTag } from './language-tag.ts'
import { linkText } from './link-text.ts'
import { pictureMissing } from './picture-missing.ts'
import { referenceUnknown } from './reference-unknown.ts'
import { tableCaption } from './table-caption.ts'
import { tableHeader } from './table-header.ts'

/** Every rule of the release checks by its id. */
export const checks: Readonly<Record<string, Check>> = {
  'front-matter': frontMatter,
  'chapter-title': chapterTitle,
  'chapter-empty': chapterEmpty,
  'language-tag': languageTag,
  'heading-empty': headingEmpty,
  'heading-skip': headingSkip,
  'image-alt': imageAlt,
  'picture-missing': pictureMissing,
  'table-header': tableHeader,
  'table-caption': tableCaption,
  'link-text': linkText,
  'citation-unknown': citationUnknown,
  'reference-unknown': referenceUnknown,
  'id-duplicate': idDuplicate,
  'example-incomplete': exampleIncomplete,
  'footnote-empty': footnoteEmpty,
  'definition-term': definitionTerm,
  'bibliography-entry': bibliographyEntry,
  'bibliography-unused': bibliographyUnused,
}

/**
 * Runs the release checks over a guide. The same list runs while authors type, in a candidate's
 * report and on the command line. Findings come in reading order, those about the guide first.
 */
export function checkGuide(guide: Guide): Finding[] {
  return inReadingOrder(
    guide,
    Object.values(checks).flatMap((check) => check(guide)),
  )
}

/** Findings as a reader of the guide meets their places, those about the guide first. */
export function inReadingOrder(guide: Guide, findings: readonly Finding[]): Finding[] {
  const chapterOrder = new Map(guide.chapters.map(({ id }, index) => [id, index]))
  const order = ({ chapterId }: Finding): number => chapterOrder.get(chapterId ?? '') ?? -1
  return findings.toSorted(
    (a, b) => order(a) - order(b) || comparePaths(a.path ?? [], b.path ?? []),
  )
}

function comparePaths(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((step, i) => step !== b[i])
  if (index === -1) return a.length - b.length
  return (a[index] ?? -1) - (b[index] ?? -1)
}
