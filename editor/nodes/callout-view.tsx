import { calloutKinds } from '@charrette/guides'
import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { words } from '../messages/index.ts'
import { Field } from './field.tsx'

export function CalloutView({ node, updateAttributes, editor }: NodeViewProps) {
  const say = words().nodes
  const kind = calloutKinds.find((candidate) => candidate === node.attrs.kind) ?? 'note'
  return (
    <NodeViewWrapper
      as="aside"
      className={`callout callout-${kind}`}
      aria-label={say.callouts[kind]}
    >
      <div className="fields" contentEditable={false}>
        <select
          aria-label={say.kindOfCallout}
          value={kind}
          disabled={!editor.isEditable}
          onChange={(event) => updateAttributes({ kind: event.target.value })}
        >
          {calloutKinds.map((option) => (
            <option key={option} value={option}>
              {say.callouts[option]}
            </option>
          ))}
        </select>
        <Field
          label={say.title}
          wide
          placeholder={say.titleOptional}
          value={String(node.attrs.title)}
          readOnly={!editor.isEditable}
          onChange={(title) => updateAttributes({ title })}
        />
      </div>
      <NodeViewContent />
    </NodeViewWrapper>
  )
}
