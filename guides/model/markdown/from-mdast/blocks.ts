import type { NodeJson } from '../../guide.ts'
import type { MdastBlock } from '../syntax-tree.ts'
import { blockquoteFromMdast } from './blockquote.ts'
import { pageBreakFromMdast, thematicBreakFromMdast } from './breaks.ts'
import { calloutFromMdast } from './callout.ts'
import { cityExampleFromMdast } from './city-example.ts'
import { codeBlockFromMdast } from './code.ts'
import { definitionFromMdast } from './definition.ts'
import { unclosedDirective, unknownBlockDirective } from './directive.ts'
import { figureFromMdast } from './figure.ts'
import { headingFromMdast } from './heading.ts'
import { htmlBlockFromMdast } from './html.ts'
import { keyTakeawaysFromMdast } from './key-takeaways.ts'
import { listFromMdast } from './list.ts'
import { emptyParagraphFromMdast, paragraphFromMdast } from './paragraph.ts'
import { fitBlocks, type Place } from './place.ts'
import { pullQuoteFromMdast } from './pull-quote.ts'
import type { Reading } from './reading.ts'
import { plainTableFromMdast, tableFigureFromMdast } from './table.ts'

/** Turns blocks of Markdown into blocks of the model that may stand at a place. */
export function blocksFromMdast(
  nodes: readonly MdastBlock[],
  place: Place,
  reading: Reading,
): NodeJson[] {
  return nodes.flatMap((node) =>
    fitBlocks(blockFromMdast(node, place, reading), place, node, reading),
  )
}

function blockFromMdast(node: MdastBlock, place: Place, reading: Reading): NodeJson[] {
  switch (node.type) {
    case 'paragraph':
      return paragraphFromMdast(node, reading)
    case 'heading':
      return [headingFromMdast(node, reading)]
    case 'list':
      return listFromMdast(node, reading)
    case 'blockquote':
      return [blockquoteFromMdast(node, reading)]
    case 'code':
      return [codeBlockFromMdast(node, reading)]
    case 'thematicBreak':
      return [thematicBreakFromMdast()]
    case 'table':
      return [plainTableFromMdast(node, reading)]
    case 'html':
      return htmlBlockFromMdast(node, reading)
    case 'containerDirective': {
      unclosedDirective(node, reading)
      const { name } = node
      if (name === 'table') return [tableFigureFromMdast(node, reading)]
      if (name === 'note' || name === 'tip' || name === 'warning')
        return [calloutFromMdast(node, name, reading)]
      if (name === 'key-takeaways') return [keyTakeawaysFromMdast(node, reading)]
      if (name === 'pull-quote') return [pullQuoteFromMdast(node, reading)]
      if (name === 'definition') return [definitionFromMdast(node, reading)]
      if (name === 'city-example') return [cityExampleFromMdast(node, reading)]
      return unknownBlockDirective(node, place, reading)
    }
    case 'leafDirective':
      if (node.name === 'figure') return [figureFromMdast(node, reading)]
      if (node.name === 'page-break') return [pageBreakFromMdast(node, reading)]
      if (node.name === 'paragraph') return [emptyParagraphFromMdast(node, reading)]
      return unknownBlockDirective(node, place, reading)
    default:
      // Definitions of notes and addresses are read where they are referred to; front matter
      // before the text; everything else of a tree is inside one of the above.
      return []
  }
}
