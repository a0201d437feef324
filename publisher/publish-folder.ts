import {
  checkGuide,
  contentHash,
  type Finding,
  hasErrors,
  readGuideFolder,
} from '@charrette/guides'
import { diskFolder } from '@charrette/guides/folder'
import type { Manifest } from './manifest.ts'
import { placeFindings } from './place-findings.ts'
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
  const folder = diskFolder(directory)
  const { guide, pictures, findings } = await readGuideFolder(folder)
  const checked = guide
    ? [...findings, ...placeFindings(checkGuide(guide), await chapterTexts(folder))]
    : findings
  if (!guide || hasErrors(checked)) return { manifest: null, findings: checked }
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
  return { manifest, findings: checked }
}

async function chapterTexts(folder: ReturnType<typeof diskFolder>): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const path of await folder.list())
    if (path.startsWith('chapters/') && path.endsWith('.md'))
      texts.set(path, new TextDecoder().decode(await folder.read(path)))
  return texts
}
