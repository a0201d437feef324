import '../styles/suggestions.css'
import { type SuggestionInText, suggestionRecord, suggestionsMap } from '@charrette/guides'
import { Check, X } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import type * as Y from 'yjs'
import { useShared } from '../connection/use-shared.ts'
import { useWords } from '../messages/index.ts'
import { type SuggestionDesk, useSuggestions } from './suggestion-desk.ts'

const ALL = 'all'
const SELECTED = 'selected'
const OF = 'of '

type Decision = 'accept' | 'reject'

/** The open chapter's suggestions: whose they are, what they do, and an answer to each or to many. */
export function SuggestionsPanel({
  doc,
  desk,
  mayAnswer,
  me,
}: {
  doc: Y.Doc
  desk: SuggestionDesk
  /** Everybody's; who may not can still take back their own. */
  mayAnswer: boolean
  /** The account that may suggest, if it is one. */
  me: string | null
}) {
  const say = useWords().suggestions
  const { open, selected } = useSuggestions(desk)
  const [filter, setFilter] = useState(ALL)
  const [said, setSaid] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const authors = useShared(suggestionsMap(doc), () =>
    Object.fromEntries(
      [...suggestionsMap(doc).keys()].map((id) => {
        const by = suggestionRecord(doc, id)?.by
        const name = by ? [by.name, by.city].filter(Boolean).join(', ') : null
        return [id, { accountId: by?.accountId, name }]
      }),
    ),
  )
  if (open.length === 0 && !said) return null
  const whose = ({ id }: SuggestionInText): string => authors[id]?.name ?? say.unknownOne
  const people = [...new Set(open.map(whose))].sort()
  // Whoever was chosen may have none left.
  const chosen = filter.startsWith(OF) && !people.includes(filter.slice(OF.length)) ? ALL : filter
  const shown = open.filter((one) =>
    chosen === SELECTED
      ? selected.includes(one.id)
      : chosen === ALL || whose(one) === chosen.slice(OF.length),
  )

  function answer(ids: string[], decision: Decision) {
    desk.answer(ids, decision)
    const done = decision === 'accept' ? 'accepted' : mayAnswer ? 'rejected' : 'takenBack'
    setSaid(say[done](ids.length))
    // The button that was pressed is gone with its suggestion.
    heading.current?.focus()
  }

  return (
    <section className="comments suggestions" aria-labelledby="suggestions-heading">
      <h2 id="suggestions-heading" ref={heading} tabIndex={-1}>
        {say.heading} <span className="checks-count">{say.inChapter(open.length)}</span>
      </h2>
      <p role="status" className="comment-hint">
        {said}
      </p>
      {open.length > 1 ? (
        <div className="suggestions-several">
          <select
            aria-label={say.which}
            value={chosen}
            onChange={({ target }) => setFilter(target.value)}
          >
            <option value={ALL}>{say.all}</option>
            <option value={SELECTED}>{say.selected}</option>
            {people.map((name) => (
              <option key={name} value={`${OF}${name}`}>
                {say.ofOne(name)}
              </option>
            ))}
          </select>
          {mayAnswer && shown.length > 0 ? (
            <div className="comment-actions">
              {(['accept', 'reject'] as const).map((decision) => (
                <button
                  key={decision}
                  type="button"
                  className="button button-quiet button-small"
                  onClick={() =>
                    answer(
                      shown.map(({ id }) => id),
                      decision,
                    )
                  }
                >
                  {(decision === 'accept' ? say.acceptThese : say.rejectThese)(shown.length)}
                </button>
              ))}
            </div>
          ) : null}
        </div>
      ) : null}
      {shown.length === 0 && open.length > 0 ? <p className="comment-hint">{say.none}</p> : null}
      <ol className="threads">
        {shown.map((one) => (
          <li key={one.id}>
            <SuggestionCard
              id={one.id}
              added={one.added}
              removed={one.removed}
              restyles={one.restyles}
              whose={whose(one)}
              active={selected.includes(one.id)}
              onShow={desk.show}
              may={
                mayAnswer
                  ? 'answer'
                  : me !== null && authors[one.id]?.accountId === me
                    ? 'take back'
                    : 'read'
              }
              onAnswer={answer}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface CardFacts extends Pick<SuggestionInText, 'id' | 'added' | 'removed' | 'restyles'> {
  whose: string
  active: boolean
  may: 'answer' | 'take back' | 'read'
}

/** Drawn anew only where its facts changed: a chapter may hold hundreds, and somebody types in it. */
const SuggestionCard = memo(
  function SuggestionCard({
    id,
    added,
    removed,
    restyles,
    whose,
    active,
    may,
    onShow,
    onAnswer,
  }: CardFacts & {
    onShow: (id: string) => void
    onAnswer: (ids: string[], decision: Decision) => void
  }) {
    const say = useWords().suggestions
    const words = short(added || removed) || say.setting
    return (
      <article className={active ? 'thread thread-active' : 'thread'} aria-label={say.of(whose)}>
        <p className="message-by">
          <strong>{whose}</strong>
        </p>
        <button
          type="button"
          className="suggestion-words"
          title={say.show}
          onClick={() => onShow(id)}
        >
          {removed ? <del>{short(removed)}</del> : null} {added ? <ins>{short(added)}</ins> : null}
          {restyles ? <span className="suggestion-set">{say.setDifferently}</span> : null}
        </button>
        {may === 'read' ? null : (
          <p className="comment-actions">
            {may === 'answer' ? (
              <button
                type="button"
                className="link-button"
                aria-label={say.acceptOne(words)}
                onClick={() => onAnswer([id], 'accept')}
              >
                <Check size={14} aria-hidden /> {say.accept}
              </button>
            ) : null}
            <button
              type="button"
              className="link-button"
              aria-label={(may === 'answer' ? say.rejectOne : say.takeBackOne)(words)}
              onClick={() => onAnswer([id], 'reject')}
            >
              <X size={14} aria-hidden /> {may === 'answer' ? say.reject : say.takeBack}
            </button>
          </p>
        )}
      </article>
    )
  },
  (before, after) =>
    before.id === after.id &&
    before.added === after.added &&
    before.removed === after.removed &&
    before.restyles === after.restyles &&
    before.whose === after.whose &&
    before.active === after.active &&
    before.may === after.may,
)

const short = (words: string): string => (words.length > 120 ? `${words.slice(0, 119)}…` : words)
