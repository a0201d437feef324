import '../styles/attribution.css'
import type { AttributionView } from '@charrette/collab-server/contract'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { useLoaded } from '../app/use-loaded.ts'
import { Credits } from '../credits/credits.tsx'
import { useWords } from '../messages/index.ts'
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
  const say = useWords().credits
  const [open, setOpen] = useState(false)
  return (
    <details className="attribution" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h2>{say.whoWrote}</h2>
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
  const say = useWords().credits
  const loaded = useLoaded(`attribution ${slug}`, () => api.attribution(slug))
  if (loaded.state === 'loading') return <p role="status">{say.counting}</p>
  if (loaded.state === 'failed')
    return (
      <p className="problem" role="alert">
        {loaded.error.message}
      </p>
    )
  const chapter = loaded.value.chapters.find(({ chapterId }) => chapterId === openId)
  return (
    <>
      {chapter ? <SharesOf heading={say.thisChapter} shares={chapter} /> : null}
      <SharesOf heading={say.wholeGuide} shares={loaded.value} />
      <p className="attribution-note">
        {say.shareNote}
        <button type="button" className="link-button" onClick={loaded.reload}>
          {say.countAgain}
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
  const say = useWords().credits
  const known = cities.reduce((sum, city) => sum + city.characters, 0)
  const rest = characters - known
  return (
    <section aria-label={heading}>
      <h3>{heading}</h3>
      {characters === 0 ? <p>{say.noWords}</p> : null}
      <ul className="shares">
        {[...cities, ...(rest > 0 ? [{ cityId: '', name: say.noCity, characters: rest }] : [])].map(
          ({ cityId, name, characters: count }) => (
            <li key={cityId}>
              <span className="share-name">{name}</span>
              <span className="share-percent">{shareWords(count, characters)}</span>
              <meter min={0} max={characters} value={count} aria-label={say.shareOf(name)} />
            </li>
          ),
        )}
      </ul>
    </section>
  )
}
