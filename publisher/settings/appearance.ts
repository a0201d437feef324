import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Finding, mediaTypeOf } from '@charrette/guides'
import { logoName } from '../theme/theme.ts'
import {
  type EditionSettings,
  readEditionSettings,
  type SettingsChanges,
  settingsFile,
} from './edition-settings.ts'

/** What a consortium has chosen for the editions of all its guides. */
export interface Appearance {
  /** A theme that is shipped. */
  theme: string
  paper: 'letter' | 'a4'
  colours: NonNullable<SettingsChanges['colours']>
  logo: { bytes: Uint8Array; alt: string } | null
}

/** As a folder's `edition.yaml` says it (JSON is YAML), with the logo's file beside it. */
function asFiles({ theme, paper, colours, logo }: Appearance): Map<string, Uint8Array> {
  const mediaType = logo && mediaTypeOf(logo.bytes)
  const name = mediaType ? logoName({ mediaType }) : null
  const said = { theme, paper, colours, ...(name ? { logo: name, 'logo-alt': logo?.alt } : {}) }
  return new Map([
    [settingsFile, new TextEncoder().encode(JSON.stringify(said))],
    ...(name && logo ? ([[name, logo.bytes]] as [string, Uint8Array][]) : []),
  ])
}

/**
 * Reads what was chosen as the settings of editions; what does not fit is a finding, and so is a
 * colour on which words cannot be read.
 *
 * @returns null settings where there are findings.
 */
export function readAppearance(
  appearance: Appearance,
): Promise<{ settings: EditionSettings | null; findings: Finding[] }> {
  const files = asFiles(appearance)
  return readEditionSettings(
    { list: () => [...files.keys()], read: (path) => files.get(path) ?? new Uint8Array() },
    '.',
  )
}

/** Writes it beside a release for the publisher's worker. */
export async function writeAppearance(appearance: Appearance, folder: string): Promise<void> {
  for (const [path, bytes] of asFiles(appearance)) await writeFile(join(folder, path), bytes)
}
