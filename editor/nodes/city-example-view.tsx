import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { words } from '../messages/index.ts'
import { aroundOf } from './around.ts'
import { Field } from './field.tsx'
import { SourcePicker } from './source-picker.tsx'

/** A number as one types it: digits, or nothing. */
function numberOrNull(value: string): number | null {
  const digits = value.replace(/[^\d]/g, '')
  return digits ? Number(digits) : null
}

export function CityExampleView({ node, updateAttributes, editor }: NodeViewProps) {
  const say = words().nodes
  const { city, state, population, year, contact, source } = node.attrs
  const readOnly = !editor.isEditable
  return (
    <NodeViewWrapper as="section" className="city-example" aria-label={say.cityExample(city)}>
      <div className="fields" contentEditable={false}>
        <Field
          label={say.city}
          value={city}
          readOnly={readOnly}
          onChange={(v) => updateAttributes({ city: v })}
        />
        <Field
          label={say.state}
          value={state}
          readOnly={readOnly}
          onChange={(v) => updateAttributes({ state: v })}
        />
        <Field
          label={say.population}
          value={population === null ? '' : String(population)}
          readOnly={readOnly}
          onChange={(v) => updateAttributes({ population: numberOrNull(v) })}
        />
        <Field
          label={say.year}
          value={year === null ? '' : String(year)}
          readOnly={readOnly}
          onChange={(v) => updateAttributes({ year: numberOrNull(v) })}
        />
        <Field
          label={say.contact}
          value={contact}
          readOnly={readOnly}
          onChange={(v) => updateAttributes({ contact: v })}
        />
        <SourcePicker
          doc={aroundOf(editor, node.type.name).doc}
          value={String(source)}
          readOnly={readOnly}
          onChange={(key) => updateAttributes({ source: key })}
        />
      </div>
      <NodeViewContent />
    </NodeViewWrapper>
  )
}

export function ExamplePartView({ node }: NodeViewProps) {
  const say = words().nodes
  const heading = node.type.name === 'exampleAction' ? say.action : say.outcome
  return (
    <NodeViewWrapper className="example-part">
      <p className="part-heading" contentEditable={false}>
        {heading}
      </p>
      <NodeViewContent />
    </NodeViewWrapper>
  )
}
