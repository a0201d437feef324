import { Node } from 'prosemirror-model'
import { slugFrom } from '../assign-ids.ts'
import { type Finding, finding, quoteOf } from '../finding.ts'
import { frontMatterSchema, type Guide, type NodeJson } from '../guide.ts'
import { idPattern } from '../nodes/id.ts'
import { draftSchema } from '../suggestions/draft-schema.ts'
import { guideJson, settle } from '../suggestions/settle.ts'
import type { ImportedWord } from './imported-word.ts'

/**
 * An imported document as a guide by itself, for a folder of Markdown: tracked changes are accepted
 * and comments, which a folder cannot hold, are findings.
 *
 * @param name of the guide where the document has no title.
 */
export function guideFromWord(
  { title, subtitle, chapters, pictures, changes, comments, findings }: ImportedWord,
  name: string,
): { guide: Guide; findings: Finding[] } {
  const named = (title || name).slice(0, 200)
  const taken = new Set<string>()
  const guide: Guide = {
    frontMatter: frontMatterSchema.parse({
      title: named,
      subtitle,
      slug: slugFrom(named, 10).slice(0, 80).replace(/-+$/, '') || 'guide',
    }),
    chapters: chapters.map((chapter) => ({
      id: freeChapterId(chapter.title, taken),
      title: chapter.title,
      lang: null,
      content: accepted(chapter.content),
    })),
    bibliography: [],
    pictures: Object.fromEntries([...pictures].map(([path, { picture }]) => [path, picture])),
  }
  return {
    guide,
    findings: [
      ...findings,
      ...(changes.size > 0
        ? [
            finding({
              ruleId: 'word-changes-accepted',
              severity: 'warning',
              message: `${changes.size === 1 ? 'A tracked change was' : `${changes.size} tracked changes were`} taken as accepted`,
              mend: 'To decide on each, import into a guide on the server: there they become suggestions.',
            }),
          ]
        : []),
      ...comments.map(({ chapter, quote, messages }) =>
        finding({
          ruleId: 'word-comment',
          severity: 'warning',
          message: messages
            .map(({ author, body }) => `${author || 'Somebody'} commented: “${quoteOf(body)}”`)
            .join(' '),
          mend: 'A folder of Markdown has no comments: settle it, or import into a guide on the server.',
          chapterTitle: chapters[chapter]?.title ?? '',
          quote: quoteOf(quote),
        }),
      ),
    ],
  }
}

const accepted = (content: NodeJson): NodeJson =>
  guideJson(settle(Node.fromJSON(draftSchema, content), () => 'accept'))

/** An id made of a chapter's title that no other has; it is added to the taken ones. */
export function freeChapterId(title: string, taken: Set<string>): string {
  const slug = slugFrom(title, 6).slice(0, 60).replace(/-+$/, '')
  const base = idPattern.test(slug) ? slug : slug ? `chapter-${slug}` : 'chapter'
  let id = base
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`
  taken.add(id)
  return id
}
