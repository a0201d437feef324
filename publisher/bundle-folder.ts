import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { creditSchema, frontMatterSchema, type Guide } from '@charrette/guides'
import { z } from 'zod'
import { picturesOf } from './pictures-of.ts'
import type { ReleaseBundle } from './release-bundle.ts'

const releaseSchema = z.object({
  number: z.string().regex(/^[\w.-]+$/, 'is letters, digits, points and hyphens'),
  contentHash: z.string(),
  releasedAt: z.iso.datetime(),
  consortium: z.string(),
  approvals: z.array(z.object({ name: z.string(), city: z.string(), approvedAt: z.string() })),
  changelog: z.string(),
  cities: z.array(z.object({ name: z.string(), state: z.string() })).optional(),
  errata: z
    .array(
      z.object({
        number: z.string(),
        releasedAt: z.string(),
        chapterId: z.string(),
        chapterTitle: z.string(),
        reason: z.string(),
      }),
    )
    .default([]),
})

/** What a guide must have for its editions to be made; its texts are the schema's to judge. */
const guideSchema = z.object({
  frontMatter: frontMatterSchema,
  chapters: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      lang: z.string().nullable(),
      content: z.looseObject({ type: z.literal('doc') }),
      credits: z.array(creditSchema).optional(),
    }),
  ),
  credits: z.array(creditSchema).optional(),
  bibliography: z.array(z.looseObject({ id: z.string(), type: z.string() })),
  pictures: z.record(
    z.string(),
    z.object({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      mediaType: z.enum(['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp']),
      bytes: z.number(),
      width: z.number(),
      height: z.number(),
    }),
  ),
})

/**
 * Opens a release bundle that lies in a folder (release-bundle.ts says how).
 *
 * @throws what reading throws, and what zod throws where a file is not of its shape.
 */
export async function readBundleFolder(folder: string): Promise<ReleaseBundle> {
  const json = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'))
  return {
    release: releaseSchema.parse(await json('release.json')),
    guide: guideSchema.parse(await json('guide.json')) as Guide,
    readPicture: async (sha256) => new Uint8Array(await readFile(join(folder, 'files', sha256))),
  }
}

/** Writes a bundle into a folder for the worker, with the pictures that its figures show. */
export async function writeBundleFolder(bundle: ReleaseBundle, folder: string): Promise<void> {
  await mkdir(join(folder, 'files'), { recursive: true })
  await writeFile(join(folder, 'release.json'), JSON.stringify(bundle.release))
  await writeFile(join(folder, 'guide.json'), JSON.stringify(bundle.guide))
  for (const { picture, bytes } of await picturesOf(bundle))
    await writeFile(join(folder, 'files', picture.sha256), bytes)
}
