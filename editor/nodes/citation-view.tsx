import { bibliographyMap, type CslItem } from '@charrette/guides'
import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react'
import { useState } from 'react'
import { useShared } from '../connection/use-shared.ts'
import { aroundOf } from './around.ts'
import { Field } from './field.tsx'

/** A citation shows its source in brackets; choosing it opens the choice of source and place. */
export function CitationView({ node, updateAttributes, editor, selected }: NodeViewProps) {
  const { doc } = aroundOf(editor, node.type.name)
  const bibliography = bibliographyMap(doc)
  const items = useShared(bibliography, () =>
    [...bibliography.values()].sort((a, b) => labelOf(a).localeCompare(labelOf(b))),
  )
  const [adding, setAdding] = useState(false)
  const key = String(node.attrs.key)
  const locator = String(node.attrs.locator)
  const item = items.find(({ id }) => id === key)
  const label = item ? labelOf(item) : key ? `unknown: ${key}` : 'choose a source'
  return (
    <NodeViewWrapper as="span" className={item ? 'citation' : 'citation citation-unknown'}>
      <span className="chip">{locator ? `[${label}, ${locator}]` : `[${label}]`}</span>
      {(selected || !key) && editor.isEditable ? (
        <span className="popover">
          {adding ? (
            <NewSource
              onAdd={(added) => {
                bibliography.set(added.id, added)
                updateAttributes({ key: added.id })
                setAdding(false)
              }}
              onCancel={() => setAdding(false)}
            />
          ) : (
            <>
              <select
                aria-label="Source"
                value={key}
                onChange={(event) => updateAttributes({ key: event.target.value })}
              >
                <option value="">Choose a source …</option>
                {items.map((option) => (
                  <option key={option.id} value={option.id}>
                    {labelOf(option)}
                  </option>
                ))}
              </select>
              <Field
                label="Page or section"
                value={locator}
                readOnly={false}
                onChange={(value) => updateAttributes({ locator: value })}
              />
              <button type="button" className="link-button" onClick={() => setAdding(true)}>
                Add a source
              </button>
            </>
          )}
        </span>
      ) : null}
    </NodeViewWrapper>
  )
}

function NewSource({ onAdd, onCancel }: { onAdd: (item: CslItem) => void; onCancel: () => void }) {
  const [fields, setFields] = useState({ author: '', year: '', title: '', publisher: '', url: '' })
  const field = (name: keyof typeof fields, label: string) => (
    <Field
      label={label}
      wide
      readOnly={false}
      value={fields[name]}
      onChange={(value) => setFields({ ...fields, [name]: value })}
    />
  )
  const { author, year, title, publisher, url } = fields
  return (
    <span className="new-source">
      {field('author', 'Author or organisation')}
      {field('year', 'Year')}
      {field('title', 'Title')}
      {field('publisher', 'Publisher')}
      {field('url', 'Address on the web')}
      <button
        type="button"
        className="button button-small"
        disabled={!title.trim()}
        onClick={() =>
          onAdd({
            id: keyFor(author || title, year),
            type: url ? 'webpage' : 'report',
            title: title.trim(),
            ...(author.trim() ? { author: [{ literal: author.trim() }] } : {}),
            ...(/^\d{4}$/.test(year.trim()) ? { issued: { 'date-parts': [[Number(year)]] } } : {}),
            ...(publisher.trim() ? { publisher: publisher.trim() } : {}),
            ...(url.trim() ? { URL: url.trim() } : {}),
          })
        }
      >
        Add
      </button>
      <button type="button" className="link-button" onClick={onCancel}>
        Cancel
      </button>
    </span>
  )
}

function keyFor(name: string, year: string): string {
  const word = name.toLowerCase().match(/[a-z]+/)?.[0] ?? 'source'
  return `${word}${year.trim()}-${Math.random().toString(36).slice(2, 6)}`
}

/** "Federal Communications Commission 2024", or the title where nobody is named. */
function labelOf(item: CslItem): string {
  const { author, issued, title, id } = item as {
    author?: { family?: string; literal?: string }[]
    issued?: { 'date-parts'?: number[][] }
    title?: string
    id: string
  }
  const first = author?.[0]
  const who = first?.family ?? first?.literal ?? title ?? id
  const year = issued?.['date-parts']?.[0]?.[0]
  return year ? `${who} ${year}` : who
}
