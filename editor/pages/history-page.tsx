import '../styles/review.css'
import '../styles/history.css'
import type { GuideHistory, GuideSummary, Me } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import { type FormEvent, useState } from 'react'
import { useSearchParams } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import { Dialog } from '../app/dialog.tsx'
import { PageFrame } from '../app/page-frame.tsx'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { Comparison } from '../history/comparison.tsx'
import { choicesOf } from '../history/moment-words.ts'
import { Timeline } from '../history/timeline.tsx'
import { useWords, words } from '../messages/index.ts'
import { GuideLinks } from '../review/guide-links.tsx'
import { NothingHere } from './nothing-here.tsx'

/** Who wrote when, what changed between any two moments, and the way back. */
export default function HistoryPage({ me, slug }: { me: Me; slug: string }) {
  const say = useWords().history
  const [times, setTimes] = useState(0)
  const loaded = useLoaded(`history ${slug} ${times}`, async () => {
    const guide = await api.guide(slug)
    return { guide, history: await api.history(slug) }
  })
  if (loaded.state === 'loading') return <p className="waiting">{say.fetching}</p>
  if (loaded.state === 'failed')
    return <NothingHere heading={say.cannotShow} words={loaded.error.message} />
  const { guide, history } = loaded.value
  return (
    <PageFrame
      me={me}
      title={say.of(guide.title)}
      middle={<GuideLinks slug={slug} role={guide.role} />}
    >
      <History
        guide={guide}
        history={history}
        times={times}
        onChanged={() => setTimes((count) => count + 1)}
      />
    </PageFrame>
  )
}

function History({
  guide,
  history,
  times,
  onChanged,
}: {
  guide: GuideSummary
  history: GuideHistory
  times: number
  onChanged: () => void
}) {
  const say = useWords().history
  const { slug } = guide
  const [params, setParams] = useSearchParams()
  const from = params.get('from')
  const to = params.get('to') ?? 'now'
  const view = params.get('view') === 'sides' ? 'sides' : 'inline'
  const [asked, setAsked] = useState<{ id: string; title: string } | 'guide' | null>(null)
  const [problem, setProblem] = useState('')
  const [restored, setRestored] = useState<{ words: string; before: string } | null>(null)
  const [older, setOlder] = useState<GuideHistory[]>([])
  const whole: GuideHistory = {
    ...history,
    sittings: [history, ...older].flatMap(({ sittings }) => sittings),
    olderThan: (older.at(-1) ?? history).olderThan,
  }
  const choices = choicesOf(whole)
  const mayRestore = may(guide.role, 'restore a version')

  async function restore(version: string, chapterId: string | null, done: string) {
    setProblem('')
    setAsked(null)
    try {
      const { before } = await api.restoreVersion(slug, version, chapterId)
      setRestored({ words: done, before })
      setOlder([])
      onChanged()
    } catch (error) {
      setRestored(null)
      setProblem(error instanceof RequestFailed ? error.message : words().nothingChanged)
    }
  }

  return (
    <div className="review history">
      <header className="review-head">
        <h1>{say.of(guide.title)}</h1>
        <p>{say.nothingLost}</p>
      </header>
      <Problem words={problem} />
      {restored ? (
        <p className="outcome" role="status">
          {say.seenAtOnce(restored.words)}
          <button
            type="button"
            className="link-button"
            onClick={() => restore(restored.before, null, say.asBefore)}
          >
            {words().undo}
          </button>
        </p>
      ) : null}
      <section className="compare" aria-labelledby="compare-heading">
        <h2 id="compare-heading">{say.compareTwo}</h2>
        <form
          className="compare-form"
          onSubmit={(event: FormEvent<HTMLFormElement>) => {
            event.preventDefault()
            const chosen = new FormData(event.currentTarget)
            setParams({
              from: String(chosen.get('from')),
              to: String(chosen.get('to')),
              view: String(chosen.get('view')),
            })
          }}
        >
          {(
            [
              ['from', say.earlier, from ?? choices[1]?.ref ?? 'now'],
              ['to', say.later, to],
            ] as const
          ).map(([name, label, chosen]) => (
            <div key={name}>
              <label htmlFor={`compare-${name}`}>{label}</label>
              <select
                id={`compare-${name}`}
                name={name}
                // A link chooses anew.
                key={chosen}
                defaultValue={chosen}
              >
                {choices.some(({ ref }) => ref === chosen) ? null : (
                  <option value={chosen}>{say.momentBefore}</option>
                )}
                {choices.map(({ ref, words }) => (
                  <option key={ref} value={ref}>
                    {words}
                  </option>
                ))}
              </select>
            </div>
          ))}
          <div>
            <label htmlFor="compare-view">{say.shown}</label>
            <select id="compare-view" name="view" key={view} defaultValue={view}>
              <option value="inline">{say.inOneText}</option>
              <option value="sides">{say.sideBySide}</option>
            </select>
          </div>
          <button type="submit" className="button">
            {say.compare}
          </button>
        </form>
        {from ? (
          <Comparison
            slug={slug}
            from={from}
            to={to}
            view={view}
            times={times}
            onRestore={
              mayRestore && from !== 'now' && from !== 'u0'
                ? (chapter) => setAsked(chapter ?? 'guide')
                : null
            }
          />
        ) : null}
      </section>
      <section aria-labelledby="timeline-heading">
        <h2 id="timeline-heading">{say.whoWroteWhen}</h2>
        {may(guide.role, 'name a version') ? (
          <NameVersion slug={slug} onNamed={onChanged} onProblem={setProblem} />
        ) : null}
        <Timeline slug={slug} history={whole} />
        {whole.olderThan === null ? null : (
          <button
            type="button"
            className="button button-quiet"
            onClick={() =>
              api.history(slug, whole.olderThan).then(
                (more) => setOlder([...older, more]),
                (error: RequestFailed) => setProblem(error.message),
              )
            }
          >
            {say.showOlder}
          </button>
        )}
      </section>
      <Dialog
        title={
          asked === 'guide' || !asked
            ? say.askBringBackAll
            : say.askBringBack(asked.title || words().untitled)
        }
        open={asked !== null}
        onClose={() => setAsked(null)}
        description={
          <p>
            {say.bringBackLede} {asked === 'guide' ? say.chaptersPutAway : say.chaptersStay}{' '}
            {say.commentsStay}
          </p>
        }
      >
        <div className="dialog-actions">
          <button type="button" className="button button-quiet" onClick={() => setAsked(null)}>
            {say.leave}
          </button>
          <button
            type="button"
            className="button"
            onClick={() =>
              from && asked
                ? restore(
                    from,
                    asked === 'guide' ? null : asked.id,
                    asked === 'guide'
                      ? say.earlierIsBack
                      : say.isBack(asked.title || words().untitled),
                  )
                : undefined
            }
          >
            {say.doBringBack}
          </button>
        </div>
      </Dialog>
    </div>
  )
}

function NameVersion({
  slug,
  onNamed,
  onProblem,
}: {
  slug: string
  onNamed: () => void
  onProblem: (words: string) => void
}) {
  const say = useWords().history
  const [name, setName] = useState('')
  return (
    <form
      className="name-version"
      onSubmit={(event) => {
        event.preventDefault()
        api.nameVersion(slug, name).then(
          () => {
            setName('')
            onProblem('')
            onNamed()
          },
          (error: RequestFailed) => onProblem(error.message),
        )
      }}
    >
      <label htmlFor="version-name">{say.nameVersion}</label>
      <input
        id="version-name"
        required
        maxLength={120}
        placeholder={say.nameExample}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button button-quiet">
        {say.doName}
      </button>
    </form>
  )
}
