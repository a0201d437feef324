import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'

/** A note's text stands where its mark will be, set apart; the number is the edition's. */
export function FootnoteView(_props: NodeViewProps) {
  return (
    <NodeViewWrapper as="span" className="footnote">
      <span className="footnote-sign" contentEditable={false} aria-hidden>
        note
      </span>
      <NodeViewContent<'span'> as="span" aria-label="Footnote" className="footnote-text" />
    </NodeViewWrapper>
  )
}
