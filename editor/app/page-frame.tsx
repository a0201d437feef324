import type { Me } from '@charrette/collab-server/contract'
import { may } from '@charrette/collab-server/policies'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { api } from '../api/client.ts'
import { useWords } from '../messages/index.ts'
import { LanguageSwitch } from '../messages/language-switch.tsx'
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
  const say = useWords().frame
  return (
    <>
      <title>{`${title} – Charrette`}</title>
      <a className="skip" href="#main">
        {say.skip}
      </a>
      <header className="bar">
        <Link className="wordmark" href="/write">
          <Wordmark />
          <span className={named ? 'wordmark-word' : undefined}>Charrette</span>
        </Link>
        {named ? <p className="bar-title">{title}</p> : null}
        <div className="bar-middle">{middle}</div>
        <nav className="bar-links" aria-label={say.consortium}>
          {me.memberships.length > 0 ? <Link href="/write/board">{say.board}</Link> : null}
          {me.memberships.map(({ consortium }) => (
            <Link key={consortium.slug} href={`/write/people/${consortium.slug}`}>
              {me.memberships.length === 1 ? say.people : say.peopleOf(consortium.name)}
            </Link>
          ))}
          {me.memberships.some(({ role }) => may(role, 'answer questions')) ? (
            <Link href="/write/questions">{say.questions}</Link>
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
            <Link href="/write">{say.yourGuides}</Link>
            <a href="/">{say.published}</a>
            {me.memberships
              .filter(({ role }) => may(role, 'see the status'))
              .map(({ consortium }, _, { length }) => (
                <Link key={consortium.slug} href={`/write/status/${consortium.slug}`}>
                  {length === 1 ? say.status : say.statusFor(consortium.name)}
                </Link>
              ))}
            {me.memberships
              .filter(({ role }) => may(role, 'change the settings'))
              .map(({ consortium }, _, { length }) => (
                <Link key={consortium.slug} href={`/write/settings/${consortium.slug}`}>
                  {length === 1 ? say.settings : say.settingsOf(consortium.name)}
                </Link>
              ))}
            <LanguageSwitch />
            <button type="button" className="link-button" onClick={leave}>
              {say.signOut}
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
