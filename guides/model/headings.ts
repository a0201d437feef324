import type { Chapter } from './guide.ts'
import { typedText } from './plain-text.ts'
import { idOfNode, walk } from './walk.ts'

export interface ChapterHeading {
  id: string | null
  /** 2 to 4. */
  level: number
  text: string
  /** Indices of children from the chapter's `doc` node. */
  path: number[]
}

/** The headings of a chapter in reading order. */
export function headingsOf(chapter: Chapter): ChapterHeading[] {
  return [...walk(chapter.content)]
    .filter(({ node }) => node.type === 'heading')
    .map(({ node, path }) => ({
      id: idOfNode(node),
      level: Number(node.attrs?.level ?? 2),
      text: typedText(node).trim(),
      path,
    }))
}
