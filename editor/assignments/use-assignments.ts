import type { Assignment, NewAssignment } from '@charrette/collab-server/contract'
import { useCallback, useEffect, useState } from 'react'
import { api } from '../api/client.ts'
import type { GuideConnection } from '../connection/guide-connection.ts'

/** What is said of a guide's chapters, by chapter id. */
export interface Assignments {
  of(chapterId: string): Assignment | null
  /** @throws {RequestFailed} */
  assign(chapterId: string, assignment: NewAssignment): Promise<void>
}

/**
 * The assignments of an open guide. They are in the database and not in the document: who has it open
 * is told of a change by a word in the changer's presence, a hint to read them anew.
 */
export function useAssignments(slug: string, { provider }: GuideConnection): Assignments {
  const [all, setAll] = useState<Assignment[]>([])
  useEffect(() => {
    const { awareness } = provider
    let known = ''
    let current = true
    const read = () => {
      // Without a network the outline stands without them.
      api.assignments(slug).then(
        (assignments) => current && setAll(assignments),
        () => {},
      )
    }
    const onChange = () => {
      const said = [...awareness.getStates().values()]
        .map(({ assignedAt }) => assignedAt)
        .filter((at) => typeof at === 'number')
        .sort()
        .join()
      if (said === known) return
      known = said
      read()
    }
    read()
    awareness.on('change', onChange)
    return () => {
      current = false
      awareness.off('change', onChange)
    }
  }, [slug, provider])
  const assign = useCallback(
    async (chapterId: string, assignment: NewAssignment) => {
      setAll(await api.assignChapter(slug, chapterId, assignment))
      provider.awareness.setLocalStateField('assignedAt', Date.now())
    },
    [slug, provider],
  )
  return { of: (id) => all.find(({ chapterId }) => chapterId === id) ?? null, assign }
}
