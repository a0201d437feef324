import '../styles/sources.css'
import { bibliographyMap, type CslItem } from '@charrette/guides'
import { type FormEvent, useState } from 'react'
import type * as Y from 'yjs'
import { api, RequestFailed } from '../api/client.ts'
import { Dialog } from '../app/dialog.tsx'
import { useWords, words } from '../messages/index.ts'
import { labelOf, useSources } from '../nodes/source-picker.tsx'
import { addSources, placesOf } from './bibliography.ts'
import { SourceForm } from './source-form.tsx'

/** The guide's sources: added by form, by DOI or from a reference manager's file; changed, deleted. */
export function Sources({ doc, slug }: { doc: Y.Doc; slug: string }) {
  const say = useWords().sources
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="link-button" onClick={() => setOpen(true)}>
        {say.sources}
      </button>
      <Dialog title={say.sources} description={say.lede} open={open} onClose={() => setOpen(false)}>
        <SourceList doc={doc} slug={slug} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function SourceList({ doc, slug, onClose }: { doc: Y.Doc; slug: string; onClose: () => void }) {
  const say = useWords().sources
  const items = useSources(doc)
  // Null: the list; `new`: a form for a new source.
  const [editing, setEditing] = useState<CslItem | 'new' | null>(null)
  const [said, setSaid] = useState('')
  const [problems, setProblems] = useState<string[]>([])

  const tell = (words: string, wrong: string[] = []) => {
    setSaid(words)
    setProblems(wrong)
  }
  function remove(item: CslItem) {
    const places = placesOf(doc, item.id)
    if (places.length > 0) {
      const where = places.map(({ title, times }) => say.place(title, times)).join(', ')
      tell('', [say.isCited(labelOf(item), where)])
      return
    }
    bibliographyMap(doc).delete(item.id)
    tell(say.wasDeleted(labelOf(item)))
  }
  function take(read: { items: CslItem[]; problems: string[] }) {
    const { added, known } = addSources(doc, read.items)
    const [only] = added
    const words =
      added.length === 1 && only ? say.wasAdded(labelOf(only)) : say.wereAdded(added.length)
    tell(known > 0 ? `${words} ${say.known(known)}` : words, read.problems)
  }

  if (editing)
    return (
      <SourceForm
        item={editing === 'new' ? null : editing}
        onCancel={() => setEditing(null)}
        onSave={(item) => {
          if (editing === 'new') take({ items: [item], problems: [] })
          else {
            bibliographyMap(doc).set(item.id, item)
            tell(say.wasChanged(labelOf(item)))
          }
          setEditing(null)
        }}
      />
    )
  return (
    <div className="sources">
      <AddByDoi slug={slug} onFound={take} onProblem={(words) => tell('', [words])} />
      <AddFromFile slug={slug} onRead={take} onProblem={(words) => tell('', [words])} />
      <p>
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => setEditing('new')}
        >
          {say.addByForm}
        </button>
      </p>
      <p role="status">{said}</p>
      {problems.length > 0 ? (
        <ul className="problem" role="alert">
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      ) : null}
      {items.length === 0 ? <p>{say.none}</p> : null}
      <ul className="source-list" aria-label={say.ofGuide}>
        {items.map((item) => (
          <li key={item.id}>
            <p>
              <strong>{labelOf(item)}</strong>
              {item.title ? <span className="source-title">{String(item.title)}</span> : null}
            </p>
            <span className="source-actions">
              <button
                type="button"
                className="link-button"
                aria-label={say.editOne(labelOf(item))}
                onClick={() => setEditing(item)}
              >
                {words().edit}
              </button>
              <button
                type="button"
                className="link-button"
                aria-label={say.deleteOne(labelOf(item))}
                onClick={() => remove(item)}
              >
                {words().delete}
              </button>
            </span>
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {say.done}
        </button>
      </div>
    </div>
  )
}

interface Found {
  items: CslItem[]
  problems: string[]
}

const wordsOf = (error: unknown): string =>
  error instanceof RequestFailed ? error.message : words().sources.nothingAdded

function AddByDoi({
  slug,
  onFound,
  onProblem,
}: {
  slug: string
  onFound: (found: Found) => void
  onProblem: (words: string) => void
}) {
  const say = useWords().sources
  const [doi, setDoi] = useState('')
  const [busy, setBusy] = useState(false)
  async function find(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    try {
      onFound((await api.lookUpDoi(slug, doi)) as Found)
      setDoi('')
    } catch (error) {
      onProblem(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="source-add" onSubmit={find}>
      <label htmlFor="source-doi">DOI</label>
      <input
        id="source-doi"
        required
        maxLength={300}
        placeholder="10.1234/abc.5"
        autoComplete="off"
        value={doi}
        onChange={({ target }) => setDoi(target.value)}
      />
      <button type="submit" className="button button-small" disabled={busy}>
        {say.lookUp}
      </button>
    </form>
  )
}

/** In characters; the server says the same. */
const MOST = 900_000

function AddFromFile({
  slug,
  onRead,
  onProblem,
}: {
  slug: string
  onRead: (found: Found) => void
  onProblem: (words: string) => void
}) {
  const say = useWords().sources

  async function read(file: File | undefined) {
    if (!file) return
    const text = file.size > MOST * 4 ? '' : await file.text()
    if (file.size > MOST * 4 || text.length > MOST) {
      onProblem(say.tooLarge)
      return
    }
    try {
      onRead((await api.readSources(slug, text)) as Found)
    } catch (error) {
      onProblem(wordsOf(error))
    }
  }
  return (
    <div className="source-add">
      <label htmlFor="source-file">{say.file}</label>
      <input
        id="source-file"
        type="file"
        accept=".bib,.bibtex,.ris,.txt"
        onChange={({ target }) => {
          void read(target.files?.[0])
          target.value = ''
        }}
      />
    </div>
  )
}
