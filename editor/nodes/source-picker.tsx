import { bibliographyMap, type CslItem } from '@charrette/guides'
import { useState } from 'react'
import type * as Y from 'yjs'
import { useShared } from '../connection/use-shared.ts'
import { words } from '../messages/index.ts'
import { Field } from './field.tsx'

/** The guide's sources in the order of their labels, kept current. */
export function useSources(doc: Y.Doc): CslItem[] {
  const bibliography = bibliographyMap(doc)
  return useShared(bibliography, () =>
    [...bibliography.values()].sort((a, b) => labelOf(a).localeCompare(labelOf(b))),
  )
}

/** Chooses a source of the guide's bibliography, or adds one to it. */
export function SourcePicker({
  doc,
  value,
  readOnly = false,
  onChange,
}: {
  doc: Y.Doc
  /** The key of the source; empty where none is chosen. */
  value: string
  readOnly?: boolean
  onChange: (key: string) => void
}) {
  const say = words().nodes
  const items = useSources(doc)
  const [adding, setAdding] = useState(false)
  if (adding)
    return (
      <NewSource
        onAdd={(added) => {
          bibliographyMap(doc).set(added.id, added)
          onChange(added.id)
          setAdding(false)
        }}
        onCancel={() => setAdding(false)}
      />
    )
  return (
    <span className="source-picker" contentEditable={false}>
      <select
        aria-label={say.source}
        value={value}
        disabled={readOnly}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{say.chooseSourceFirst}</option>
        {value && !items.some(({ id }) => id === value) ? (
          <option value={value}>{say.unknown(value)}</option>
        ) : null}
        {items.map((option) => (
          <option key={option.id} value={option.id}>
            {labelOf(option)}
          </option>
        ))}
      </select>
      {readOnly ? null : (
        <button type="button" className="link-button" onClick={() => setAdding(true)}>
          {say.addSource}
        </button>
      )}
    </span>
  )
}

function NewSource({ onAdd, onCancel }: { onAdd: (item: CslItem) => void; onCancel: () => void }) {
  const say = words().nodes
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
    <span className="new-source" contentEditable={false}>
      {field('author', say.sourceAuthor)}
      {field('year', say.year)}
      {field('title', say.title)}
      {field('publisher', say.publisher)}
      {field('url', say.webAddress)}
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
            ...(url.trim() ? { URL: asAddress(url.trim()) } : {}),
          })
        }
      >
        {words().add}
      </button>
      <button type="button" className="link-button" onClick={onCancel}>
        {words().cancel}
      </button>
    </span>
  )
}

/** People leave out what browsers add. */
const asAddress = (typed: string): string =>
  /^https?:\/\//i.test(typed) ? typed : `https://${typed.replace(/^\/+/, '')}`

function keyFor(name: string, year: string): string {
  const word = name.toLowerCase().match(/[a-z]+/)?.[0] ?? 'source'
  return `${word}${year.trim()}-${Math.random().toString(36).slice(2, 6)}`
}

/** "Federal Communications Commission 2024", or the title where nobody is named. */
export function labelOf(item: CslItem): string {
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
