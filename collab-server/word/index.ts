export { exportMarkdown, exportWord } from './export-draft.ts'
export { type Importer, importAsGuide, importIntoGuide, type WordFile } from './import-document.ts'
export { ReadersBusy } from './read-in-thread.ts'
