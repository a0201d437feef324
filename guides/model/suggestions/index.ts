export {
  draftSchema,
  isDraftAttribute,
  isSuggestionAttribute,
  suggestionMarks,
} from './draft-schema.ts'
export { listSuggestions, type SuggestionInText } from './list-suggestions.ts'
export { countSuggestions, openSuggestions } from './open-suggestions.ts'
export * from './records.ts'
export {
  type Decide,
  guideJson,
  hasSuggestions,
  settle,
  suggestionsOf,
  withoutSuggestions,
} from './settle.ts'
export { type Suggested, type Suggester, suggest } from './suggest.ts'
