/** What can wait until the frame that shows a letter is there. */
export interface AfterFrame {
  /**
   * Runs it after the frame of the key that is being handled, or in the next task where there is none: once however
   * often it is added before that, in the order of the first times.
   */
  add(run: () => void): void
  /** Runs what waits now. */
  flush(): void
  close(): void
}

/** How long it waits in any case, in milliseconds: a tab that is not seen has no frames. */
const LATEST = 50

/**
 * Puts off what a key press need not wait for. What waits when the tab is hidden or closed is done before
 * that: no letter is lost to it.
 *
 * A frame is asked for only where a key brings one. The browser holds the frame after an empty one back for the time of
 * a whole frame (16.7 ms, whatever the screen can do), and with it the next letter.
 */
export function afterFrame(
  page: Pick<Window, 'addEventListener' | 'removeEventListener'> = window,
  nextFrame: (run: () => void) => void = requestAnimationFrame,
): AfterFrame {
  let waiting = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  /** A key is being handled, or what it left waits for its frame. */
  let keyed = false
  let awaitsFrame = false

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    keyed = false
    awaitsFrame = false
    const runs = waiting
    waiting = new Set()
    for (const run of runs) run()
  }
  const onKey = () => {
    keyed = true
    // A key that leaves nothing to do, as Shift alone, brings no frame.
    setTimeout(() => {
      if (!awaitsFrame) keyed = false
    })
  }
  page.addEventListener('keydown', onKey, { capture: true })
  const leaving = ['visibilitychange', 'pagehide'] as const
  for (const name of leaving) page.addEventListener(name, flush, { capture: true })
  return {
    add(run) {
      waiting.add(run)
      if (awaitsFrame || (timer !== undefined && !keyed)) return
      clearTimeout(timer)
      timer = setTimeout(flush, keyed ? LATEST : 0)
      if (!keyed) return
      awaitsFrame = true
      // A task of its own: the frame is handed over before it.
      nextFrame(() => setTimeout(flush))
    },
    flush,
    close() {
      flush()
      page.removeEventListener('keydown', onKey, { capture: true })
      for (const name of leaving) page.removeEventListener(name, flush, { capture: true })
    },
  }
}
