import { useLayoutEffect, useRef } from 'react'
import { useWords } from '../messages/index.ts'
import type { GuideConnection } from './guide-connection.ts'
import { receiptWords, saveStateWords } from './save-state.ts'
import { useKeptCount } from './use-shared.ts'

/**
 * Says what is true of the text: saved, on its way, or kept here. That changes twice with every letter, so
 * it is written into the page directly: each time React changes one it counts through the text to
 * where the caret stands.
 */
export function SaveStatus({ connection }: { connection: GuideConnection }) {
  const status = useRef<HTMLSpanElement>(null)
  const receipt = useRef<HTMLSpanElement>(null)
  const kept = useKeptCount(connection)
  const say = useWords()
  // biome-ignore lint/correctness/useExhaustiveDependencies: in another language it is said anew
  useLayoutEffect(() => {
    const write = () => {
      const state = connection.state()
      put(status.current, saveStateWords(state, kept), `save-state save-state-${state.kind}`)
      put(receipt.current, state.kind === 'saved' ? receiptWords(state.at) : '', 'receipt')
    }
    write()
    // It would have the bar laid out anew before the letter is shown.
    const { afterFrame } = connection
    return connection.onState(() => afterFrame.add(write))
  }, [connection, kept, say])
  return (
    <>
      <span ref={status} role="status" />
      {/* Beside what is announced: the time alone is no news to a screen reader. */}
      <span ref={receipt} />
    </>
  )
}

function put(element: HTMLElement | null, words: string, name: string): void {
  if (!element) return
  if (element.textContent !== words) element.textContent = words
  if (element.className !== name) element.className = name
}
