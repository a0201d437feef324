import type { NodeSpec } from 'prosemirror-model'
import { idAttribute, idOf } from './id.ts'

/** Levels of headings inside a chapter. Level 1 is the chapter's title. */
export const headingLevels = [2, 3, 4] as const
export type HeadingLevel = (typeof headingLevels)[number]

export const heading: NodeSpec = {
  group: 'block',
  content: 'inline*',
  defining: true,
  attrs: { level: { default: 2, validate: isHeadingLevel }, id: idAttribute },
  parseDOM: [
    // A pasted level 1 becomes a section: a chapter has one title only.
    { tag: 'h1', attrs: { level: 2 } },
    ...headingLevels.map((level) => ({
      tag: `h${level}`,
      getAttrs: (element: HTMLElement) => ({ level, id: idOf(element) }),
    })),
    { tag: 'h5', attrs: { level: 4 } },
    { tag: 'h6', attrs: { level: 4 } },
  ],
  toDOM: ({ attrs }) => [`h${attrs.level}`, attrs.id ? { id: attrs.id } : {}, 0],
}

function isHeadingLevel(value: unknown): void {
  if (!headingLevels.some((level) => level === value))
    throw new RangeError(`A heading's level is 2, 3 or 4, not ${JSON.stringify(value)}`)
}
