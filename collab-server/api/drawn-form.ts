import { signedToken, valueOfToken } from '../accounts/index.ts'

// What keeps programs from filling in the public forms without asking a third party: a field that
// people never see (`website`, on the page), and the moment at which the form was drawn, signed.

/** So long does a person need at least to fill a form in, in milliseconds. */
const SWIFTEST = 2000
/** So long a page may lie open before it is sent. */
const SLOWEST = 24 * 3_600_000

/** The moment, signed: only a form that we drew tells when it was drawn. */
export function drawnNow(secret: string, form: string, now = Date.now()): string {
  return signedToken(secret, form, String(now))
}

/** Whether we drew it, as long ago as a person needs, and not longer than a page lies open. */
export function isPatient(secret: string, form: string, drawn = '', now = Date.now()): boolean {
  const moment = valueOfToken(secret, form, drawn)
  if (moment === null) return false
  const age = now - Number(moment)
  return age >= SWIFTEST && age <= SLOWEST
}
