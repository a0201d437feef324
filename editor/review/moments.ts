import { locale } from '../messages/index.ts'

/** A moment in the reader's own time zone, with its name: "November 24, 2026 at 3:00 PM CST". */
export function moment(iso: string, zone?: string): string {
  return new Intl.DateTimeFormat(locale(), {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(zone ? { timeZone: zone } : {}),
  }).format(new Date(iso))
}
