import type { CslItem } from '@charrette/guides'
import { type FormEvent, useId, useState } from 'react'
import { Problem } from '../app/problem.tsx'
import { useWords, words } from '../messages/index.ts'

type Fields = Record<
  'type' | 'authors' | 'year' | 'title' | 'container' | 'publisher' | 'page' | 'DOI' | 'URL',
  string
>

/** The fields of a source, for one that is new or that is changed. */
export function SourceForm({
  item,
  onSave,
  onCancel,
}: {
  /** Null for a new one. */
  item: CslItem | null
  onSave: (item: CslItem) => void
  onCancel: () => void
}) {
  const say = useWords().sources
  const id = useId()
  const [fields, setFields] = useState<Fields>(() => fieldsOf(item))
  const [problem, setProblem] = useState('')
  const set = (name: keyof Fields) => (event: { target: { value: string } }) =>
    setFields({ ...fields, [name]: event.target.value })
  const field = (name: keyof Fields, label: string, hint = '') => (
    <div className="source-field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        value={fields[name]}
        onChange={set(name)}
        aria-describedby={hint ? `${id}-${name}-hint` : undefined}
      />
      {hint ? <small id={`${id}-${name}-hint`}>{hint}</small> : null}
    </div>
  )

  function save(event: FormEvent) {
    event.preventDefault()
    if (!fields.title.trim()) return setProblem(say.needsTitle)
    if (fields.year.trim() && !/^\d{4}$/.test(fields.year.trim())) return setProblem(say.yearDigits)
    onSave(itemFrom(fields, item))
  }

  const known = Object.hasOwn(say.kinds, fields.type)
  return (
    <form className="source-form" onSubmit={save}>
      <div className="source-field">
        <label htmlFor={`${id}-type`}>{say.kind}</label>
        <select id={`${id}-type`} value={fields.type} onChange={set('type')}>
          {known ? null : <option value={fields.type}>{fields.type}</option>}
          {Object.entries(say.kinds).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="source-field">
        <label htmlFor={`${id}-authors`}>{say.authors}</label>
        <textarea id={`${id}-authors`} rows={2} value={fields.authors} onChange={set('authors')} />
        <small>{say.authorsHint}</small>
      </div>
      {field('title', say.title)}
      {field('year', say.year)}
      {field('container', say.container)}
      {field('publisher', say.publisher)}
      {field('page', say.pages)}
      {field('DOI', 'DOI')}
      {field('URL', say.webAddress)}
      <Problem words={problem} />
      <div className="dialog-actions">
        <button type="button" className="button button-quiet" onClick={onCancel}>
          {say.back}
        </button>
        <button type="submit" className="button">
          {item ? words().save : words().add}
        </button>
      </div>
    </form>
  )
}

interface Name {
  family?: string
  given?: string
  literal?: string
}

function fieldsOf(item: CslItem | null): Fields {
  const text = (name: string) => String(item?.[name] ?? '')
  const authors = (item?.author ?? []) as Name[]
  const issued = item?.issued as { 'date-parts'?: unknown[][] } | undefined
  return {
    type: item?.type ?? 'report',
    authors: authors.map(lineOf).join('\n'),
    year: String(issued?.['date-parts']?.[0]?.[0] ?? ''),
    title: text('title'),
    container: text('container-title'),
    publisher: text('publisher'),
    page: text('page'),
    DOI: text('DOI'),
    URL: text('URL'),
  }
}

const lineOf = ({ family = '', given, literal }: Name): string =>
  literal ?? (given ? `${family}, ${given}` : family)

function nameFrom(line: string): Name {
  const [family = '', ...given] = line.split(',')
  return given.length > 0
    ? { family: family.trim(), given: given.join(',').trim() }
    : { literal: line.trim() }
}

function itemFrom(fields: Fields, item: CslItem | null): CslItem {
  const authors = fields.authors
    .split('\n')
    .flatMap((line) => (line.trim() ? [nameFrom(line)] : []))
  const year = fields.year.trim()
  const before = fieldsOf(item)
  const values: Record<string, unknown> = {
    title: fields.title.trim(),
    author: authors.length > 0 ? authors : undefined,
    // A day and a month that a library knows stay, as long as the year does.
    issued:
      year === before.year ? item?.issued : year ? { 'date-parts': [[Number(year)]] } : undefined,
    'container-title': fields.container.trim() || undefined,
    publisher: fields.publisher.trim() || undefined,
    page: fields.page.trim() || undefined,
    DOI: fields.DOI.trim().replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, '') || undefined,
    URL: asAddress(fields.URL.trim()) || undefined,
  }
  const kept = Object.fromEntries(
    Object.entries(item ?? {}).filter(([name]) => !Object.hasOwn(values, name)),
  )
  const key = item?.id ?? keyFor(authors[0]?.family ?? authors[0]?.literal ?? fields.title, year)
  const said = Object.entries(values).filter(([, value]) => value !== undefined)
  return { ...kept, ...Object.fromEntries(said), id: key, type: fields.type }
}

/** People leave out what browsers add. */
const asAddress = (typed: string): string =>
  typed === '' || /^https?:\/\//i.test(typed) ? typed : `https://${typed.replace(/^\/+/, '')}`

function keyFor(name: string, year: string): string {
  const word = name.toLowerCase().match(/[a-z]+/)?.[0] ?? 'source'
  return `${word}${year}`
}
