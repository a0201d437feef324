import '../styles/attribution.css'
import type { AttributionView } from '@charrette/collab-server/contract'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { useLoaded } from '../app/use-loaded.ts'
import { Credits } from '../credits/credits.tsx'
import { shareWords } from './share-words.ts'

type Shares = Pick<AttributionView, 'characters' | 'cities'>

/** Which city wrote how much of what stands, in the open chapter and in the guide. */
export function AttributionPanel({
  slug,
  openId,
  mayCorrect,
}: {
  slug: string
  openId: string | null
  /** Whether the credits may be put right. */
  mayCorrect: boolean
}) {
  const [open, setOpen] = useState(false)
  return (
    <details className="attribution" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h2>Who wrote this</h2>
      </summary>
      {/* Counted anew at every opening. */}
      {open ? (
        <>
          <Attribution slug={slug} openId={openId} />
          <Credits slug={slug} openId={openId} mayCorrect={mayCorrect} />
        </>
      ) : null}
    </details>
  )
}

function Attribution({ slug, openId }: { slug: string; openId: string | null }) {
  const loaded = useLoaded(`attribution ${slug}`, () => api.attribution(slug))
  if (loaded.state === 'loading') return <p role="status">Counting …</p>
  if (loaded.state === 'failed')
    return (
      <p className="problem" role="alert">
        {loaded.error.message}
      </p>
    )
  const chapter = loaded.value.chapters.find(({ chapterId }) => chapterId === openId)
  return (
    <>
      {chapter ? <SharesOf heading="This chapter" shares={chapter} /> : null}
      <SharesOf heading="The whole guide" shares={loaded.value} />
      <p className="attribution-note">
        Of the words that stand now, by the city of whoever wrote them first. Moving words or
        accepting a suggestion makes nobody their writer.{' '}
        <button type="button" className="link-button" onClick={loaded.reload}>
          Count again
        </button>
      </p>
    </>
  )
}

function SharesOf({
  heading,
  shares: { characters, cities },
}: {
  heading: string
  shares: Shares
}) {
  const known = cities.reduce((sum, city) => sum + city.characters, 0)
  const rest = characters - known
  return (
    <section aria-label={heading}>
      <h3>{heading}</h3>
      {characters === 0 ? <p>No words yet.</p> : null}
      <ul className="shares">
        {[...cities, ...(rest > 0 ? [{ cityId: '', name: 'No city', characters: rest }] : [])].map(
          ({ cityId, name, characters: count }) => (
            <li key={cityId}>
              <span className="share-name">{name}</span>
              <span className="share-percent">{shareWords(count, characters)}</span>
              <meter min={0} max={characters} value={count} aria-label={`${name}’s share`} />
            </li>
          ),
        )}
      </ul>
    </section>
  )
}
