import '../styles/assignments.css'
import type { Assignment } from '@charrette/collab-server/contract'
import { useWords } from '../messages/index.ts'
import { isOverdue, shortDay, statusWords, today } from './assignment-words.ts'

/** Below a chapter's title: who leads it, how far it is, when it is due. */
export function AssignmentLine({ assignment }: { assignment: Assignment }) {
  const say = useWords().guide
  const { city, status, dueOn } = assignment
  if (!city && status === 'outline' && !dueOn) return null
  const overdue = isOverdue(assignment, today())
  return (
    <span className="assignment-line">
      {[city?.name, statusWords(status)].filter(Boolean).join(' · ')}
      {dueOn ? (
        <>
          {' · '}
          <span className={overdue ? 'overdue' : undefined}>
            {overdue ? say.overdueSince : say.due} {shortDay(dueOn)}
          </span>
        </>
      ) : null}
    </span>
  )
}
