import type { Command } from '@tiptap/pm/state'
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  mergeCells,
  splitCell,
  toggleHeaderColumn,
  toggleHeaderRow,
} from '@tiptap/pm/tables'
import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'

const commands: [label: string, command: Command][] = [
  ['Add a row', addRowAfter],
  ['Add a column', addColumnAfter],
  ['Delete the row', deleteRow],
  ['Delete the column', deleteColumn],
  ['Heading row', toggleHeaderRow],
  ['Heading column', toggleHeaderColumn],
  ['Merge cells', mergeCells],
  ['Split cell', splitCell],
]

export function TableFigureView({ editor, deleteNode }: NodeViewProps) {
  return (
    <NodeViewWrapper as="figure" className="table-figure">
      {editor.isEditable ? (
        <div className="table-tools" contentEditable={false} role="toolbar" aria-label="Table">
          {commands.map(([label, command]) => (
            <button
              key={label}
              type="button"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                command(editor.state, editor.view.dispatch, editor.view)
                editor.view.focus()
              }}
            >
              {label}
            </button>
          ))}
          <button type="button" onClick={deleteNode}>
            Delete the table
          </button>
        </div>
      ) : null}
      <NodeViewContent />
    </NodeViewWrapper>
  )
}
