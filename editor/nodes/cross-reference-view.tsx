import { chaptersMap, guideFromDoc, labelsOf } from '@charrette/guides'
import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { useMemo } from 'react'
import { aroundOf } from './around.ts'

/** A reference shows what it points to; choosing it opens the choice of targets. */
export function CrossReferenceView({ node, updateAttributes, editor, selected }: NodeViewProps) {
  const { doc } = aroundOf(editor, node.type.name)
  const to = String(node.attrs.to)
  const choosing = (selected || !to) && editor.isEditable
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew whenever the choice opens
  const targets = useMemo(() => {
    try {
      return chaptersMap(doc).size > 0 ? [...labelsOf(guideFromDoc(doc))] : []
    } catch {
      return []
    }
  }, [doc, choosing, to])
  const label = targets.find(([id]) => id === to)?.[1]
  return (
    <NodeViewWrapper as="span" className={label ? 'reference' : 'reference citation-unknown'}>
      <span className="chip">{label ? label.text : to ? `unknown: ${to}` : 'choose a target'}</span>
      {choosing ? (
        <span className="popover">
          <select
            aria-label="Target"
            value={to}
            onChange={(event) => updateAttributes({ to: event.target.value })}
          >
            <option value="">Choose a target …</option>
            {targets.map(([id, target]) => (
              <option key={id} value={id}>
                {target.text}
              </option>
            ))}
          </select>
        </span>
      ) : null}
    </NodeViewWrapper>
  )
}
