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
import { type Messages, words } from '../messages/index.ts'

const commands: [name: keyof Messages['nodes']['tableTools'], command: Command][] = [
  ['addRow', addRowAfter],
  ['addColumn', addColumnAfter],
  ['deleteRow', deleteRow],
  ['deleteColumn', deleteColumn],
  ['headingRow', toggleHeaderRow],
  ['headingColumn', toggleHeaderColumn],
  ['merge', mergeCells],
  ['split', splitCell],
]

export function TableFigureView({ editor, deleteNode }: NodeViewProps) {
  const say = words().nodes
  return (
    <NodeViewWrapper as="figure" className="table-figure">
      {editor.isEditable ? (
        <div className="table-tools" contentEditable={false} role="toolbar" aria-label={say.table}>
          {commands.map(([name, command]) => (
            <button
              key={name}
              type="button"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                command(editor.state, editor.view.dispatch, editor.view)
                editor.view.focus()
              }}
            >
              {say.tableTools[name]}
            </button>
          ))}
          <button type="button" onClick={deleteNode}>
            {say.deleteTable}
          </button>
        </div>
      ) : null}
      <NodeViewContent />
    </NodeViewWrapper>
  )
}
