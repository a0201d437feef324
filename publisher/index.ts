export { OutputRefused } from './appear-whole.ts'
export { readBundleFolder, writeBundleFolder } from './bundle-folder.ts'
export { bylineText, writersOf } from './credits.ts'
export { docxEdition } from './docx/docx-edition.ts'
export type { EditionFile } from './edition-file.ts'
export { epubEdition } from './epub/epub-edition.ts'
export type { BibliographyEntry, Mention } from './hast/bibliography-to-hast.ts'
export type { ChapterHast } from './hast/chapter-to-hast.ts'
export type { GlossaryTerm } from './hast/glossary-to-hast.ts'
export { type GuideHast, guideToHast } from './hast/guide-to-hast.ts'
export { type HastOptions, pictureFileName } from './hast/options.ts'
export { chapterPage, type Page, type Place } from './hast/place.ts'
export type { Note } from './hast/state.ts'
export { type Words, wordsFor } from './hast/words.ts'
export {
  type Format,
  formats,
  type Manifest,
  type ManifestFile,
  manifestSchema,
} from './manifest.ts'
export { PictureMissing } from './pictures-of.ts'
export {
  type PrintPdf,
  type Progress,
  type PublishOptions,
  publishRelease,
} from './publish.ts'
export { publishFolder } from './publish-folder.ts'
export { PublishFailed, publishInWorker } from './publish-in-worker.ts'
export type { ReleaseBundle } from './release-bundle.ts'
export { cityName, creators, dayOf, howToCite, licenceOf } from './release-facts.ts'
export { type WebEditionOptions, webEdition } from './web/web-edition.ts'
