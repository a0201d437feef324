import {
  checks,
  type Finding,
  guideFromDoc,
  inReadingOrder,
  openGuidance,
  openSuggestions,
} from '@charrette/guides'
import type * as Y from 'yjs'

/**
 * Runs the release checks one by one, each when the browser has nothing else to do: all at once, they
 * would keep a key waiting for a tenth of a second in a guide of 300 pages.
 *
 * @returns null where it was cancelled.
 */
export async function checkWhileIdle(
  doc: Y.Doc,
  cancelled: () => boolean,
): Promise<Finding[] | null> {
  await idle()
  if (cancelled()) return null
  const guide = guideFromDoc(doc)
  const ofGuide: Finding[] = []
  for (const check of Object.values(checks)) {
    await idle()
    if (cancelled()) return null
    ofGuide.push(...check(guide))
  }
  return [...inReadingOrder(guide, ofGuide), ...openSuggestions(doc), ...openGuidance(doc)]
}

/** Safari has no idle callbacks: there it is the next task. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function')
      requestIdleCallback(() => resolve(), { timeout: 1000 })
    else setTimeout(resolve, 0)
  })
