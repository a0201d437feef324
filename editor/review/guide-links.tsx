import type { Role } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import { Link } from 'wouter'

/** The way between a guide's pages. */
export function GuideLinks({ slug, role }: { slug: string; role: Role }) {
  const guide = `/write/guides/${slug}`
  return (
    <nav className="bar-links" aria-label="Guide">
      <Link href={guide}>Back to the draft</Link>
      <Link href={`${guide}/history`}>History</Link>
      <Link href={`${guide}/releases`}>Releases</Link>
      <Link href={`${guide}/readers`}>Readers</Link>
      <Link href={`${guide}/rules`}>Rules</Link>
      {may(role, 'read the audit log') ? <Link href={`${guide}/audit`}>Audit log</Link> : null}
    </nav>
  )
}
