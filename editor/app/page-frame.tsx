import type { Me } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { api } from '../api/client.ts'
import { NotificationBell } from '../notifications/notification-bell.tsx'

/** The frame of every page but the sign-in: who is signed in, and the way back. */
export function PageFrame({
  me,
  title,
  named = false,
  middle,
  children,
}: {
  me: Me
  title: string
  /** Whether the bar says the title, where the page's own heading says something else. */
  named?: boolean
  middle?: ReactNode
  children: ReactNode
}) {
  const { name, city, email } = me.account
  return (
    <>
      <title>{`${title} – Charrette`}</title>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="bar">
        <Link className="wordmark" href="/write">
          <Wordmark />
          <span className={named ? 'wordmark-word' : undefined}>Charrette</span>
        </Link>
        {named ? <p className="bar-title">{title}</p> : null}
        <div className="bar-middle">{middle}</div>
        <nav className="bar-links" aria-label="Consortium">
          {me.memberships.length > 0 ? <Link href="/write/board">Board</Link> : null}
          {me.memberships.map(({ consortium }) => (
            <Link key={consortium.slug} href={`/write/people/${consortium.slug}`}>
              {me.memberships.length === 1 ? 'People' : `People of ${consortium.name}`}
            </Link>
          ))}
          {me.memberships.some(({ role }) => may(role, 'answer questions')) ? (
            <Link href="/write/questions">Questions</Link>
          ) : null}
        </nav>
        <NotificationBell />
        <details className="account">
          <summary className="whoami">
            {name}
            {city ? <span className="whoami-city">{city.name}</span> : null}
          </summary>
          <div className="account-menu">
            <p>{email}</p>
            <Link href="/write">Your guides</Link>
            <a href="/">The published guides</a>
            {me.memberships
              .filter(({ role }) => may(role, 'see the status'))
              .map(({ consortium }, _, { length }) => (
                <Link key={consortium.slug} href={`/write/status/${consortium.slug}`}>
                  {length === 1 ? 'Server status' : `Server status for ${consortium.name}`}
                </Link>
              ))}
            {me.memberships
              .filter(({ role }) => may(role, 'change the settings'))
              .map(({ consortium }, _, { length }) => (
                <Link key={consortium.slug} href={`/write/settings/${consortium.slug}`}>
                  {length === 1 ? 'Settings' : `Settings of ${consortium.name}`}
                </Link>
              ))}
            <button type="button" className="link-button" onClick={leave}>
              Sign out
            </button>
          </div>
        </details>
      </header>
      <main id="main">{children}</main>
    </>
  )
}

/** Ends the session, then begins anew: nothing of the account stays in this page's memory. */
async function leave(): Promise<void> {
  await api.signOut()
  location.assign('/sign-in')
}

export function Wordmark() {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
      <path d="M2 3h9v7H2zM13 3h9v4h-9zM2 12h5v9H2zM9 12h6v9H9z" fill="currentColor" />
      <path d="M17 9h5v12h-5z" className="wordmark-landmark" />
    </svg>
  )
}
