import { Node } from 'prosemirror-model'
import type { NodeJson } from '../guide.ts'
import { draftSchema } from '../suggestions/draft-schema.ts'
import type { Piece } from './reading.ts'

/** Where the words of a comment stand. */
export interface CommentPlace {
  from: number
  to: number
}

/**
 * A chapter's pieces as a document of the draft schema, and where in it each comment stands.
 *
 * @throws {RangeError} where the pieces do not fit the schema: a fault of ours.
 */
export function settleChapter(blocks: readonly Piece[]): {
  content: NodeJson
  places: Map<string, CommentPlace>
} {
  const content: NodeJson[] = (blocks.length > 0 ? blocks : [{ type: 'paragraph' }]).map(settled)
  const node = Node.fromJSON(draftSchema, { type: 'doc', content })
  node.check()
  const places = new Map<string, CommentPlace>()
  let position = 0
  const walk = (piece: Piece): void => {
    const from = position
    if (piece.type === 'text') position += piece.text?.length ?? 0
    else if (isLeaf(piece.type)) position += 1
    else {
      position += 1
      for (const child of piece.content ?? []) walk(child)
      position += 1
    }
    for (const id of piece.comments ?? []) {
      const known = places.get(id)
      places.set(id, {
        from: Math.min(from, known?.from ?? from),
        to: Math.max(position, known?.to ?? 0),
      })
    }
  }
  for (const block of blocks) walk(block)
  return { content: node.toJSON() as NodeJson, places }
}

const isLeaf = (type: string): boolean => draftSchema.nodes[type]?.isLeaf ?? false

/** A piece as a node: words carry their tracked changes as marks, everything else as attributes. */
function settled(piece: Piece): NodeJson {
  const { type, inserted, deleted } = piece
  const change = (name: 'insertion' | 'deletion', id: string | undefined) =>
    id ? [{ type: name, attrs: { id } }] : []
  if (type === 'text')
    return {
      type,
      text: piece.text ?? '',
      marks: [
        ...change('insertion', inserted),
        ...change('deletion', deleted),
        ...(piece.marks ?? []).filter((mark) => mark.type in draftSchema.marks),
      ],
    }
  return {
    type,
    attrs: {
      ...piece.attrs,
      ...(inserted ? { inserted } : {}),
      ...(deleted ? { deleted } : {}),
    },
    ...(piece.content ? { content: piece.content.map(settled) } : {}),
  }
}
