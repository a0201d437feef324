import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { Field } from './field.tsx'

export function PullQuoteView({ node, updateAttributes, editor }: NodeViewProps) {
  return (
    <NodeViewWrapper as="blockquote" className="pull-quote">
      <NodeViewContent />
      <Field
        label="Who said it"
        wide
        placeholder="optional"
        value={String(node.attrs.attribution)}
        readOnly={!editor.isEditable}
        onChange={(attribution) => updateAttributes({ attribution })}
      />
    </NodeViewWrapper>
  )
}
