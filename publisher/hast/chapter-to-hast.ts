import { type Chapter, type ChapterHeading, headingsOf } from '@charrette/guides'
import type { Root } from 'hast'
import { bylineText } from '../credits.ts'
import { chapterPage } from './place.ts'
import { createState, type GuideContext, type Note } from './state.ts'

/** A chapter's text. Its title is not in the hast: every edition opens chapters in its own way. */
export interface ChapterHast {
  id: string
  /** Counted from 1. */
  number: number
  title: string
  /** BCP 47, the guide's where the chapter has none of its own. */
  lang: string
  /** Who wrote it, in the guide's language; empty where nobody is credited. */
  byline: string
  hast: Root
  notes: Note[]
  headings: ChapterHeading[]
}

/** Converts one chapter of the context's guide. */
export function chapterToHast(
  chapter: Chapter,
  number: number,
  context: GuideContext,
): ChapterHast {
  const state = createState(context, { page: chapterPage(chapter.id), idScope: chapter.id })
  const children = state.blocks(chapter.content.content)
  return {
    id: chapter.id,
    number,
    title: chapter.title,
    lang: chapter.lang ?? context.guide.frontMatter.lang,
    byline: bylineText(chapter.credits, context.words, context.guide.frontMatter.lang),
    hast: { type: 'root', children },
    notes: state.notes,
    headings: headingsOf(chapter),
  }
}
