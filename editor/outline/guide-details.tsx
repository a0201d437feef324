import {
  type City,
  citationStyles,
  type FrontMatter,
  frontMatterMap,
  frontMatterSchema,
} from '@charrette/guides'
import { type FormEvent, useId, useState } from 'react'
import type * as Y from 'yjs'
import { Dialog } from '../app/dialog.tsx'
import { Problem } from '../app/problem.tsx'
import { useWords, words } from '../messages/index.ts'

/** What stands before a guide's text: how readers find it, and who is named as its author. */
export function GuideDetails({ doc }: { doc: Y.Doc }) {
  const say = useWords().outline
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="link-button" onClick={() => setOpen(true)}>
        {say.about}
      </button>
      <Dialog
        title={say.about}
        description={say.aboutLede}
        open={open}
        onClose={() => setOpen(false)}
      >
        <DetailsForm doc={doc} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

/** The fields as they are typed. */
interface Typed {
  title: string
  subtitle: string
  summary: string
  lang: string
  cities: string
  authors: string
  topics: string
  licence: string
  citationStyle: string
  heldCity: string
  heldDate: string
}

function DetailsForm({ doc, onDone }: { doc: Y.Doc; onDone: () => void }) {
  const say = useWords().outline
  const id = useId()
  const stored = frontMatterMap(doc).toJSON() as Partial<FrontMatter>
  const [typed, setTyped] = useState<Typed>(() => typedFrom(stored))
  const [problem, setProblem] = useState('')

  function save(event: FormEvent) {
    event.preventDefault()
    const read = frontMatterSchema.safeParse({ ...stored, ...fieldsFrom(typed, stored) })
    if (!read.success) {
      const [issue] = read.error.issues
      setProblem(
        `${(say.fields as Record<string, string>)[String(issue?.path[0])] ?? say.aField}: ${issue?.message ?? say.doesNotFit}`,
      )
      return
    }
    // What somebody else changed meanwhile stays, unless it was changed here as well.
    const before = frontMatterSchema.safeParse(stored).data
    doc.transact(() => {
      for (const [field, value] of Object.entries(read.data))
        if (JSON.stringify(value) !== JSON.stringify(before?.[field as keyof FrontMatter]))
          frontMatterMap(doc).set(field, value)
    })
    onDone()
  }
  const field = (name: keyof Typed, hint = '', rows = 0) => {
    const common = {
      id: `${id}-${name}`,
      value: typed[name],
      'aria-describedby': hint ? `${id}-${name}-hint` : undefined,
      onChange: (event: { target: { value: string } }) =>
        setTyped({ ...typed, [name]: event.target.value }),
    }
    return (
      <>
        <label htmlFor={common.id}>{say.fields[name]}</label>
        {hint ? <small id={`${id}-${name}-hint`}>{hint}</small> : null}
        {rows > 0 ? <textarea rows={rows} {...common} /> : <input {...common} />}
      </>
    )
  }
  return (
    <form onSubmit={save}>
      <Problem words={problem} />
      {field('title')}
      {field('subtitle')}
      {field('summary', say.summaryHint, 3)}
      {field('lang', say.langHint)}
      {stored.kind === 'convening' ? (
        <>
          {field('heldCity', say.heldCityHint)}
          {field('heldDate', say.heldDateHint)}
        </>
      ) : null}
      {field('cities', say.citiesHint, 3)}
      {field('authors', say.authorsHint, 2)}
      {field('topics', say.topicsHint, 2)}
      {field('licence', say.licenceHint)}
      <label htmlFor={`${id}-citationStyle`}>{say.fields.citationStyle}</label>
      <select
        id={`${id}-citationStyle`}
        value={typed.citationStyle}
        onChange={({ target }) => setTyped({ ...typed, citationStyle: target.value })}
      >
        <option value="chicago-author-date">{say.chicago}</option>
        <option value="apa">APA</option>
      </select>
      <div className="dialog-actions">
        <button type="button" className="button button-quiet" onClick={onDone}>
          {words().cancel}
        </button>
        <button type="submit" className="button">
          {words().save}
        </button>
      </div>
    </form>
  )
}

const inLines = (lines: readonly string[] = []): string => lines.join('\n')
const linesOf = (text: string): string[] => text.split('\n').flatMap((line) => line.trim() || [])
const placeOf = ({ name, state }: City): string => (state ? `${name}, ${state}` : name)
/** "Miami, FL": what stands after the last comma is the state. */
function cityOf(line: string): City {
  const comma = line.lastIndexOf(',')
  return comma < 0
    ? { name: line.trim(), state: '' }
    : { name: line.slice(0, comma).trim(), state: line.slice(comma + 1).trim() }
}

function typedFrom({ held, ...front }: Partial<FrontMatter>): Typed {
  return {
    title: front.title ?? '',
    subtitle: front.subtitle ?? '',
    summary: front.summary ?? '',
    lang: front.lang ?? 'en',
    cities: inLines(front.cities?.map(placeOf)),
    authors: inLines(front.authors),
    topics: inLines(front.topics),
    licence: front.licence ?? '',
    citationStyle: front.citationStyle ?? citationStyles[0],
    heldCity: held ? placeOf(held.city) : '',
    heldDate: held?.date ?? '',
  }
}

function fieldsFrom(
  typed: Typed,
  { kind, citationStyle }: Partial<FrontMatter>,
): Record<string, unknown> {
  const { title, subtitle, summary, lang, licence, heldCity, heldDate } = typed
  const isHeld = kind === 'convening' && (heldCity.trim() !== '' || heldDate.trim() !== '')
  return {
    title,
    subtitle,
    summary,
    lang: lang.trim(),
    licence,
    cities: linesOf(typed.cities).map(cityOf),
    authors: linesOf(typed.authors),
    topics: linesOf(typed.topics),
    // What was never chosen stays left out: a text keeps its content hash.
    ...(citationStyle || typed.citationStyle !== citationStyles[0]
      ? { citationStyle: typed.citationStyle }
      : {}),
    ...(isHeld ? { held: { city: cityOf(heldCity), date: heldDate.trim() } } : {}),
  }
}
