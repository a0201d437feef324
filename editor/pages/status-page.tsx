import '../styles/status.css'
import type { Me, Status } from '@charrette/collab-server/contract'
import { useEffect } from 'react'
import { Link } from 'wouter'
import { api } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { inOurWords, useWords } from '../messages/index.ts'
import { moment } from '../review/moments.ts'
import { statusLines } from '../status/status-lines.ts'
import { NothingHere } from './nothing-here.tsx'

const AGAIN = 15_000

/** How the server does: whether it saves, publishes and sends mail, and what waits. */
export default function StatusPage({ me, consortium }: { me: Me; consortium: string }) {
  const say = useWords().status
  const loaded = useLoaded(`status ${consortium}`, () => api.status(consortium))
  const { reload } = loaded
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload()
    }, AGAIN)
    return () => clearInterval(timer)
  }, [reload])
  if (loaded.state === 'loading') return <p className="waiting">{say.asking}</p>
  if (loaded.state === 'failed')
    return loaded.error.code === 'forbidden' ? (
      <NothingHere heading={say.notShown} words={say.notShownWords} />
    ) : (
      <NothingHere heading={say.doesNotSay} words={loaded.error.message} />
    )
  return (
    <PageFrame me={me} title={say.title}>
      <StatusReport status={loaded.value} />
    </PageFrame>
  )
}

function StatusReport({ status }: { status: Status }) {
  const say = useWords().status
  const lines = statusLines(status)
  const wrong = lines.filter(({ ok }) => !ok).length
  return (
    <div className="status-page">
      <header>
        <h1>{say.title}</h1>
        <p role="status" className={wrong === 0 ? 'status-all' : 'status-all status-all-wrong'}>
          {say.wrong(wrong)}
        </p>
      </header>
      <dl className="status-lines">
        {lines.map(({ name, ok, words }) => (
          <div key={name} className={ok ? 'status-line' : 'status-line status-line-wrong'}>
            <dt>{name}</dt>
            <dd>
              <span className="mark">{ok ? say.works : say.needsAttention}</span> {words}
            </dd>
          </div>
        ))}
      </dl>
      {status.publications.length > 0 ? (
        <section aria-labelledby="publications-heading">
          <h2 id="publications-heading">{say.publications}</h2>
          <ul className="status-publications">
            {status.publications.map(({ guide, number, message }) => (
              <li key={`${guide.slug} ${number}`}>
                <Link href={`/write/guides/${guide.slug}/releases`}>
                  {guide.title} {number}
                </Link>
                <p>{inOurWords(message)}</p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <p className="status-foot">
        {say.runningSince(status.version)}
        <time dateTime={status.runningSince}>{moment(status.runningSince)}</time>
        {say.looksAgain}
      </p>
    </div>
  )
}
