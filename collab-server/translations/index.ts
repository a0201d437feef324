export { translationBeginning, translationSlug } from './begin-translation.ts'
export { type TranslationSource, translationSource, translationState } from './translation-state.ts'
