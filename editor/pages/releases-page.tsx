import '../styles/review.css'
import type { GuideSummary, LocalTime, Me, ReleaseView } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import { type FormEvent, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { Problem } from '../app/problem.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { SendNewsletter } from '../newsletter/send-newsletter.tsx'
import { editionNames } from '../review/edition-names.ts'
import { GuideLinks } from '../review/guide-links.tsx'
import { moment } from '../review/moments.ts'
import { PublicationTimeFields } from '../review/publication-time-fields.tsx'
import { BeginTranslation } from '../translations/begin-translation.tsx'
import { NothingHere } from './nothing-here.tsx'

/** A guide's releases: what readers see, when they will, what was withdrawn; and how to correct one. */
export default function ReleasesPage({ me, slug }: { me: Me; slug: string }) {
  const guide = useLoaded(`guide ${slug}`, () => api.guide(slug))
  const loaded = useLoaded(`releases ${slug}`, () => api.releases(slug))
  const [changed, setChanged] = useState<ReleaseView[] | null>(null)
  if (guide.state === 'loading' || loaded.state === 'loading')
    return <p className="waiting">Fetching the releases …</p>
  if (guide.state === 'failed' || loaded.state === 'failed')
    return (
      <NothingHere
        heading="There is no such guide"
        words="The address may have been mistyped, or you have no part in this guide."
      />
    )
  const releases = changed ?? loaded.value
  const { role, title } = guide.value
  const [newest] = releases
  return (
    <PageFrame
      me={me}
      title={`Releases of ${title}`}
      middle={<GuideLinks slug={slug} role={role} />}
    >
      <div className="review">
        <header className="review-head">
          <h1>Releases of {title}</h1>
          {releases.length === 0 ? (
            <p>Nothing was released yet. Submit the draft for review; its approval releases it.</p>
          ) : null}
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
  const { number, kind, erratum, withdrawn, publishAt, publishedAt, approvals } = release
  const visible = publishedAt !== null && new Date(publishedAt) <= new Date()
  const waits = !visible && withdrawn === null
  return (
    <li className="release">
      <h2>Release {number}</h2>
      <p className="marks">
        <span className="mark">{kind === 'erratum' ? 'Erratum' : 'Revision'}</span>
        <span className="mark">
          {withdrawn
            ? 'Withdrawn'
            : waits
              ? publishAt
                ? 'Scheduled'
                : 'Being published'
              : superseded
                ? 'Superseded'
                : 'What readers see'}
        </span>
        <span>
          Approved by {approvals.map(({ name }) => name).join(', ')}, {moment(release.releasedAt)}
        </span>
      </p>
      {erratum ? (
        <p>
          Corrected in “{erratum.chapterTitle}”: {erratum.reason}
        </p>
      ) : null}
      {waits && publishAt ? (
        <p>Readers see it from {moment(publishAt.at, publishAt.zone)} on.</p>
      ) : null}
      {withdrawn ? (
        <p className="review-note">
          Withdrawn by {withdrawn.by.name}, {moment(withdrawn.at)}: {withdrawn.reason}
        </p>
      ) : null}
      {visible && !withdrawn ? (
        <p className="editions">
          {release.editions.map(({ format, href }) => (
            <a key={format} href={href}>
              {editionNames[format]}
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
      setProblem(error instanceof RequestFailed ? error.message : 'Nothing was changed.')
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
  const [reason, setReason] = useState('')
  const { send, alert } = useSending(onChanged)
  return (
    <details className="release-action">
      <summary>Withdraw release {number}</summary>
      <form onSubmit={(event) => send(event, () => api.withdraw(slug, number, reason))}>
        {alert}
        <label htmlFor={`withdraw-${number}`}>Why? Readers see this in its place.</label>
        <textarea
          id={`withdraw-${number}`}
          rows={3}
          required
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <button type="submit" className="button">
          Withdraw it
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
  const [publishAt, setPublishAt] = useState<LocalTime | null>(null)
  const { send, alert } = useSending(onChanged)
  return (
    <details className="release-action">
      <summary>Change when readers see release {number}</summary>
      <form onSubmit={(event) => send(event, () => api.schedule(slug, number, publishAt))}>
        {alert}
        <PublicationTimeFields value={publishAt} onChange={setPublishAt} />
        <button type="submit" className="button">
          Set the time
        </button>
      </form>
    </details>
  )
}

/** Submits one chapter of the draft as an erratum of the newest release. */
function Correction({ guide, newest }: { guide: GuideSummary; newest: string }) {
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
      setProblem(error instanceof RequestFailed ? error.message : 'Nothing was submitted.')
    }
  }

  return (
    <section className="decision" aria-labelledby="correction-heading">
      <h2 id="correction-heading">Correct release {newest}</h2>
      <p>
        Correct the chapter in <Link href={`/write/guides/${guide.slug}`}>the draft</Link>, then
        name it here. Only this chapter goes to the editors; whatever else was written since stays
        in the draft.
      </p>
      <form onSubmit={submit}>
        <Problem words={problem} />
        <label htmlFor="erratum-chapter">Chapter</label>
        <select
          id="erratum-chapter"
          required
          value={chapterId}
          onChange={(event) => setChapterId(event.target.value)}
        >
          <option value="">Choose …</option>
          {guide.chapters.map(({ id, title }) => (
            <option key={id} value={id}>
              {title || 'Untitled'}
            </option>
          ))}
        </select>
        <label htmlFor="erratum-reason">What was wrong? Readers see this.</label>
        <textarea
          id="erratum-reason"
          rows={2}
          required
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <button type="submit" className="button">
          Submit the correction
        </button>
      </form>
    </section>
  )
}
