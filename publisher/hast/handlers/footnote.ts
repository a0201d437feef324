import { h } from 'hastscript'
import { generatedId } from '../place.ts'
import type { Handler } from '../state.ts'

/**
 * The reference mark, by the roles of DPUB-ARIA 1.1. The note itself goes to `state.notes`, and
 * beside the text where the edition wants it there.
 */
export const footnote: Handler = (node, state) => {
  const number = state.notes.length + 1
  const id = generatedId('note', state.idScope, number)
  const referenceId = generatedId('noteref', state.idScope, number)
  const note = { number, id, referenceId, hast: state.inline(node.content) }
  const back = h(
    'a.note-back',
    {
      href: `#${referenceId}`,
      role: 'doc-backlink',
      ariaLabel: `${state.words.noteBack} (${number})`,
    },
    '↩︎',
  )
  note.hast = [...note.hast, { type: 'text', value: '\u00A0' }, back]
  state.notes.push(note)
  state.waitingNotes.push(note)
  return h('sup.note-mark', [
    h(
      'a.note-reference',
      {
        id: referenceId,
        href: `#${id}`,
        role: 'doc-noteref',
        dataNumber: String(number),
        ariaLabel: `${state.words.note} ${number}`,
      },
      String(number),
    ),
  ])
}
