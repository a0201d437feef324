import type { Job, ReleaseView } from '@charrette/collab-server/contract'
import { jobSchema } from '@charrette/collab-server/contract'
import { useEffect, useState } from 'react'
import { api } from '../api/client.ts'
import { inOurWords, useWords, words } from '../messages/index.ts'

import { moment } from './moments.ts'

/** How far the publishing is, live, and the editions when they are there. */
export function Publishing({ slug, number }: { slug: string; number: string }) {
  const say = useWords().review
  const [job, setJob] = useState<Job | null>(null)
  const [release, setRelease] = useState<ReleaseView | null>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry listens anew
  useEffect(() => {
    const source = new EventSource(`/api/guides/${slug}/releases/${number}/progress`)
    source.addEventListener('job', (event) => {
      const now = jobSchema.parse(JSON.parse(event.data))
      setJob(now)
      if (now.state !== 'done' && now.state !== 'failed') return
      source.close()
      api.releases(slug).then((all) => setRelease(all.find((one) => one.number === number) ?? null))
    })
    return () => source.close()
  }, [slug, number, attempt])
  return (
    <section className="publishing" aria-labelledby="publishing-heading">
      <h2 id="publishing-heading">{say.release(number)}</h2>
      <p role="status">
        {job === null
          ? say.askingHowFar
          : job.state === 'done'
            ? later(release)
            : job.state === 'failed'
              ? say.notPublished(inOurWords(job.message))
              : inOurWords(job.message)}
      </p>
      {job && job.state !== 'done' && job.state !== 'failed' ? (
        <progress value={job.progress} max={1} aria-label={say.publishing} />
      ) : null}
      {job?.state === 'failed' ? (
        <button
          type="button"
          className="button"
          onClick={() => api.retry(job.id).then(() => setAttempt((count) => count + 1))}
        >
          {words().tryAgain}
        </button>
      ) : null}
      <ul className="editions">
        {release?.editions.map(({ format, href }) => (
          <li key={format}>
            <a href={href}>{say.editions[format]}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whether readers see it now, and if not, when. */
function later(release: ReleaseView | null): string {
  if (release?.withdrawn) return words().review.withdrawn
  if (release?.publishAt && new Date(release.publishAt.at) > new Date())
    return words().review.ready(moment(release.publishAt.at, release.publishAt.zone))
  return words().review.published
}
