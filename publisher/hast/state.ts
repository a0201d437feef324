import type { CslItem, Guide, Label, NodeJson } from '@charrette/guides'
import type { ElementContent } from 'hast'
import { handlers } from './handlers/index.ts'
import { inlineToHast } from './inline.ts'
import type { HastOptions } from './options.ts'
import type { Page, Place } from './place.ts'
import type { Words } from './words.ts'

/** A note of a chapter. */
export interface Note {
  /** Counted from 1 in each chapter. */
  number: number
  id: string
  referenceId: string
  /** The note's text, with the link back to its reference at the end. */
  hast: ElementContent[]
}

/** What is known of the whole guide while its chapters are converted. */
export interface GuideContext {
  guide: Guide
  labels: ReadonlyMap<string, Label>
  entries: ReadonlyMap<string, CslItem>
  options: Required<HastOptions>
  words: Words
  /** Marked text of the group that begins at a citation, or of a city example's source. */
  citations: ReadonlyMap<NodeJson, { text: string; id: string }>
}

/** What handlers share while one text is converted; mdast-util-to-hast's `state`, for guides. */
export interface State extends GuideContext {
  page: Page
  /** Ids in front of references and notes: unique for each text of the edition. */
  idScope: string
  /** Notes so far, in the order of their references. */
  notes: Note[]
  /** Notes whose reference was written but which have not been placed yet. */
  waitingNotes: Note[]
  /** Level of the heading that the text stands under. */
  headingLevel: number
  /** Number of things that needed an id of our own, by kind. */
  counts: Map<string, number>
  one(node: NodeJson): ElementContent[]
  /** Blocks, with the notes that they refer to after them where notes stand beside the text. */
  blocks(nodes: readonly NodeJson[] | undefined): ElementContent[]
  /** Blocks whose notes stay waiting: what they are in cannot hold a note. */
  blocksWithoutNotes(nodes: readonly NodeJson[] | undefined): ElementContent[]
  inline(nodes: readonly NodeJson[] | undefined): ElementContent[]
  hrefOf(place: Place): string
  /** A fresh id of a kind. */
  freshId(kind: string): string
}

/** Converts one node to nothing, one or several nodes. One node of the schema, one handler. */
export type Handler = (node: NodeJson, state: State) => ElementContent | ElementContent[] | null

/** The state for converting one text of the guide. */
export function createState(
  context: GuideContext,
  { page, idScope }: { page: Page; idScope: string },
): State {
  const state: State = {
    ...context,
    page,
    idScope,
    notes: [],
    waitingNotes: [],
    headingLevel: 1,
    counts: new Map(),
    one(node) {
      const handler = handlers[node.type]
      if (!handler) throw new Error(`No handler for a node of type ${JSON.stringify(node.type)}`)
      const made = handler(node, state)
      return made === null ? [] : Array.isArray(made) ? made : [made]
    },
    blocks(nodes = []) {
      return nodes.flatMap((node) => {
        const made = state.one(node)
        return [...made, ...placeNotes(state)]
      })
    },
    blocksWithoutNotes: (nodes = []) => nodes.flatMap((node) => state.one(node)),
    inline: (nodes = []) => inlineToHast(nodes, state),
    hrefOf: (place) => context.options.hrefOf(place, page),
    freshId(kind) {
      const count = (state.counts.get(kind) ?? 0) + 1
      state.counts.set(kind, count)
      return `${kind}_${idScope}_${count}`
    },
  }
  return state
}

function placeNotes(state: State): ElementContent[] {
  const notes = state.waitingNotes.splice(0)
  if (state.options.notes !== 'beside') return []
  return notes.map(({ id, number, hast }) => ({
    type: 'element',
    tagName: 'aside',
    properties: { id, role: 'doc-footnote', className: ['note'], dataNumber: String(number) },
    children: [
      {
        type: 'element',
        tagName: 'p',
        properties: {},
        children: [
          {
            type: 'element',
            tagName: 'span',
            properties: { className: ['note-number'] },
            children: [{ type: 'text', value: `${number}` }],
          },
          { type: 'text', value: ' ' },
          ...hast,
        ],
      },
    ],
  }))
}
