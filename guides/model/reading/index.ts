export { FEWEST_WORDS, isMeasured, type Readability } from './readability.ts'
export {
  type ChapterFigures,
  chapterFigures,
  type ReadingFigures,
  readingFigures,
  WORDS_A_MINUTE,
} from './reading-figures.ts'
