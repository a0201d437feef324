import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { words } from '../messages/index.ts'

/** The box's heading is the edition's own: here it says what the box is. */
export function KeyTakeawaysView(_props: NodeViewProps) {
  const say = words().nodes
  return (
    <NodeViewWrapper as="aside" className="key-takeaways" aria-label={say.takeaways}>
      <p className="part-heading" contentEditable={false}>
        {say.takeaways}
      </p>
      <NodeViewContent />
    </NodeViewWrapper>
  )
}
