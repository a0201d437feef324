export { freeChapterId, guideFromWord } from './guide-from-word.ts'
export { importWord } from './import-word.ts'
export type {
  ImportedChapter,
  ImportedComment,
  ImportedWord,
  TrackedChange,
} from './imported-word.ts'
export { MOST_WORD_BYTES, refuseOtherKinds } from './open-container.ts'
export {
  type ReturnedChange,
  returnFinding,
  type SuggestedReturn,
  suggestReturned,
} from './returned/suggest-returned.ts'
export type { SplitOptions } from './split-chapters.ts'
export { WordRefusal } from './word-refusal.ts'
