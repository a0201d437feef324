import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diskFolder } from '@charrette/guides/folder'
import type { ReleaseBundle } from '../release-bundle.ts'
import { bundleOf } from './fixture-guide.ts'

/** Where the guides lie that come with the project. */
export const library = fileURLToPath(new URL('../../guides/library/', import.meta.url))

/** Their folders' names. */
export const shippedGuides = readdirSync(library, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

/** A shipped guide, released on the fixtures' day. */
export const shippedBundle = (slug: string): Promise<ReleaseBundle> =>
  bundleOf(diskFolder(join(library, slug)))
