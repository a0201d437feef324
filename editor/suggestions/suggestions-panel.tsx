import { type SuggestionInText, suggestionRecord, suggestionsMap } from '@charrette/guides'
import { Check, X } from 'lucide-react'
import type * as Y from 'yjs'
import { useShared } from '../connection/use-shared.ts'
import { type SuggestionDesk, useSuggestions } from './suggestion-desk.ts'

/** The open chapter's suggestions: whose they are, what they do, and an answer to each. */
export function SuggestionsPanel({
  doc,
  desk,
  mayWrite,
}: {
  doc: Y.Doc
  desk: SuggestionDesk
  mayWrite: boolean
}) {
  const { open, selected } = useSuggestions(desk)
  const authors = useShared(suggestionsMap(doc), () =>
    Object.fromEntries(
      [...suggestionsMap(doc).keys()].map((id) => [id, suggestionRecord(doc, id)?.by ?? null]),
    ),
  )
  if (open.length === 0) return null
  const whose = ({ id }: SuggestionInText): string => {
    const by = authors[id]
    return by ? [by.name, by.city].filter(Boolean).join(', ') : 'Somebody unknown'
  }
  const people = [...new Set(open.map(whose))].sort()
  const ids = (some: SuggestionInText[]) => some.map(({ id }) => id)
  return (
    <section className="comments suggestions" aria-labelledby="suggestions-heading">
      <h2 id="suggestions-heading">
        Suggestions <span className="checks-count">{open.length} in this chapter</span>
      </h2>
      <ol className="threads">
        {open.map((one) => (
          <li key={one.id}>
            <article
              className={selected.includes(one.id) ? 'thread thread-active' : 'thread'}
              aria-label={`Suggestion of ${whose(one)}`}
            >
              <p className="message-by">
                <strong>{whose(one)}</strong>
              </p>
              <button type="button" className="suggestion-words" onClick={() => desk.show(one.id)}>
                {one.removed ? <del>{short(one.removed)}</del> : null}{' '}
                {one.added ? <ins>{short(one.added)}</ins> : null}
                {one.restyles ? <span>Set differently</span> : null}
              </button>
              {mayWrite ? (
                <Answers label="" onAnswer={(decision) => desk.answer([one.id], decision)} />
              ) : null}
            </article>
          </li>
        ))}
      </ol>
      {mayWrite ? (
        <details>
          <summary>Answer several at once</summary>
          {selected.length > 0 ? (
            <Answers
              label="in the selection"
              onAnswer={(decision) => desk.answer(selected, decision)}
            />
          ) : null}
          {people.map((name) => (
            <Answers
              key={name}
              label={`all of ${name}`}
              onAnswer={(decision) =>
                desk.answer(ids(open.filter((one) => whose(one) === name)), decision)
              }
            />
          ))}
          <Answers
            label="all in this chapter"
            onAnswer={(decision) => desk.answer(ids(open), decision)}
          />
        </details>
      ) : null}
    </section>
  )
}

function Answers({
  label,
  onAnswer,
}: {
  label: string
  onAnswer: (decision: 'accept' | 'reject') => void
}) {
  return (
    <p className="comment-actions">
      <button type="button" className="link-button" onClick={() => onAnswer('accept')}>
        <Check size={14} aria-hidden /> {`Accept ${label}`.trim()}
      </button>
      <button type="button" className="link-button" onClick={() => onAnswer('reject')}>
        <X size={14} aria-hidden /> {`Reject ${label}`.trim()}
      </button>
    </p>
  )
}

const short = (words: string): string => (words.length > 120 ? `${words.slice(0, 119)}…` : words)
