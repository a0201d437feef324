export { translationBeginning, translationSlug } from './begin-translation.ts'
export { changedSinceReader } from './changed-since.ts'
export { type TranslationSource, translationSource, translationState } from './translation-state.ts'
