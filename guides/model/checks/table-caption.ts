import { typedText } from '../plain-text.ts'
import { walkGuide } from '../walk.ts'
import { at, type Check } from './check.ts'

/** A caption says what a table is about, and is what a list of tables shows. */
export const tableCaption: Check = (guide) =>
  [...walkGuide(guide)].flatMap((visit) => {
    if (visit.node.type !== 'tableFigure') return []
    const [caption] = visit.node.content ?? []
    if (caption && typedText(caption).trim() !== '') return []
    return at(visit, {
      ruleId: 'table-caption',
      severity: 'warning',
      message: 'This table has no caption',
      mend: 'Say in one line what the table shows.',
    })
  })
