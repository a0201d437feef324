import type { IRunPropertiesOptions } from 'docx'
import type { Note } from '../hast/state.ts'
import type { Words } from '../hast/words.ts'
import type { BookmarkNames } from './bookmarks.ts'
import type { WordPicture } from './pictures.ts'

/** What converting a text to Word needs to know around it. */
export interface DocxState {
  words: Words
  names: BookmarkNames
  /** Pictures by their file's name. */
  pictures: ReadonlyMap<string, WordPicture>
  /** The chapter's notes by their id. */
  notes: ReadonlyMap<string, Note>
  /** What every run has: its language, where the chapter is in another than the document. */
  base: IRunPropertiesOptions
  /** Lists so far: each is numbered on its own. */
  lists: { count: number; starts: Set<number> }
}

/** Where a block stands: which styles it takes. */
export interface BlockPlace {
  text: string
  list: string
  /** Level of the list that it is in; -1 outside. */
  level: number
  /** Twentieths of a point that lists are indented by beside their own. */
  indent: number
}

export const inText: BlockPlace = { text: 'BodyText', list: 'ListParagraph', level: -1, indent: 0 }
