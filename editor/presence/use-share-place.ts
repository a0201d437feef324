import { useEffect } from 'react'
import type * as Y from 'yjs'
import type { GuideConnection } from '../connection/guide-connection.ts'
import { blocksOfText, topBlock } from './text-place.ts'

/** How often the others are told where one reads, in milliseconds. */
const OFTEN = 200
/** How long after the last letter somebody still counts as writing, in milliseconds. */
const WRITING = 20_000

/** Tells the others in which chapter one is, how far down, and whether one writes. */
export function useSharePlace(connection: GuideConnection, openId: string | null): void {
  const { doc, provider } = connection
  useEffect(() => {
    const { awareness } = provider
    awareness.setLocalStateField('chapterId', openId)
    let timer: ReturnType<typeof setTimeout> | null = null
    const tell = () => {
      timer = null
      const top = topBlock(blocksOfText())
      if (top !== awareness.getLocalState()?.top) awareness.setLocalStateField('top', top)
    }
    const onScroll = () => {
      timer ??= setTimeout(tell, OFTEN)
    }
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      if (timer) clearTimeout(timer)
      window.removeEventListener('scroll', onScroll)
    }
  }, [provider, openId])
  useEffect(() => {
    const { awareness } = provider
    let timer: ReturnType<typeof setTimeout>
    const stop = () => awareness.setLocalStateField('typing', false)
    const onUpdate = (
      _update: Uint8Array,
      _origin: unknown,
      _doc: Y.Doc,
      { local }: Y.Transaction,
    ) => {
      if (!local) return
      clearTimeout(timer)
      timer = setTimeout(stop, WRITING)
      if (awareness.getLocalState()?.typing !== true) awareness.setLocalStateField('typing', true)
    }
    doc.on('update', onUpdate)
    return () => {
      clearTimeout(timer)
      doc.off('update', onUpdate)
    }
  }, [doc, provider])
}
