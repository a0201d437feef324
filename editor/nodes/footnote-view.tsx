import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { words } from '../messages/index.ts'

/** A note's text stands where its mark will be, set apart; the number is the edition's. */
export function FootnoteView(_props: NodeViewProps) {
  const say = words().nodes
  return (
    <NodeViewWrapper as="span" className="footnote">
      <span className="footnote-sign" contentEditable={false} aria-hidden>
        {say.note}
      </span>
      <NodeViewContent<'span'> as="span" aria-label={say.footnote} className="footnote-text" />
    </NodeViewWrapper>
  )
}
