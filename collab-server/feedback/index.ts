export { feedbackJobs } from './bring-to-authors.ts'
export {
  commentSchema,
  countUsefulness,
  exampleSchema,
  keepFeedback,
  type ReadChapter,
  TooMuchFeedback,
} from './keep-feedback.ts'
export { feedbackOf, usefulnessOf } from './read-feedback.ts'
export { reader } from './reader.ts'
