const due: (() => void)[] = []
const later: (() => void)[] = []

/**
 * Does something once this turn of the event loop has taken in all that has arrived, so that it is
 * done for all of it together. What is asked for meanwhile is done in the same go, after it.
 *
 * @param work must not throw.
 */
export function atTurnsEnd(work: () => void): void {
  if (due.push(work) === 1) setImmediate(doAll)
}

/**
 * Does something at the end of the next turn but one of the event loop, which take in what has
 * arrived in the meantime, together with all for which that is asked until then. No time passes where
 * nothing arrives.
 *
 * @param work must not throw.
 */
export function inTwoTurns(work: () => void): void {
  if (later.push(work) === 1) setImmediate(() => atTurnsEnd(doLater))
}

function doAll(): void {
  for (const work of due) work()
  due.length = 0
}

function doLater(): void {
  for (const work of later) work()
  later.length = 0
}
