import { Schema } from 'prosemirror-model'
import { code, emphasis, language, link, strong, subscript, superscript } from './marks/marks.ts'
import { blockquote } from './nodes/blockquote.ts'
import { hardBreak, horizontalRule, pageBreak, text } from './nodes/breaks.ts'
import { callout } from './nodes/callout.ts'
import { citation } from './nodes/citation.ts'
import { cityExample, exampleAction, exampleOutcome } from './nodes/city-example.ts'
import { codeBlock } from './nodes/code-block.ts'
import { crossReference } from './nodes/cross-reference.ts'
import { definition } from './nodes/definition.ts'
import { doc } from './nodes/doc.ts'
import { figure } from './nodes/figure.ts'
import { footnote } from './nodes/footnote.ts'
import { heading } from './nodes/heading.ts'
import { keyTakeaways } from './nodes/key-takeaways.ts'
import { bulletList, listItem, orderedList, taskItem, taskList } from './nodes/lists.ts'
import { paragraph } from './nodes/paragraph.ts'
import { pullQuote } from './nodes/pull-quote.ts'
import {
  table,
  tableCaption,
  tableCell,
  tableFigure,
  tableHeader,
  tableRow,
} from './nodes/table.ts'

/**
 * Counts up with every change of the schema that an older editor would not understand. An editor
 * whose number is lower than the server's must reload before it may write: ProseMirror deletes
 * nodes that it does not know.
 */
export const SCHEMA_VERSION = 3

/**
 * The one schema of a chapter's text, shared by editor, server and publisher.
 *
 * Groups: `block` may stand in a chapter, `flow` also inside callouts, examples and list items,
 * `prose` also inside quotations and table cells; `noteInline` is what a footnote may hold.
 * The order of marks is the order in which they nest, outermost first.
 */
export const schema = new Schema({
  nodes: {
    doc,
    paragraph,
    heading,
    bulletList,
    orderedList,
    listItem,
    taskList,
    taskItem,
    blockquote,
    callout,
    cityExample,
    exampleAction,
    exampleOutcome,
    keyTakeaways,
    pullQuote,
    definition,
    figure,
    tableFigure,
    tableCaption,
    table,
    tableRow,
    tableCell,
    tableHeader,
    codeBlock,
    horizontalRule,
    pageBreak,
    text,
    footnote,
    citation,
    crossReference,
    hardBreak,
  },
  marks: { link, language, strong, emphasis, superscript, subscript, code },
})
