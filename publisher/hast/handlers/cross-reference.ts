import { textAttribute } from '@charrette/guides'
import { h } from 'hastscript'
import { chapterPage } from '../place.ts'
import type { Handler } from '../state.ts'

/** "Figure 2", "Table 3", a section's title: always what the target is called now. */
export const crossReference: Handler = (node, state) => {
  const to = textAttribute(node, 'to')
  const label = state.labels.get(to)
  if (!label) return h('span.cross-reference.unknown', `[${to}]`)
  const { chapters } = state.options
  if (chapters && !chapters.has(label.chapterId)) return h('span.cross-reference', label.text)
  return h(
    'a.cross-reference',
    {
      href: state.hrefOf({ page: chapterPage(label.chapterId), id: to }),
      dataKind: label.kind,
      dataTo: to,
    },
    label.text,
  )
}
