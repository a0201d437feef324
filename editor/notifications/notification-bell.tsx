import { Bell } from 'lucide-react'
import { Link } from 'wouter'
import { useWords } from '../messages/index.ts'
import { useNotifications } from './notification-feed.ts'

/** The way to the notifications, with how many are new. */
export function NotificationBell() {
  const say = useWords().notifications
  const unread = useNotifications()?.unread ?? 0
  return (
    <Link
      className="bell"
      href="/write/notifications"
      aria-label={unread === 0 ? say.title : say.withNew(unread)}
    >
      <Bell size={18} aria-hidden />
      {unread > 0 ? (
        <span className="bell-count" aria-hidden>
          {unread > 99 ? '99+' : unread}
        </span>
      ) : null}
    </Link>
  )
}
