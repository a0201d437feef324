import type { Me } from '@charrette/collab-server/contract'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { NotificationBell } from '../notifications/notification-bell.tsx'

/** The frame of every page but the sign-in: who is signed in, and the way back. */
export function PageFrame({
  me,
  title,
  middle,
  children,
}: {
  me: Me
  title: string
  middle?: ReactNode
  children: ReactNode
}) {
  const { name, city } = me.account
  return (
    <>
      <title>{`${title} – Charrette`}</title>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="bar">
        <Link className="wordmark" href="/write">
          <Wordmark />
          Charrette
        </Link>
        <div className="bar-middle">{middle}</div>
        <nav className="bar-links" aria-label="Consortium">
          {me.memberships.map(({ consortium }) => (
            <Link key={consortium.slug} href={`/write/people/${consortium.slug}`}>
              {me.memberships.length === 1 ? 'People' : `People of ${consortium.name}`}
            </Link>
          ))}
        </nav>
        <NotificationBell />
        <p className="whoami">
          {name}
          {city ? <span className="whoami-city">{city.name}</span> : null}
        </p>
      </header>
      <main id="main">{children}</main>
    </>
  )
}

export function Wordmark() {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
      <path d="M2 3h9v7H2zM13 3h9v4h-9zM2 12h5v9H2zM9 12h6v9H9z" fill="currentColor" />
      <path d="M17 9h5v12h-5z" className="wordmark-landmark" />
    </svg>
  )
}
