import type { Finding, Guide } from '@charrette/guides'
import { checkFolder } from '../check-folder.ts'
import type { EditionFile } from '../edition-file.ts'
import { PictureMissing } from '../pictures-of.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import type { Theme } from '../theme/theme.ts'
import { webEdition } from '../web/web-edition.ts'
import { WebMemory } from '../web/web-memory.ts'
import { type RememberedFolder, rememberedFolder } from './remembered-folder.ts'

/** A guide's folder as it stands, drawn. */
export interface PreviewState {
  /** The web edition's files by path; those of the last state that could be drawn, or none. */
  files: ReadonlyMap<string, EditionFile>
  /** What the folder would be published as; null where it could not be drawn. */
  bundle: ReleaseBundle | null
  findings: readonly Finding[]
  /** Counts the states. */
  version: number
  /** In which state each file became what it is, by its path. */
  versions: ReadonlyMap<string, number>
}

/** Paths of the files that have changed since a state. */
export const changedSince = ({ versions }: PreviewState, version: number): string[] =>
  [...versions].filter(([, changed]) => changed > version).map(([path]) => path)

/**
 * Draws a guide's folder as its web edition, again and again while somebody writes in it. Only what
 * has changed is read, converted and drawn anew.
 */
export class GuidePreview {
  readonly #directory: string
  readonly #reading: RememberedFolder
  readonly #web = new WebMemory()
  state: PreviewState = {
    files: new Map(),
    bundle: null,
    findings: [],
    version: 0,
    versions: new Map(),
  }

  /** @param directory the folder that holds `guide.yaml`. */
  constructor(directory: string) {
    this.#directory = directory
    this.#reading = rememberedFolder(directory)
  }

  /** @throws what reading a file throws; a guide with errors is drawn as far as it goes. */
  async refresh(): Promise<PreviewState> {
    const { readable, pictures, settings, findings } = await checkFolder(
      this.#directory,
      {},
      this.#reading,
    )
    const bundle = readable && draftOf(readable, pictures)
    const drawn = bundle && (await this.#draw(bundle, settings?.theme))
    const before = this.state
    const version = before.version + 1
    const files = drawn ? new Map(drawn.map((file) => [file.path, file])) : before.files
    const versions = new Map(
      [...files.values()].map(({ path, bytes }) => [
        path,
        sameBytes(before.files.get(path)?.bytes, bytes)
          ? (before.versions.get(path) ?? version)
          : version,
      ]),
    )
    this.state = { files, bundle: drawn ? bundle : null, findings, version, versions }
    return this.state
  }

  /** Null where a picture is missing, which a finding tells. */
  async #draw(bundle: ReleaseBundle, theme?: Theme): Promise<EditionFile[] | null> {
    try {
      return await webEdition(bundle, { memory: this.#web, ...(theme ? { theme } : {}) })
    } catch (error) {
      if (error instanceof PictureMissing) return null
      throw error
    }
  }
}

function draftOf(guide: Guide, pictures: ReadonlyMap<string, Uint8Array>): ReleaseBundle {
  return {
    guide,
    release: {
      number: 'draft',
      contentHash: '',
      // A preview's day: its pages change with the text alone.
      releasedAt: `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`,
      consortium: '',
      approvals: [],
      changelog: '',
    },
    async readPicture(sha256) {
      const bytes = pictures.get(sha256)
      if (!bytes) throw new RangeError(`The folder has no picture of hash ${sha256}`)
      return bytes
    },
  }
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a === b || (a !== undefined && Buffer.compare(a, b) === 0)
}
