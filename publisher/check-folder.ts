import {
  checkGuide,
  type Finding,
  type FolderMemory,
  type Guide,
  type GuideFolder,
  readGuideFolder,
} from '@charrette/guides'
import { diskFolder } from '@charrette/guides/folder'
import { type ChapterFile, placeFindings } from './place-findings.ts'
import {
  type EditionSettings,
  readEditionSettings,
  type SettingsChanges,
} from './settings/edition-settings.ts'

export interface CheckedFolder {
  /** Null where the folder could not be read without an error; the release checks' errors count not. */
  guide: Guide | null
  /** What could be read in spite of errors; null where guide.yaml could not. */
  readable: Guide | null
  pictures: ReadonlyMap<string, Uint8Array>
  /** How its editions are made; null where that could not be read without an error. */
  settings: EditionSettings | null
  /** What reading and the release checks found, with file and line. */
  findings: Finding[]
}

/**
 * Reads a guide's folder and runs the release checks over it, over what could be read of it where
 * there were errors: an author mends everything at once, not a mistake a run.
 *
 * @param directory the folder that holds `guide.yaml`.
 * @param changes settings of editions that go over those of the folder's edition.yaml.
 * @param remembered the same folder read through a memory, for reading it again and again.
 * @throws what reading a file throws.
 */
export async function checkFolder(
  directory: string,
  changes: SettingsChanges = {},
  remembered?: { folder: GuideFolder; memory: FolderMemory },
): Promise<CheckedFolder> {
  const folder = remembered?.folder ?? diskFolder(directory)
  const { guide, readable, checkable, files, pictures, findings } = await readGuideFolder(
    folder,
    remembered?.memory,
  )
  const doubtful = rulesInDoubt(findings)
  if (!readable) doubtful.add('front-matter')
  const checked = checkGuide(checkable).filter(({ ruleId }) => !doubtful.has(ruleId))
  const texts = new Map<string, ChapterFile>()
  for (const [id, file] of files)
    texts.set(id, { file, text: new TextDecoder().decode(await folder.read(file)) })
  const read = await readEditionSettings(folder, directory, changes)
  return {
    guide,
    readable,
    pictures,
    settings: read.settings,
    findings: [...findings, ...read.findings, ...placeFindings(checked, texts)],
  }
}

/** Rules that would blame the text for what another file's error took away. */
function rulesInDoubt(findings: readonly Finding[]): Set<string> {
  return new Set(
    findings
      .filter(({ severity }) => severity === 'error')
      .flatMap(({ file }) => {
        if (file === 'bibliography.json') return ['citation-unknown']
        if (file?.startsWith('pictures/')) return ['picture-missing']
        if (file?.startsWith('chapters')) return consequences
        return []
      }),
  )
}

/** What a chapter that was read in part may lack: ids, citations, blocks and its text as a whole. */
const consequences = ['reference-unknown', 'bibliography-unused', 'chapter-empty', 'chapter-title']
