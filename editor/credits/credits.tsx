import type { CreditsView } from '@charrette/collab-server/contract'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { useLoaded } from '../app/use-loaded.ts'
import { useWords } from '../messages/index.ts'
import { CorrectDialog, TakeBackDialog } from './correct-dialogs.tsx'
import { correctionWords } from './correction-words.ts'

/** Whom the next candidate will credit, and for those who may: putting it right. */
export function Credits({
  slug,
  openId,
  mayCorrect,
}: {
  slug: string
  openId: string | null
  mayCorrect: boolean
}) {
  const say = useWords().credits
  const loaded = useLoaded(`credits ${slug}`, () => api.credits(slug))
  const [changed, setChanged] = useState<CreditsView | null>(null)
  const [correcting, setCorrecting] = useState(false)
  const [takingBack, setTakingBack] = useState<CreditsView['corrections'][number] | null>(null)
  const [said, setSaid] = useState('')
  if (loaded.state === 'loading') return null
  if (loaded.state === 'failed')
    return (
      <p className="problem" role="alert">
        {loaded.error.message}
      </p>
    )
  const view = changed ?? loaded.value
  const byline = view.chapters.find(({ chapterId }) => chapterId === openId)?.byline ?? ''
  const take = (next: CreditsView, words: string) => {
    setChanged(next)
    setSaid(words)
  }
  return (
    <section className="credits" aria-label={say.inNextRelease}>
      <h3>{say.inNextRelease}</h3>
      <dl className="credit-lines">
        <div>
          <dt>{say.underTitle}</dt>
          <dd>{byline || say.nobody}</dd>
        </div>
        <div>
          <dt>{say.inColophon}</dt>
          <dd>
            {view.guide.length > 0
              ? view.guide
                  .map(({ name, share }) => (share === undefined ? name : `${name} (${share}%)`))
                  .join('; ')
              : say.citiesOfDetails}
          </dd>
        </div>
      </dl>
      {view.corrections.length > 0 ? (
        <ul className="corrections" aria-label={say.corrections}>
          {view.corrections.map((correction) => (
            <li key={correction.id}>
              <p>{correctionWords(correction)}</p>
              <p className="correction-reason">
                {correction.by.name}: {correction.reason}
              </p>
              {mayCorrect ? (
                <button
                  type="button"
                  className="link-button"
                  aria-label={say.takeBackOne(correctionWords(correction))}
                  onClick={() => setTakingBack(correction)}
                >
                  {say.takeBack}
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {mayCorrect ? (
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => setCorrecting(true)}
        >
          {say.correct}
        </button>
      ) : null}
      <p role="status" className="attribution-note">
        {said}
      </p>
      <CorrectDialog
        open={correcting}
        slug={slug}
        openId={openId}
        view={view}
        onCorrected={(next) => take(next, say.corrected)}
        onClose={() => setCorrecting(false)}
      />
      <TakeBackDialog
        correction={takingBack}
        slug={slug}
        onTakenBack={(next) => take(next, say.takenBack)}
        onClose={() => setTakingBack(null)}
      />
    </section>
  )
}
