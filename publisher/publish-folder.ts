import { contentHash, type Finding, hasErrors } from '@charrette/guides'
import { checkFolder } from './check-folder.ts'
import type { Manifest } from './manifest.ts'
import { type PublishOptions, publishRelease } from './publish.ts'
import type { SettingsChanges } from './settings/edition-settings.ts'

export interface PublishFolderOptions extends PublishOptions {
  /** What the editions call the release. Default "draft". */
  number?: string
  /** When it was released: the same moment gives the same bytes. */
  releasedAt: Date
  consortium?: string
  /** What is said over the folder's edition.yaml. */
  settings?: SettingsChanges
}

/**
 * Publishes a guide's folder of Markdown with no server and no database.
 *
 * @param directory the folder that holds `guide.yaml`.
 * @returns the findings with file and line, and the manifest; null, and nothing written, where a
 *   finding is an error.
 * @throws what reading a file and `publishRelease` throw.
 */
export async function publishFolder(
  directory: string,
  outDir: string,
  {
    number = 'draft',
    releasedAt,
    consortium = '',
    settings: changes,
    ...options
  }: PublishFolderOptions,
): Promise<{ manifest: Manifest | null; findings: Finding[] }> {
  const { guide, pictures, settings, findings } = await checkFolder(directory, changes)
  if (!guide || !settings || hasErrors(findings)) return { manifest: null, findings }
  const release = {
    number,
    contentHash: await contentHash(guide),
    releasedAt: releasedAt.toISOString(),
    consortium,
    approvals: [],
    changelog: '',
  }
  const readPicture = async (sha256: string): Promise<Uint8Array> => {
    const bytes = pictures.get(sha256)
    if (!bytes) throw new RangeError(`The folder has no picture of hash ${sha256}`)
    return bytes
  }
  const manifest = await publishRelease({ guide, release, readPicture }, outDir, {
    ...settings,
    ...options,
  })
  return { manifest, findings }
}
