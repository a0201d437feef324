export {
  type AttributeMatch,
  findInGuide,
  findInText,
  findInTitle,
  type Match,
  type TextMatch,
  type TitleMatch,
} from './find-in-guide.ts'
export {
  type Replaced,
  type Replacement,
  replaceInGuide,
  typesOfReplacement,
} from './replace-in-guide.ts'
export { patternOf, type TextQuery } from './text-query.ts'
