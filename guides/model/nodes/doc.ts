import type { NodeSpec } from 'prosemirror-model'

/**
 * The text of one chapter. The chapter's title is its heading of level 1 and is kept beside the
 * text (in the guide's list of chapters), so that the outline can show and rename it without
 * opening the chapter.
 */
export const doc: NodeSpec = { content: 'block+' }
