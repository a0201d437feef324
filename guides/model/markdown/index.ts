export { type ChapterText, chapterFromMarkdown } from './chapter-from-markdown.ts'
export { chapterToMarkdown } from './chapter-to-markdown.ts'
export { normalForm } from './normal-form.ts'
