import type { Role } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import { Link } from 'wouter'
import { useWords } from '../messages/index.ts'

/** The way between a guide's pages. */
export function GuideLinks({ slug, role }: { slug: string; role: Role }) {
  const say = useWords().review
  const guide = `/write/guides/${slug}`
  return (
    <nav className="bar-links" aria-label={say.guide}>
      <Link href={guide}>{say.backToDraft}</Link>
      <Link href={`${guide}/history`}>{say.history}</Link>
      <Link href={`${guide}/releases`}>{say.releases}</Link>
      <Link href={`${guide}/readers`}>{say.readers}</Link>
      <Link href={`${guide}/rules`}>{say.rules}</Link>
      {may(role, 'read the audit log') ? <Link href={`${guide}/audit`}>{say.auditLog}</Link> : null}
    </nav>
  )
}
