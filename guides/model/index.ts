export { assignIds, canHaveId, slugFrom } from './assign-ids.ts'
export { checkGuide, checks } from './checks/check-guide.ts'
export type { BlockChange, ChangeRun, ChapterChange } from './comparison/chapter-change.ts'
export { compareGuides } from './comparison/compare-guides.ts'
export { canonicalJson, contentHash } from './content-hash.ts'
export { type Finding, finding, findingAsText, hasErrors } from './finding.ts'
export type { FolderMemory } from './folder/folder-memory.ts'
export { folderOf, type GuideFolder } from './folder/guide-folder.ts'
export { cslItemSchema } from './folder/read-bibliography.ts'
export { type GuideFolderContents, readGuideFolder } from './folder/read-guide-folder.ts'
export { mediaTypeOf, readPicture } from './folder/read-picture.ts'
export { writeGuideFolder } from './folder/write-guide-folder.ts'
export * from './guide.ts'
export * from './guide-doc.ts'
export { type ChapterHeading, headingsOf } from './headings.ts'
export { isNumbered, type Label, type LabelWords, labelsOf, labelWords } from './labels.ts'
export {
  type ChapterText,
  chapterFromMarkdown,
  chapterToMarkdown,
  normalForm,
} from './markdown/index.ts'
export { languageTag, safeHref } from './marks/marks.ts'
export { type CalloutKind, calloutKinds } from './nodes/callout.ts'
export { type HeadingLevel, headingLevels } from './nodes/heading.ts'
export { idPattern } from './nodes/id.ts'
export { placeName, plainText, typedText, wordCount } from './plain-text.ts'
export { SCHEMA_VERSION, schema } from './schema.ts'
export { idOfNode, textAttribute, type Visit, walk, walkGuide } from './walk.ts'
