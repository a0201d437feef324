import { type Finding, finding } from '../finding.ts'
import type { Picture } from '../guide.ts'
import type { FolderMemory } from './folder-memory.ts'
import type { GuideFolder } from './guide-folder.ts'
import { pictureFaults } from './picture-faults.ts'
import { readPicture } from './read-picture.ts'
import { withoutMetadata } from './without-metadata.ts'

export interface FolderPictures {
  /** Bytes by SHA-256. */
  bytes: Map<string, Uint8Array>
  byPath: Record<string, Picture>
  /** Files that are no pictures, and pictures that guides cannot show. */
  findings: Finding[]
}

/**
 * Reads the pictures of a folder.
 *
 * @param paths which files, in the order that findings are to have.
 */
export async function readPictures(
  folder: GuideFolder,
  paths: readonly string[],
  memory: FolderMemory,
): Promise<FolderPictures> {
  const read: FolderPictures = { bytes: new Map(), byPath: {}, findings: [] }
  for (const path of paths) {
    const bytes = withoutMetadata(await folder.read(path))
    const picture = await memory.picture(bytes, () => readPicture(bytes))
    if (picture) {
      read.bytes.set(picture.sha256, bytes)
      read.byPath[path] = picture
      read.findings.push(...pictureFaults(path, bytes, picture))
    } else
      read.findings.push(
        finding({
          ruleId: 'picture',
          severity: 'error',
          message: 'This file is not a picture that guides can show',
          mend: 'Save it as SVG (with a viewBox), PNG, JPEG or WebP.',
          file: path,
        }),
      )
  }
  return read
}
