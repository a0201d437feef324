import type { AfterFrame } from './after-frame.ts'

/** What came from others and is not shown yet. */
export interface Arrivals {
  /** A change of the text. */
  addChange(apply: () => void): void
  /** Where somebody is; shown after the changes that came before it, in which their caret stands. */
  addPresence(apply: () => void): void
  /** Shows all that has come. */
  flush(): void
  close(): void
}

/** How long it waits for more, in milliseconds: shorter than one sees. */
const MOMENT = 20
/** How long it waits while one types oneself, if no key comes whose frame it can follow. */
const WHILE_TYPING = 100
/** How long after a key somebody still types, in milliseconds. */
const TYPING = 300

/**
 * Gathers what others write and shows it at once, as one change: ten who type send forty letters a
 * second, and each would have the text drawn anew. While one types oneself it is shown after the frame
 * that shows one's own letter, when nothing waits for it; own letters and the server's receipts wait for
 * nothing.
 *
 * @param atOnce runs the changes of the text as one.
 * @param later what runs after the frame of a letter: one frame shows what others wrote and what follows from the letter.
 */
export function gatherArrivals(
  atOnce: (run: () => void) => void,
  later: Pick<AfterFrame, 'add'>,
  page: Pick<Window, 'addEventListener' | 'removeEventListener'> = window,
): Arrivals {
  let changes: (() => void)[] = []
  let presences: (() => void)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastKey = Number.NEGATIVE_INFINITY

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const [changed, present] = [changes, presences]
    changes = []
    presences = []
    if (changed.length > 0)
      atOnce(() => {
        for (const apply of changed) apply()
      })
    for (const apply of present) apply()
  }
  const soon = () => {
    // In a tab that is not seen no frame comes, but timers do.
    timer ??= setTimeout(flush, performance.now() - lastKey < TYPING ? WHILE_TYPING : MOMENT)
  }
  const onKey = () => {
    lastKey = performance.now()
    if (timer === undefined) return
    clearTimeout(timer)
    timer = setTimeout(flush, WHILE_TYPING)
    later.add(flush)
  }
  page.addEventListener('keydown', onKey, { capture: true })
  return {
    addChange(apply) {
      changes.push(apply)
      soon()
    },
    addPresence(apply) {
      presences.push(apply)
      soon()
    },
    flush,
    close() {
      page.removeEventListener('keydown', onKey, { capture: true })
      clearTimeout(timer)
      timer = undefined
      changes = []
      presences = []
    },
  }
}
