import type { Handler } from '../state.ts'
import { blockquote } from './blockquote.ts'
import { hardBreak, horizontalRule, pageBreak } from './breaks.ts'
import { callout } from './callout.ts'
import { citation } from './citation.ts'
import { cityExample } from './city-example.ts'
import { codeBlock } from './code-block.ts'
import { crossReference } from './cross-reference.ts'
import { definition } from './definition.ts'
import { figure } from './figure.ts'
import { footnote } from './footnote.ts'
import { heading } from './heading.ts'
import { keyTakeaways } from './key-takeaways.ts'
import { bulletList, listItem, orderedList } from './lists.ts'
import { paragraph } from './paragraph.ts'
import { pullQuote } from './pull-quote.ts'
import { tableFigure } from './table.ts'
import { taskItem, taskList } from './task-list.ts'
import { text } from './text.ts'

/**
 * One handler for each node of the guide schema that can stand on its own. A city example's parts,
 * and a table's rows and cells, are drawn by what they are in.
 */
export const handlers: Readonly<Record<string, Handler>> = {
  blockquote,
  bulletList,
  callout,
  citation,
  cityExample,
  codeBlock,
  crossReference,
  definition,
  figure,
  footnote,
  hardBreak,
  heading,
  horizontalRule,
  keyTakeaways,
  listItem,
  orderedList,
  pageBreak,
  paragraph,
  pullQuote,
  tableFigure,
  taskItem,
  taskList,
  text,
}
