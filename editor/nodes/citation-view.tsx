import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { words } from '../messages/index.ts'
import { aroundOf } from './around.ts'
import { changeChosen } from './change-chosen.ts'
import { Field } from './field.tsx'
import { Popover } from './popover.tsx'
import { labelOf, SourcePicker, useSources } from './source-picker.tsx'

/** A citation shows its source in brackets; choosing it opens the choice of source and place. */
export function CitationView({ node, editor, getPos, selected }: NodeViewProps) {
  const say = words().nodes
  const { doc } = aroundOf(editor, node.type.name)
  const items = useSources(doc)
  const key = String(node.attrs.key)
  const locator = String(node.attrs.locator)
  const item = items.find(({ id }) => id === key)
  const label = item ? labelOf(item) : key ? say.unknown(key) : say.chooseSource
  return (
    <NodeViewWrapper as="span" className={item ? 'citation' : 'citation citation-unknown'}>
      <span className="chip">{locator ? `[${label}, ${locator}]` : `[${label}]`}</span>
      {selected && editor.isEditable ? (
        <Popover editor={editor} getPos={getPos} fresh={!key}>
          <SourcePicker
            doc={doc}
            value={key}
            onChange={(chosen) => changeChosen(editor, getPos, { key: chosen })}
          />
          <Field
            label={say.locator}
            value={locator}
            readOnly={false}
            onChange={(value) => changeChosen(editor, getPos, { locator: value })}
          />
        </Popover>
      ) : null}
    </NodeViewWrapper>
  )
}
