import '../styles/notifications.css'
import type { Delivery, Me } from '@charrette/collab-server/contract'
import { useState } from 'react'
import { Link } from 'wouter'
import { api, RequestFailed } from '../api/client.ts'
import { PageFrame } from '../app/page-frame.tsx'
import { Problem } from '../app/problem.tsx'
import { inOurWords, useWords } from '../messages/index.ts'
import { notifications, useNotifications } from '../notifications/notification-feed.ts'
import { moment } from '../review/moments.ts'

const deliveries: Delivery[] = ['at-once', 'digest', 'none']

/** What somebody should know of, newest first, and how they want to be told by mail. */
export default function NotificationsPage({ me }: { me: Me }) {
  const say = useWords().notifications
  const state = useNotifications()
  const [problem, setProblem] = useState('')

  async function attempt(doing: () => ReturnType<typeof api.notifications>) {
    setProblem('')
    const before = state
    try {
      notifications.show(await doing())
    } catch (error) {
      if (before) notifications.show(before)
      setProblem(error instanceof RequestFailed ? error.message : say.unchanged)
    }
  }

  return (
    <PageFrame me={me} title={say.title}>
      <div className="notifications">
        <header className="shelf-head">
          <h1>{say.title}</h1>
          {state && state.unread > 0 ? (
            <button
              type="button"
              className="button button-quiet button-small"
              onClick={() => attempt(() => api.readNotifications())}
            >
              {say.markAll}
            </button>
          ) : null}
        </header>
        <Problem words={problem} />
        {state === null ? <p className="waiting">{say.fetching}</p> : null}
        {state?.notifications.length === 0 ? <p>{say.none}</p> : null}
        <ul className="notification-list">
          {state?.notifications.map(({ id, title, href, at, read }) => (
            <li key={id} className={read ? 'notification' : 'notification notification-new'}>
              <Link
                href={href}
                onClick={() => (read ? undefined : attempt(() => api.readNotifications([id])))}
              >
                {read ? null : <span className="visually-hidden">{say.isNew}</span>}
                {/* The server's words. */}
                <span>{inOurWords(title)}</span>
              </Link>
              <time dateTime={at}>{moment(at)}</time>
            </li>
          ))}
        </ul>
        {state ? (
          <fieldset className="delivery">
            <legend>{say.mail}</legend>
            {deliveries.map((delivery) => (
              <label key={delivery} className="check">
                <input
                  type="radio"
                  name="delivery"
                  checked={state.delivery === delivery}
                  onChange={() => {
                    // At once: a choice that waits for the network looks as if it were refused.
                    notifications.show({ ...state, delivery })
                    attempt(() => api.chooseDelivery(delivery))
                  }}
                />
                {say.deliveries[delivery]}
              </label>
            ))}
          </fieldset>
        ) : null}
      </div>
    </PageFrame>
  )
}
