import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { words } from '../messages/index.ts'
import { Field } from './field.tsx'

export function PullQuoteView({ node, updateAttributes, editor }: NodeViewProps) {
  const say = words().nodes
  return (
    <NodeViewWrapper as="blockquote" className="pull-quote">
      <NodeViewContent />
      <Field
        label={say.attribution}
        wide
        placeholder={say.optional}
        value={String(node.attrs.attribution)}
        readOnly={!editor.isEditable}
        onChange={(attribution) => updateAttributes({ attribution })}
      />
    </NodeViewWrapper>
  )
}
