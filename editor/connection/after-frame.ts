/** What can wait until the frame that shows a letter is there. */
export interface AfterFrame {
  /** Runs it after the next frame, once however often it is added before that, in the order of the first times. */
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
 */
export function afterFrame(
  page: Pick<Window, 'addEventListener' | 'removeEventListener'> = window,
  nextFrame: (run: () => void) => void = requestAnimationFrame,
): AfterFrame {
  let waiting = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const runs = waiting
    waiting = new Set()
    for (const run of runs) run()
  }
  const leaving = ['visibilitychange', 'pagehide'] as const
  for (const name of leaving) page.addEventListener(name, flush, { capture: true })
  return {
    add(run) {
      waiting.add(run)
      if (timer !== undefined) return
      timer = setTimeout(flush, LATEST)
      // A task of its own: the frame is handed over before it.
      nextFrame(() => setTimeout(flush))
    },
    flush,
    close() {
      flush()
      for (const name of leaving) page.removeEventListener(name, flush, { capture: true })
    },
  }
}
