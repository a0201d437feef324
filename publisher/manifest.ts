import { z } from 'zod'

export const formats = ['web', 'pdf', 'epub', 'docx', 'markdown', 'json'] as const
export type Format = (typeof formats)[number]

export const manifestFileSchema = z.strictObject({
  path: z.string(),
  format: z.enum(formats),
  bytes: z.number().int(),
  sha256: z.string(),
})

/** `manifest.json` of an edition's folder: every other file in it, by path. */
export const manifestSchema = z.strictObject({
  guide: z.strictObject({ slug: z.string(), title: z.string(), lang: z.string() }),
  release: z.strictObject({
    number: z.string(),
    contentHash: z.string(),
    releasedAt: z.string(),
  }),
  formats: z.array(z.enum(formats)),
  files: z.array(manifestFileSchema),
})
export type Manifest = z.infer<typeof manifestSchema>
export type ManifestFile = z.infer<typeof manifestFileSchema>
