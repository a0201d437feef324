import { formats } from '@charrette/publisher/manifest'
import type { Store } from '../store/open-store.ts'

/** So many days are told one by one, today included. */
export const DAYS = 90
const DAY = 86_400_000

/** How often a guide's editions were read: day by day of late, and by edition ever since. */
export async function readsOf({ db }: Store, slug: string, now = new Date()) {
  const rows = await db.selectFrom('edition_reads').selectAll().where('slug', '=', slug).execute()
  const days = Array.from({ length: DAYS }, (_, index) =>
    new Date(now.getTime() - (DAYS - 1 - index) * DAY).toISOString().slice(0, 10),
  )
  const sum = (of: typeof rows): number => of.reduce((total, { times }) => total + Number(times), 0)
  const numbers = [...new Set(rows.map(({ number }) => number))].sort((a, b) =>
    b.localeCompare(a, 'en', { numeric: true }),
  )
  return {
    days: days.map((day) => {
      const onDay = rows.filter((row) => row.day === day)
      const pages = sum(onDay.filter(({ what }) => what === 'web'))
      return { day, pages, downloads: sum(onDay) - pages }
    }),
    editions: numbers.map((number) => ({
      number,
      times: formats.flatMap((what) => {
        const times = sum(rows.filter((row) => row.number === number && row.what === what))
        return times > 0 ? [{ what, times }] : []
      }),
    })),
  }
}
