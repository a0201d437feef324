import '../styles/notifications.css'
import type { AuditEntry, Me } from '@charrette/collab-server/contract'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { inOurWords, useWords } from '../messages/index.ts'
import { GuideLinks } from '../review/guide-links.tsx'
import { moment } from '../review/moments.ts'
import { NothingHere } from './nothing-here.tsx'

/** Who did what to a guide and when; nothing in it can be changed. */
export default function AuditPage({ me, slug }: { me: Me; slug: string }) {
  const say = useWords().history
  const loaded = useLoaded(`audit ${slug}`, async () => {
    const guide = await api.guide(slug)
    return { guide, entries: await api.audit(slug) }
  })
  if (loaded.state === 'loading') return <p className="waiting">{say.fetchingAudit}</p>
  if (loaded.state === 'failed')
    return <NothingHere heading={say.cannotShowAudit} words={loaded.error.message} />
  const { guide, entries } = loaded.value
  return (
    <PageFrame
      me={me}
      title={say.auditOf(guide.title)}
      middle={<GuideLinks slug={slug} role={guide.role} />}
    >
      <div className="audit">
        <header>
          <h1>{say.auditOf(guide.title)}</h1>
          <p>
            {say.auditLede} <code>charrette audit verify</code>.
          </p>
        </header>
        <Entries entries={entries} exports={`/api/guides/${encodeURIComponent(slug)}/audit`} />
      </div>
    </PageFrame>
  )
}

function Entries({ entries, exports }: { entries: AuditEntry[]; exports: string }) {
  const say = useWords().history
  const [action, setAction] = useState('')
  const [words, setWords] = useState('')
  const shown = entries
    .filter((entry) => action === '' || entry.action === action)
    .filter(({ summary }) => inOurWords(summary).toLowerCase().includes(words.trim().toLowerCase()))
    .toReversed()
  const actions = [...new Set(entries.map((entry) => entry.action))].sort()
  return (
    <>
      <div className="audit-tools">
        <div>
          <label htmlFor="audit-action">{say.action}</label>
          <select
            id="audit-action"
            value={action}
            onChange={(event) => setAction(event.target.value)}
          >
            <option value="">{say.all}</option>
            {actions.map((one) => (
              <option key={one} value={one}>
                {one.replaceAll('-', ' ')}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor="audit-words">{say.search}</label>
          <input
            id="audit-words"
            type="search"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
        <a className="button button-quiet" href={`${exports}.csv`} download>
          {say.exportCsv}
        </a>
        <a className="button button-quiet" href={exports} download="audit.json">
          {say.exportJson}
        </a>
      </div>
      <p role="status">{say.entries(shown.length, entries.length)}</p>
      <ol className="audit-list">
        {shown.map(({ seq, at, actor, summary, hash }) => (
          <li key={seq} className="audit-entry">
            <p>{inOurWords(summary)}</p>
            <time dateTime={at}>
              {moment(at)}
              {actor.city ? `, ${actor.city}` : ''}
            </time>
            <code>
              {seq} · {hash.slice(0, 16)}
            </code>
          </li>
        ))}
      </ol>
    </>
  )
}
