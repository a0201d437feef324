import { contentHash, type Finding, hasErrors } from '@charrette/guides'
import { checkFolder } from './check-folder.ts'
import type { Manifest } from './manifest.ts'
import { type PublishOptions, publishRelease } from './publish.ts'

export interface PublishFolderOptions extends PublishOptions {
  /** What the editions call the release. Default "draft". */
  number?: string
  /** When it was released: the same moment gives the same bytes. */
  releasedAt: Date
  consortium?: string
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
  { number = 'draft', releasedAt, consortium = '', ...options }: PublishFolderOptions,
): Promise<{ manifest: Manifest | null; findings: Finding[] }> {
  const { guide, pictures, findings } = await checkFolder(directory)
  if (!guide || hasErrors(findings)) return { manifest: null, findings }
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
  const manifest = await publishRelease({ guide, release, readPicture }, outDir, options)
  return { manifest, findings }
}
