import { Mark } from 'prosemirror-model'
import type { NodeJson } from '../../guide.ts'
import { schema } from '../../schema.ts'
import type { MdastNode } from '../syntax-tree.ts'
import type { Reading } from './reading.ts'

export type MarkJson = NonNullable<NodeJson['marks']>[number]

const markNames: Record<string, string> = {
  link: 'a link',
  language: 'in another language',
  strong: 'strong',
  emphasis: 'emphasised',
  superscript: 'superscript',
  subscript: 'subscript',
  code: 'code',
}

/** Adds a mark; reports those that cannot go together with it and are left out. */
export function addMark(
  marks: readonly MarkJson[],
  mark: MarkJson,
  node: MdastNode,
  reading: Reading,
): MarkJson[] {
  const before = marks.map((each) => Mark.fromJSON(schema, each))
  const after = Mark.fromJSON(schema, mark).addToSet(before)
  for (const lost of before)
    if (!after.some(({ type }) => type === lost.type))
      reading.report(
        node,
        'warning',
        'marks-together',
        `Text cannot be ${markNames[mark.type]} and ${markNames[lost.type.name]} at once`,
        `It is ${markNames[mark.type]}; take the other away.`,
      )
  return after.map((each) => each.toJSON() as MarkJson)
}
