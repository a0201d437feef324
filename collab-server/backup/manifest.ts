import { z } from 'zod'

/** The version of the archive's format that README.md describes. */
export const BACKUP_FORMAT = 1

export const backupManifestSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** ISO 8601, UTC: when the snapshot of the database was taken. */
  madeAt: z.iso.datetime(),
  dialect: z.enum(['sqlite', 'postgres']),
  /** Names of the migrations that had run, in their order. */
  migrations: z.array(z.string()).min(1),
  /** Rows of each table. */
  tables: z.record(z.string(), z.number().int().nonnegative()),
  /** Every entry but the manifest, in the archive's order. */
  entries: z.array(
    z.object({
      path: z.string(),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
})

export type BackupManifest = z.infer<typeof backupManifestSchema>

/** A backup cannot be made, read or restored; the message says why and what to do. */
export class BackupRefused extends Error {
  readonly code = 'backup-refused'
}
