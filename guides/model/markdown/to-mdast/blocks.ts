import type { BlockContent, DefinitionContent } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import { blockquoteToMdast } from './blockquote.ts'
import { horizontalRuleToMdast, pageBreakToMdast } from './breaks.ts'
import { calloutToMdast } from './callout.ts'
import { cityExampleToMdast } from './city-example.ts'
import { codeBlockToMdast } from './code.ts'
import { definitionToMdast } from './definition.ts'
import { figureToMdast } from './figure.ts'
import { headingToMdast } from './heading.ts'
import { keyTakeawaysToMdast } from './key-takeaways.ts'
import { listToMdast } from './list.ts'
import { paragraphToMdast } from './paragraph.ts'
import { pullQuoteToMdast } from './pull-quote.ts'
import { tableFigureToMdast } from './table.ts'
import type { Writing } from './writing.ts'

/** A block as it may stand in any container of the syntax tree. */
export type Block = BlockContent | DefinitionContent

type Handler = (node: NodeJson, writing: Writing) => Block

const handlers: Record<string, Handler> = {
  paragraph: paragraphToMdast,
  heading: headingToMdast,
  bulletList: listToMdast,
  orderedList: listToMdast,
  taskList: listToMdast,
  blockquote: blockquoteToMdast,
  callout: calloutToMdast,
  cityExample: cityExampleToMdast,
  keyTakeaways: keyTakeawaysToMdast,
  pullQuote: pullQuoteToMdast,
  definition: definitionToMdast,
  figure: figureToMdast,
  tableFigure: tableFigureToMdast,
  codeBlock: codeBlockToMdast,
  horizontalRule: horizontalRuleToMdast,
  pageBreak: pageBreakToMdast,
}

/** The children of a node as blocks of Markdown. */
export function blocksToMdast(node: NodeJson, writing: Writing): Block[] {
  return (node.content ?? []).map((child) => blockToMdast(child, writing))
}

export function blockToMdast(node: NodeJson, writing: Writing): Block {
  const handler = handlers[node.type]
  if (!handler) throw new RangeError(`No Markdown for a block ${JSON.stringify(node.type)}`)
  return handler(node, writing)
}
