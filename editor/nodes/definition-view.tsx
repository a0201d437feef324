import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { words } from '../messages/index.ts'
import { Field } from './field.tsx'

export function DefinitionView({ node, updateAttributes, editor }: NodeViewProps) {
  const say = words().nodes
  return (
    <NodeViewWrapper className="definition">
      <Field
        label={say.term}
        wide
        value={String(node.attrs.term)}
        readOnly={!editor.isEditable}
        onChange={(term) => updateAttributes({ term })}
      />
      <NodeViewContent />
    </NodeViewWrapper>
  )
}
