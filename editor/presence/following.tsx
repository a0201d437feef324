import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import type { GuideConnection } from '../connection/guide-connection.ts'
import { usePresent } from '../connection/use-shared.ts'
import { useWords } from '../messages/index.ts'
import { blocksOfText, scrollToBlock, scrollToCaret } from './text-place.ts'

/** What somebody's own editor says of where they are. */
interface Shown {
  chapterId: string | null
  top: number
  caret: string
}

/**
 * Goes where another goes, chapter by chapter and screen by screen, until one writes or presses
 * Escape.
 */
export function Following({
  connection,
  accountId,
  openId,
  goTo,
  onStop,
}: {
  connection: GuideConnection
  accountId: string
  openId: string | null
  goTo: (chapterId: string) => void
  onStop: () => void
}) {
  const say = useWords().saving
  const present = usePresent(connection)
  const person = present.find((one) => one.accountId === accountId)
  const [name] = useState(person?.name ?? '')
  const isGone = person === undefined
  useEffect(() => {
    if (isGone) onStop()
  }, [isGone, onStop])
  useEffect(() => {
    const { doc } = connection
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onStop()
    }
    const onUpdate = (
      _update: Uint8Array,
      _origin: unknown,
      _doc: Y.Doc,
      { local }: Y.Transaction,
    ) => {
      if (local) onStop()
    }
    window.addEventListener('keydown', onKey)
    doc.on('update', onUpdate)
    return () => {
      window.removeEventListener('keydown', onKey)
      doc.off('update', onUpdate)
    }
  }, [connection, onStop])
  useEffect(() => {
    const { awareness } = connection.provider
    let last: Shown | null = null
    let frame = 0
    const follow = () => {
      const shown = shownBy(connection, accountId)
      if (!shown) return
      if (shown.chapterId !== openId) {
        if (shown.chapterId) goTo(shown.chapterId)
        return
      }
      // The chapter may have been opened just now: its text comes a moment later.
      if (blocksOfText().length === 0) {
        frame = requestAnimationFrame(follow)
        return
      }
      const before = last
      last = shown
      if (before?.top !== shown.top) scrollToBlock(shown.top)
      if (before?.caret !== shown.caret)
        frame = requestAnimationFrame(() => scrollToCaret(accountId))
    }
    follow()
    awareness.on('change', follow)
    return () => {
      cancelAnimationFrame(frame)
      awareness.off('change', follow)
    }
  }, [connection, accountId, openId, goTo])
  return (
    <div className="following">
      <span role="status">{say.following(name)}</span>
      <button type="button" className="link-button" onClick={onStop}>
        {say.stop}
      </button>
    </div>
  )
}

/** Of several tabs the one that said something last. */
function shownBy({ provider: { awareness } }: GuideConnection, accountId: string): Shown | null {
  let newest = -1
  let shown: Shown | null = null
  for (const [clientId, state] of awareness.getStates()) {
    const { user, chapterId, top, cursor } = state as {
      user?: { accountId?: string }
      chapterId?: string | null
      top?: number
      cursor?: unknown
    }
    const said = awareness.meta.get(clientId)?.lastUpdated ?? 0
    if (user?.accountId !== accountId || clientId === awareness.clientID || said < newest) continue
    newest = said
    shown = {
      chapterId: chapterId ?? null,
      top: typeof top === 'number' ? top : 0,
      caret: JSON.stringify(cursor ?? null),
    }
  }
  return shown
}
