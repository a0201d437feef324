import '../styles/readers.css'
import type { Me } from '@charrette/collab-server/contract'
import { api } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { useLoaded } from '../app/use-loaded.ts'
import { useWords } from '../messages/index.ts'
import { FeedbackList } from '../readers/feedback-list.tsx'
import { ReadsSection } from '../readers/reads-section.tsx'
import { UsefulnessTable } from '../readers/usefulness-table.tsx'
import { GuideLinks } from '../review/guide-links.tsx'
import { NothingHere } from './nothing-here.tsx'

/** How often a guide's editions are read, and what readers say of it. */
export default function ReadersPage({ me, slug }: { me: Me; slug: string }) {
  const say = useWords().readers
  const loaded = useLoaded(`readers ${slug}`, async () => {
    const guide = await api.guide(slug)
    return { guide, readers: await api.readers(slug) }
  })
  if (loaded.state === 'loading') return <p className="waiting">{say.asking}</p>
  if (loaded.state === 'failed')
    return <NothingHere heading={say.cannotShow} words={loaded.error.message} />
  const { guide, readers } = loaded.value
  return (
    <PageFrame
      me={me}
      title={say.of(guide.title)}
      middle={<GuideLinks slug={slug} role={guide.role} />}
    >
      <div className="readers">
        <h1>{say.of(guide.title)}</h1>
        <ReadsSection reads={readers.reads} />
        <FeedbackList slug={slug} feedback={readers.feedback} />
        <UsefulnessTable chapters={readers.chapters} />
      </div>
    </PageFrame>
  )
}
