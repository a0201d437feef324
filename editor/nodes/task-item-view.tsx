import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'

export function TaskItemView({ node, updateAttributes, editor }: NodeViewProps) {
  return (
    <NodeViewWrapper className="task-item">
      <span contentEditable={false}>
        <input
          type="checkbox"
          aria-label={node.textContent || 'Empty item'}
          checked={node.attrs.checked === true}
          disabled={!editor.isEditable}
          onChange={(event) => updateAttributes({ checked: event.target.checked })}
        />
      </span>
      <NodeViewContent className="task-text" />
    </NodeViewWrapper>
  )
}
