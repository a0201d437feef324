import {
  type AnchorPlace,
  type CommentThread,
  commentsMap,
  commentThreads,
  findAnchor,
} from '@charrette/guides'
import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import { atPause } from '../connection/at-pause.ts'
import { useShared } from '../connection/use-shared.ts'

/** How long the writing must pause before places are looked up again, in milliseconds. */
const PAUSE = 400
/** How long they wait where there is none. */
const PATIENCE = 10_000

export interface PlacedThread {
  thread: CommentThread
  place: AnchorPlace
}

/** Every thread of the guide with where it stands, kept up with the shared document. */
export function useThreads(doc: Y.Doc): PlacedThread[] {
  const threads = useShared(commentsMap(doc), () => commentThreads(doc))
  const [edits, setEdits] = useState(0)
  useEffect(() => {
    const { later, stop } = atPause(() => setEdits((count) => count + 1), PAUSE, PATIENCE)
    doc.on('update', later)
    return () => {
      stop()
      doc.off('update', later)
    }
  }, [doc])
  const [placed, setPlaced] = useState<PlacedThread[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `edits` says that the text has changed
  useEffect(() => {
    setPlaced(threads.map((thread) => ({ thread, place: findAnchor(doc, thread.anchor) })))
  }, [threads, doc, edits])
  return placed
}
