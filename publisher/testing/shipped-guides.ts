import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { diskFolder } from '@charrette/guides/folder'
import type { ReleaseBundle } from '../release-bundle.ts'
import { bundleOf } from './fixture-guide.ts'

/** Where the guides lie that come with the project. */
export const library = fileURLToPath(new URL('../../guides/library/', import.meta.url))

/** Convenings are made alike, and small: one stands for all where every page is looked at. */
const standsFor = 'new-orleans-2016'

/** Names of the folders of the guides, and of one convening. */
export const shippedGuides = readdirSync(library, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => !/-20\d\d$/.test(name) || name === standsFor)
  .sort()

/** A shipped guide, released on the fixtures' day. */
export const shippedBundle = (slug: string): Promise<ReleaseBundle> =>
  bundleOf(diskFolder(join(library, slug)))
