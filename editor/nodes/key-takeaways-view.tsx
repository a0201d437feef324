import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'

/** The box's heading is the edition's own: here it says what the box is. */
export function KeyTakeawaysView(_props: NodeViewProps) {
  return (
    <NodeViewWrapper as="aside" className="key-takeaways" aria-label="Key takeaways">
      <p className="part-heading" contentEditable={false}>
        Key takeaways
      </p>
      <NodeViewContent />
    </NodeViewWrapper>
  )
}
