import '../styles/review.css'
import type { GuideSummary, LocalTime, Me, ReleaseView } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import { type FormEvent, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { useWords, words } from '../messages/index.ts'
import { SendNewsletter } from '../newsletter/send-newsletter.tsx'

import { GuideLinks } from '../review/guide-links.tsx'
import { moment } from '../review/moments.ts'
import { PublicationTimeFields } from '../review/publication-time-fields.tsx'
import { BeginTranslation } from '../translations/begin-translation.tsx'
import { NothingHere } from './nothing-here.tsx'

/** A guide's releases: what readers see, when they will, what was withdrawn; and how to correct one. */
export default function ReleasesPage({ me, slug }: { me: Me; slug: string }) {
  const say = useWords().releases
  const guide = useLoaded(`guide ${slug}`, () => api.guide(slug))
  const loaded = useLoaded(`releases ${slug}`, () => api.releases(slug))
  const [changed, setChanged] = useState<ReleaseView[] | null>(null)
  if (guide.state === 'loading' || loaded.state === 'loading')
    return <p className="waiting">{say.fetching}</p>
  if (guide.state === 'failed' || loaded.state === 'failed')
    return <NothingHere heading={words().noGuide} words={words().noGuideWords} />
  const releases = changed ?? loaded.value
  const { role, title } = guide.value
  const [newest] = releases
  return (
    <PageFrame me={me} title={say.of(title)} middle={<GuideLinks slug={slug} role={role} />}>
      <div className="review">
        <header className="review-head">
          <h1>{say.of(title)}</h1>
          {releases.length === 0 ? <p>{say.none}</p> : null}
        </header>
        {guide.value.kind === 'newsletter' ? (
          <SendNewsletter guide={guide.value} release={firstSeen(releases)?.number ?? null} />
        ) : null}
        <ul className="release-list">
          {releases.map((release) => (
            <ReleaseLine
              key={release.number}
              slug={slug}
              release={release}
              superseded={release !== firstSeen(releases)}
              mayEdit={may(role, 'withdraw a release')}
              onChanged={setChanged}
            />
          ))}
        </ul>
        {firstSeen(releases) && may(role, 'create a guide') ? (
          <BeginTranslation slug={slug} />
        ) : null}
        {newest && may(role, 'submit a candidate') ? (
          <Correction guide={guide.value} newest={newest.number} />
        ) : null}
      </div>
    </PageFrame>
  )
}

const seen = ({ publishedAt, withdrawn }: ReleaseView): boolean =>
  publishedAt !== null && new Date(publishedAt) <= new Date() && withdrawn === null

const firstSeen = (releases: ReleaseView[]): ReleaseView | undefined => releases.find(seen)

function ReleaseLine({
  slug,
  release,
  superseded,
  mayEdit,
  onChanged,
}: {
  slug: string
  release: ReleaseView
  superseded: boolean
  mayEdit: boolean
  onChanged: (releases: ReleaseView[]) => void
}) {
  const say = useWords().releases
  const { number, kind, erratum, withdrawn, publishAt, publishedAt, approvals } = release
  const visible = publishedAt !== null && new Date(publishedAt) <= new Date()
  const waits = !visible && withdrawn === null
  return (
    <li className="release">
      <h2>{say.release(number)}</h2>
      <p className="marks">
        <span className="mark">{kind === 'erratum' ? say.erratum : say.revision}</span>
        <span className="mark">
          {withdrawn
            ? say.withdrawn
            : waits
              ? publishAt
                ? say.scheduled
                : say.beingPublished
              : superseded
                ? say.superseded
                : say.whatReadersSee}
        </span>
        <span>
          {say.approvedBy(approvals.map(({ name }) => name).join(', '), moment(release.releasedAt))}
        </span>
      </p>
      {erratum ? <p>{say.correctedIn(erratum.chapterTitle, erratum.reason)}</p> : null}
      {waits && publishAt ? <p>{say.seenFrom(moment(publishAt.at, publishAt.zone))}</p> : null}
      {withdrawn ? (
        <p className="review-note">
          {say.withdrawnBy(withdrawn.by.name, moment(withdrawn.at), withdrawn.reason)}
        </p>
      ) : null}
      {visible && !withdrawn ? (
        <p className="editions">
          {release.editions.map(({ format, href }) => (
            <a key={format} href={href}>
              {words().review.editions[format]}
            </a>
          ))}
        </p>
      ) : null}
      {mayEdit && waits ? <Reschedule slug={slug} number={number} onChanged={onChanged} /> : null}
      {mayEdit && withdrawn === null ? (
        <Withdrawal slug={slug} number={number} onChanged={onChanged} />
      ) : null}
    </li>
  )
}

/** Sends a form; shows why where it cannot be done. */
function useSending(onDone: (releases: ReleaseView[]) => void) {
  const [problem, setProblem] = useState('')
  async function send(event: FormEvent, attempt: () => Promise<ReleaseView[]>) {
    event.preventDefault()
    setProblem('')
    try {
      onDone(await attempt())
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : words().nothingChanged)
    }
  }
  const alert = problem ? (
    <p className="problem" role="alert">
      {problem}
    </p>
  ) : null
  return { send, alert }
}

function Withdrawal({
  slug,
  number,
  onChanged,
}: {
  slug: string
  number: string
  onChanged: (releases: ReleaseView[]) => void
}) {
  const say = useWords().releases
  const [reason, setReason] = useState('')
  const { send, alert } = useSending(onChanged)
  return (
    <details className="release-action">
      <summary>{say.withdraw(number)}</summary>
      <form onSubmit={(event) => send(event, () => api.withdraw(slug, number, reason))}>
        {alert}
        <label htmlFor={`withdraw-${number}`}>{say.why}</label>
        <textarea
          id={`withdraw-${number}`}
          rows={3}
          required
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <button type="submit" className="button">
          {say.doWithdraw}
        </button>
      </form>
    </details>
  )
}

function Reschedule({
  slug,
  number,
  onChanged,
}: {
  slug: string
  number: string
  onChanged: (releases: ReleaseView[]) => void
}) {
  const say = useWords().releases
  const [publishAt, setPublishAt] = useState<LocalTime | null>(null)
  const { send, alert } = useSending(onChanged)
  return (
    <details className="release-action">
      <summary>{say.reschedule(number)}</summary>
      <form onSubmit={(event) => send(event, () => api.schedule(slug, number, publishAt))}>
        {alert}
        <PublicationTimeFields value={publishAt} onChange={setPublishAt} />
        <button type="submit" className="button">
          {say.setTime}
        </button>
      </form>
    </details>
  )
}

/** Submits one chapter of the draft as an erratum of the newest release. */
function Correction({ guide, newest }: { guide: GuideSummary; newest: string }) {
  const say = useWords().releases
  const [chapterId, setChapterId] = useState('')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')
  const [, goTo] = useLocation()

  async function submit(event: FormEvent) {
    event.preventDefault()
    setProblem('')
    try {
      const { number } = await api.submitErratum(guide.slug, { chapterId, reason })
      goTo(`/write/guides/${guide.slug}/review/${number}`)
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error.message : say.nothingSubmitted)
    }
  }

  return (
    <section className="decision" aria-labelledby="correction-heading">
      <h2 id="correction-heading">{say.correct(newest)}</h2>
      <p>
        {say.correctBefore} <Link href={`/write/guides/${guide.slug}`}>{say.theDraft}</Link>
        {say.correctAfter}
      </p>
      <form onSubmit={submit}>
        <Problem words={problem} />
        <label htmlFor="erratum-chapter">{say.chapter}</label>
        <select
          id="erratum-chapter"
          required
          value={chapterId}
          onChange={(event) => setChapterId(event.target.value)}
        >
          <option value="">{words().choose}</option>
          {guide.chapters.map(({ id, title }) => (
            <option key={id} value={id}>
              {title || words().untitled}
            </option>
          ))}
        </select>
        <label htmlFor="erratum-reason">{say.whatWasWrong}</label>
        <textarea
          id="erratum-reason"
          rows={2}
          required
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <button type="submit" className="button">
          {say.submitCorrection}
        </button>
      </form>
    </section>
  )
}
