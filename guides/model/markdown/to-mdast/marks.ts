import type { NodeJson } from '../../guide.ts'
import type { MdastInline } from '../syntax-tree.ts'
import { textDirective } from './directive.ts'
import type { Around } from './inline.ts'

export type MarkJson = NonNullable<NodeJson['marks']>[number]

/** A mark around what it marks; `inner` writes that for the place that the mark makes. */
export function markToMdast(
  mark: MarkJson,
  inner: (around: Around) => MdastInline[],
  around: Around,
): MdastInline {
  const inLabel: Around = { ...around, inLabel: true }
  switch (mark.type) {
    case 'strong':
      return { type: 'strong', children: inner(around) }
    case 'emphasis':
      return { type: 'emphasis', children: inner(around) }
    case 'link':
      return {
        type: 'link',
        url: String(mark.attrs?.href ?? ''),
        // The schema's marks exclude themselves: a link holds no link.
        children: inner(around) as Exclude<MdastInline, { type: 'link' | 'linkReference' }>[],
      }
    case 'language':
      return textDirective('lang', { lang: String(mark.attrs?.lang ?? '') }, inner(inLabel))
    case 'superscript':
      return textDirective('sup', {}, inner(inLabel))
    case 'subscript':
      return textDirective('sub', {}, inner(inLabel))
    default:
      throw new RangeError(`No Markdown for the mark ${JSON.stringify(mark.type)}`)
  }
}
