import { words } from '../messages/index.ts'

/** A share as whole percent; what is there is never “0 %”, and what is not all is never “100 %”. */
export function shareWords(part: number, whole: number): string {
  const percent = Math.round((100 * part) / whole)
  if (percent === 0) return words().credits.lessThanOne
  if (percent === 100 && part < whole) return words().credits.moreThan99
  return `${percent}%`
}
