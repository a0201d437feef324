import { calloutKinds } from '@charrette/guides'
import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { Field } from './field.tsx'

const names = { note: 'Note', tip: 'Tip', warning: 'Warning' } as const

export function CalloutView({ node, updateAttributes, editor }: NodeViewProps) {
  const kind = calloutKinds.find((candidate) => candidate === node.attrs.kind) ?? 'note'
  return (
    <NodeViewWrapper as="aside" className={`callout callout-${kind}`} aria-label={names[kind]}>
      <div className="fields" contentEditable={false}>
        <select
          aria-label="Kind of callout"
          value={kind}
          disabled={!editor.isEditable}
          onChange={(event) => updateAttributes({ kind: event.target.value })}
        >
          {calloutKinds.map((option) => (
            <option key={option} value={option}>
              {names[option]}
            </option>
          ))}
        </select>
        <Field
          label="Title"
          wide
          placeholder="Title (optional)"
          value={String(node.attrs.title)}
          readOnly={!editor.isEditable}
          onChange={(title) => updateAttributes({ title })}
        />
      </div>
      <NodeViewContent />
    </NodeViewWrapper>
  )
}
