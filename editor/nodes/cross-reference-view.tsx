import { chaptersMap, type Label } from '@charrette/guides'
import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { useEffect, useMemo, useRef } from 'react'
import { giveId, referenceTargets } from '../document/reference-targets.ts'
import { words } from '../messages/index.ts'
import { aroundOf } from './around.ts'
import { changeChosen } from './change-chosen.ts'
import { Popover } from './popover.tsx'

const groups: Label['kind'][] = ['figure', 'table', 'example', 'definition', 'chapter', 'heading']

/** "Figure 2: Where the fibre is", or the title alone; never empty. */
function inWords({ text, title, kind }: Label): string {
  if (title && title !== text) return `${text}: ${title}`
  return text || title || words().nodes.untitledTargets[kind]
}

/** A reference shows what it points to; choosing it opens the choice of targets. */
export function CrossReferenceView({ node, editor, getPos, selected }: NodeViewProps) {
  const say = words().nodes
  const { doc } = aroundOf(editor, node.type.name)
  const to = String(node.attrs.to)
  const choosing = selected && editor.isEditable
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew whenever the choice opens
  const targets = useMemo(() => {
    try {
      return chaptersMap(doc).size > 0 ? [...referenceTargets(doc)] : []
    } catch {
      return []
    }
  }, [doc, choosing, to])
  // The target is written to when the choice is left: a change elsewhere in the text would close it
  // under the author's hands.
  const chosen = useRef<string | null>(null)
  useEffect(() => {
    if (!choosing) return
    return () => {
      if (chosen.current) giveId(doc, chosen.current)
      chosen.current = null
    }
  }, [choosing, doc])
  const label = targets.find(([id]) => id === to)?.[1]
  return (
    <NodeViewWrapper as="span" className={label ? 'reference' : 'reference citation-unknown'}>
      <span className="chip">{label ? label.text : to ? say.unknown(to) : say.chooseTarget}</span>
      {choosing ? (
        <Popover editor={editor} getPos={getPos} fresh={!to}>
          <select
            aria-label={say.target}
            value={to}
            onChange={(event) => {
              const target = event.target.value
              changeChosen(editor, getPos, { to: target })
              chosen.current = target || null
            }}
          >
            <option value="">{say.chooseTargetFirst}</option>
            {groups.map((group) => {
              const ofKind = targets.filter(([, { kind }]) => kind === group)
              return ofKind.length === 0 ? null : (
                <optgroup key={group} label={say.targets[group]}>
                  {ofKind.map(([id, target]) => (
                    <option key={id} value={id}>
                      {inWords(target)}
                    </option>
                  ))}
                </optgroup>
              )
            })}
          </select>
        </Popover>
      ) : null}
    </NodeViewWrapper>
  )
}
