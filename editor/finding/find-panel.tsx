import '../styles/finding.css'
import type { Replaced, Writer } from '@charrette/guides'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useWords, words } from '../messages/index.ts'
import { type SuggestionDesk, useSuggestions } from '../suggestions/suggestion-desk.ts'
import { type Finding, useFinding } from './finding.ts'

/** Finds words in the whole guide, and replaces them. Ctrl+F opens it instead of the browser's own. */
export function FindPanel({
  finding,
  suggestions,
  openId,
  openChapter,
  mayReplace,
  me,
}: {
  finding: Finding
  suggestions: SuggestionDesk
  openId: string | null
  openChapter: (id: string) => void
  mayReplace: boolean
  me: Writer
}) {
  const say = useWords().guide
  const { open, query, matches, current, searching } = useFinding(finding)
  const { suggesting } = useSuggestions(suggestions)
  const [substitute, setSubstitute] = useState('')
  const [replaced, setReplaced] = useState<Replaced | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const begin = () => {
      const selected = String(window.getSelection() ?? '')
      // Before the next key comes: it must not land in the text.
      flushSync(() => {
        setReplaced(null)
        finding.open(openId)
        if (selected && selected.length <= 100 && !selected.includes('\n'))
          finding.ask({ words: selected })
      })
      field.current?.focus()
      field.current?.select()
    }
    const onKey = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, shiftKey, altKey } = event
      if (key.toLowerCase() !== 'f' || !(ctrlKey || metaKey) || shiftKey || altKey) return
      event.preventDefault()
      event.stopPropagation()
      begin()
    }
    finding.begin = begin
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [finding, openId])
  useEffect(() => () => finding.close(), [finding])
  useEffect(() => {
    finding.openChapter = (id) => {
      if (id !== openId) openChapter(id)
    }
  }, [finding, openId, openChapter])
  const place = matches[current]
  useTitleMark(place?.kind === 'title' && place.chapterId === openId)
  if (!open) return null

  const suggester = suggesting ? me : null
  const leave = () => {
    finding.goToText()
    finding.close()
  }
  const chapters = new Set(matches.map(({ chapterId }) => chapterId)).size
  return (
    <search
      className="finding-panel"
      aria-label={say.findAndReplace}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        leave()
      }}
    >
      <div className="finding-row">
        <input
          ref={field}
          aria-label={say.find}
          placeholder={say.findIn}
          autoComplete="off"
          spellCheck={false}
          value={query.words}
          onChange={({ target }) => {
            setReplaced(null)
            finding.ask({ words: target.value })
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            void finding.step(event.shiftKey ? -1 : 1)
          }}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={say.previous}
          title={say.previousKey}
          disabled={matches.length === 0}
          onClick={() => void finding.step(-1)}
        >
          <ArrowUp size={17} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={say.next}
          title={say.nextKey}
          disabled={matches.length === 0}
          onClick={() => void finding.step(1)}
        >
          <ArrowDown size={17} aria-hidden />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={words().close}
          title={say.closeKey}
          onClick={leave}
        >
          <X size={17} aria-hidden />
        </button>
      </div>
      <div className="finding-options">
        <label className="check">
          <input
            type="checkbox"
            checked={query.matchCase}
            onChange={({ target }) => finding.ask({ matchCase: target.checked })}
          />
          {say.matchCase}
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={query.wholeWords}
            onChange={({ target }) => finding.ask({ wholeWords: target.checked })}
          />
          {say.wholeWords}
        </label>
        <p className="finding-count" role="status">
          {query.words === '' || (searching && matches.length === 0) ? (
            ''
          ) : matches.length === 0 ? (
            say.nothingFound
          ) : (
            <>
              <strong>{say.place(current + 1, matches.length)}</strong>
              {chapters > 1 ? say.inChapters(chapters) : ''}
            </>
          )}
        </p>
      </div>
      {mayReplace ? (
        <>
          <div className="finding-row">
            <input
              aria-label={say.replaceWith}
              placeholder={say.replaceWith}
              autoComplete="off"
              lang={document.documentElement.lang}
              value={substitute}
              onChange={({ target }) => setSubstitute(target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                event.preventDefault()
                void finding.replace(substitute, suggester).then(setReplaced)
              }}
            />
            <button
              type="button"
              className="button button-quiet button-small"
              disabled={matches.length === 0}
              onClick={() => void finding.replace(substitute, suggester).then(setReplaced)}
            >
              {say.replace}
            </button>
            <button
              type="button"
              className="button button-quiet button-small"
              disabled={matches.length === 0}
              onClick={() => void finding.replaceAll(substitute, suggester).then(setReplaced)}
            >
              {say.replaceAll}
            </button>
          </div>
          {suggesting ? <p className="finding-hint">{say.youSuggest}</p> : null}
          <p className="finding-done" role="status">
            {replaced ? (
              <>
                {wordsOf(replaced, suggesting)}{' '}
                {replaced.places > 0 ? (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => {
                      finding.undo()
                      setReplaced(null)
                      field.current?.focus()
                    }}
                  >
                    {words().undo}
                  </button>
                ) : null}
              </>
            ) : null}
          </p>
        </>
      ) : null}
    </search>
  )
}

/** A text field shows no mark within its words: the whole title is marked. */
function useTitleMark(isMarked: boolean): void {
  useEffect(() => {
    const title = document.querySelector('.chapter-title')
    title?.classList.toggle('found-current', isMarked)
    return () => title?.classList.remove('found-current')
  })
}

function wordsOf({ places, chapters, titlesLeft }: Replaced, isSuggested: boolean): string {
  const say = words().guide
  const left = titlesLeft === 0 ? '' : titlesLeft === 1 ? say.titleLeft : say.titlesLeft(titlesLeft)
  if (places === 0) return left || say.nothingReplaced
  const many = (isSuggested ? say.suggestedPlaces : say.replacedPlaces)(places)
  return `${many}${chapters > 1 ? say.inChapters(chapters) : ''}.${left}`
}
