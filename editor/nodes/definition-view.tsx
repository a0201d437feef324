import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { Field } from './field.tsx'

export function DefinitionView({ node, updateAttributes, editor }: NodeViewProps) {
  return (
    <NodeViewWrapper className="definition">
      <Field
        label="Term"
        wide
        value={String(node.attrs.term)}
        readOnly={!editor.isEditable}
        onChange={(term) => updateAttributes({ term })}
      />
      <NodeViewContent />
    </NodeViewWrapper>
  )
}
