export { assignChapter, UnknownCity } from './assign-chapter.ts'
export { assignmentsOf } from './assignments-of.ts'
