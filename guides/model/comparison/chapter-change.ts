// What changed between two texts, in the shape of the API's `chapterChangeSchema`.

/** A run of words that both texts have, or one of them. */
export interface ChangeRun {
  kind: 'same' | 'added' | 'removed'
  text: string
}

export type ChangeKind = 'same' | 'added' | 'removed' | 'changed'

/** A table, with the cells of both texts. */
export interface TableChange {
  caption: ChangeRun[]
  rows: { kind: ChangeKind; cells: { kind: ChangeKind; header: boolean; runs: ChangeRun[] }[] }[]
}

/** A picture as it stands in one of the texts. */
export interface ShownPicture {
  /** Of the picture's file. */
  sha256: string
  alt: string
}

export interface BlockChange {
  kind: ChangeKind
  /** e.g. `paragraph`, `heading`, `tableFigure`. */
  nodeType: string
  runs: ChangeRun[]
  /** Only of a table that changed. */
  table?: TableChange
  /** Only where a block that changed has any. */
  pictures?: { before: ShownPicture[]; after: ShownPicture[] }
}

export interface ChapterChange {
  chapterId: string
  title: string
  kind: 'added' | 'removed' | 'changed' | 'moved' | 'same'
  /** The blocks that changed, each run of them with the unchanged block before and after. */
  blocks: BlockChange[]
}
