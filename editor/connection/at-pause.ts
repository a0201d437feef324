/** Does something when the writing pauses. */
export interface Pause {
  /** Something was written. */
  later(): void
  stop(): void
}

/**
 * @param pause how long nothing must be written, in milliseconds.
 * @param patience after how long it is done in any case: where many write there is no pause.
 */
export function atPause(
  run: () => void,
  pause: number,
  patience = Number.POSITIVE_INFINITY,
): Pause {
  let timer: ReturnType<typeof setTimeout> | undefined
  let [began, last] = [0, 0]
  // The timer looks again by itself: to set one anew at every letter costs more than it seems.
  const look = () => {
    const now = performance.now()
    const rest = Math.min(last + pause, began + patience) - now
    if (rest > 0) timer = setTimeout(look, rest)
    else {
      timer = undefined
      run()
    }
  }
  return {
    later() {
      last = performance.now()
      if (timer !== undefined) return
      began = last
      timer = setTimeout(look, pause)
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
