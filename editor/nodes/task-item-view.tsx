import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { words } from '../messages/index.ts'

export function TaskItemView({ node, updateAttributes, editor }: NodeViewProps) {
  const say = words().nodes
  return (
    <NodeViewWrapper className="task-item">
      <span contentEditable={false}>
        <input
          type="checkbox"
          aria-label={node.textContent || say.emptyItem}
          checked={node.attrs.checked === true}
          disabled={!editor.isEditable}
          onChange={(event) => updateAttributes({ checked: event.target.checked })}
        />
      </span>
      <NodeViewContent className="task-text" />
    </NodeViewWrapper>
  )
}
