import '../styles/presence.css'
import type { OutlineEntry } from '@charrette/guides'
import { Link } from 'wouter'
import type { GuideConnection } from '../connection/guide-connection.ts'
import { type Present, usePresent } from '../connection/use-shared.ts'
import { useWords, words } from '../messages/index.ts'

/** Faces that stand in the bar; the others are behind a number. */
const FACES = 5

/** Who else is in the guide, and in which chapter; each can be followed. */
export function PeopleHere({
  connection,
  chapters,
  slug,
  onFollow,
}: {
  connection: GuideConnection
  chapters: OutlineEntry[]
  slug: string
  onFollow: (accountId: string) => void
}) {
  const say = useWords().saving
  const present = usePresent(connection)
  const faces = present.length > FACES ? present.slice(0, FACES - 1) : present
  const others = present.slice(faces.length)
  const card = (person: Present) => (
    <PersonWhere
      key={person.accountId}
      person={person}
      chapter={chapters.find(({ id }) => id === person.chapterId) ?? null}
      slug={slug}
      onFollow={onFollow}
    />
  )
  return (
    <ul className="people" aria-label={say.alsoHere}>
      {faces.map((person) => (
        <li key={person.accountId}>
          {/* One of a name is open at a time. */}
          <details className="person-here" name="person-here">
            <summary
              className="person"
              style={{ background: person.color }}
              title={`${person.name}, ${person.city}`}
            >
              <span aria-hidden>{person.name.slice(0, 1)}</span>
              <span className="visually-hidden">{`${person.name}, ${person.city}`}</span>
            </summary>
            <div className="person-card">{card(person)}</div>
          </details>
        </li>
      ))}
      {others.length > 0 ? (
        <li>
          <details className="person-here" name="person-here">
            <summary className="person person-more">
              <span>+{others.length}</span>
              <span className="visually-hidden">{say.morePeople}</span>
            </summary>
            <div className="person-card">{others.map(card)}</div>
          </details>
        </li>
      ) : null}
    </ul>
  )
}

function PersonWhere({
  person: { accountId, name, city, typing },
  chapter,
  slug,
  onFollow,
}: {
  person: Present
  chapter: OutlineEntry | null
  slug: string
  onFollow: (accountId: string) => void
}) {
  const say = useWords().saving
  return (
    <div>
      <strong>{[name, city].filter(Boolean).join(', ')}</strong>
      {chapter ? (
        <span>
          {typing ? say.writingIn : say.in}
          <Link href={`/write/guides/${slug}/chapters/${chapter.id}`}>
            {chapter.title || words().untitled}
          </Link>
        </span>
      ) : null}
      <button
        type="button"
        className="link-button"
        onClick={({ currentTarget }) => {
          currentTarget.closest('details')?.removeAttribute('open')
          onFollow(accountId)
        }}
      >
        {say.follow(name)}
      </button>
    </div>
  )
}
