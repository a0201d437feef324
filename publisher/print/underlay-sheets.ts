import { coverDrawing, type DrawingKind } from '@charrette/templates/cover'
import type { ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h, s } from 'hastscript'
import type { PrintedPage } from './page-numbers.ts'
import type { Paper } from './paper.ts'

/** What the pages of one guide have in common. */
export interface UnderlayFacts {
  title: string
  slug: string
  paper: Paper
  drawing: DrawingKind
}

/**
 * The sheets that lie beneath the text, one a page: grounds, running heads, folios. Left-hand pages
 * carry the guide's title, right-hand pages the section; numbers stand outside.
 */
export function underlaySheets(pages: readonly PrintedPage[], facts: UnderlayFacts): string {
  return toHtml(pages.map((page, index) => sheet(page, index, facts)))
}

function sheet(page: PrintedPage, index: number, facts: UnderlayFacts): ElementContent {
  const side = index % 2 === 0 ? 'right' : 'left'
  const { width, height, openingGround } = facts.paper
  const folio = h('div.folio', page.label)
  switch (page.kind) {
    case 'blank':
      return h('div.sheet')
    case 'cover':
      return h('div.sheet.covers', [
        h('div.ground', [
          drawing(facts.drawing, facts.slug, width, Math.round(height * 0.58), 0.42),
        ]),
      ])
    case 'opening':
      return h(`div.sheet.opens.${side}`, [
        h('div.ground', [
          drawing(facts.drawing, `${facts.slug}/${page.opens}`, width, openingGround + 6, 0),
        ]),
        folio,
      ])
    case 'front':
      return h(`div.sheet.${side}`, [folio])
    case 'text': {
      const head = side === 'left' ? facts.title : page.section || page.chapter
      return h(`div.sheet.${side}`, page.opens ? [folio] : [h('div.head', head), folio])
    }
  }
}

/**
 * The theme's drawing for a seed, within the sheet.
 *
 * @param foot share of the height at its foot that is left to the ground, for words.
 */
function drawing(
  kind: DrawingKind,
  seed: string,
  width: number,
  height: number,
  foot: number,
): ElementContent {
  const { blocks, landmark, river, riverWidth } = coverDrawing(kind, seed, width, height)
  const kept = Math.round(height * (1 - foot * 0.35))
  return s('svg', { viewBox: `0 0 ${width} ${kept}`, width: `${width}pt`, height: `${kept}pt` }, [
    s('path', { className: ['block'], fillRule: 'evenodd', d: blocks }),
    s('path', { className: ['river'], strokeWidth: riverWidth, d: river }),
    s('path', { className: ['landmark'], d: landmark }),
  ])
}
