import { Temporal } from 'temporal-polyfill'
import { ReviewRefusal } from './refusals.ts'

/** When readers may see an edition, and the time zone in which that was said. */
export interface PublicationTime {
  /** ISO 8601, UTC, to the millisecond. */
  at: string
  /** An IANA name such as `America/Chicago`. */
  zone: string
}

/**
 * The moment at which clocks of a place show a time. Of the two moments at which clocks show it in
 * the night when they go back, it is the first.
 *
 * @param local such as `2027-03-14T09:00`, without a zone.
 * @throws {ReviewRefusal} `no-such-time-zone`; `no-such-time` for what no calendar has, or for an
 * hour that clocks skip; `time-has-passed`.
 */
export function publicationTime(
  { local, zone }: { local: string; zone: string },
  now = new Date(),
): PublicationTime {
  let plain: Temporal.PlainDateTime
  try {
    plain = Temporal.PlainDateTime.from(local)
  } catch {
    throw new ReviewRefusal('no-such-time', `There is no such time as ${local}.`)
  }
  let zoned: Temporal.ZonedDateTime
  try {
    zoned = plain.toZonedDateTime(zone, { disambiguation: 'earlier' })
  } catch {
    throw new ReviewRefusal(
      'no-such-time-zone',
      `There is no time zone “${zone}”. Choose one such as America/Chicago.`,
    )
  }
  if (!zoned.toPlainDateTime().equals(plain))
    throw new ReviewRefusal(
      'no-such-time',
      `Clocks in ${zone} go forward and skip ${local.slice(11, 16)} on ${local.slice(0, 10)}. Choose an hour later.`,
    )
  const at = new Date(zoned.epochMilliseconds)
  if (at <= now)
    throw new ReviewRefusal(
      'time-has-passed',
      'This time has passed. Choose a later one, or publish now.',
    )
  return { at: at.toISOString(), zone }
}
