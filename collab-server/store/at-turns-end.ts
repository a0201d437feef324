const due: (() => void)[] = []

/**
 * Does something once this turn of the event loop has taken in all that has arrived, so that it is
 * done for all of it together. What is asked for meanwhile is done in the same go, after it.
 *
 * @param work must not throw.
 */
export function atTurnsEnd(work: () => void): void {
  if (due.push(work) === 1) setImmediate(doAll)
}

function doAll(): void {
  for (const work of due) work()
  due.length = 0
}
