// What changed between two texts, in the shape of the API's `chapterChangeSchema`.

/** A run of words that both texts have, or one of them. */
export interface ChangeRun {
  kind: 'same' | 'added' | 'removed'
  text: string
}

export interface BlockChange {
  kind: 'same' | 'added' | 'removed' | 'changed'
  /** e.g. `paragraph`, `heading`, `tableFigure`. */
  nodeType: string
  runs: ChangeRun[]
}

export interface ChapterChange {
  chapterId: string
  title: string
  kind: 'added' | 'removed' | 'changed' | 'moved' | 'same'
  /** The blocks that changed, each run of them with the unchanged block before and after. */
  blocks: BlockChange[]
}
