import { canonicalJson } from '@charrette/guides'
import { textFile } from './edition-file.ts'
import type { ReleaseBundle } from './release-bundle.ts'

/**
 * The release as one JSON object, `{ guide, release }`, for programs. `release.contentHash` is the
 * SHA-256 of `guide` as it stands there: keys sorted, no space.
 */
export const jsonEdition = ({ guide, release }: ReleaseBundle): Uint8Array =>
  textFile('', `${canonicalJson({ guide, release })}\n`).bytes
