export { DOI_RESOLVER, lookUpDoi } from './look-up-doi.ts'
export { readSourceFile } from './read-source-file.ts'
export { SourceRefusal, type SourceRefusalCode } from './source-refusal.ts'
