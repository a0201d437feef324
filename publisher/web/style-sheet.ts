import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { fontFaceCss, screenFonts } from '@charrette/templates/fonts'
import { contentNamed, type EditionFile, textFile } from '../edition-file.ts'
import type { Theme } from '../theme/theme.ts'

const parts = [
  'web-edition/stand-in-faces.css',
  'tokens.css',
  'web-edition/base.css',
  'web-edition/frame.css',
  'web-edition/text.css',
  'web-edition/city-example.css',
  'web-edition/landing.css',
  'web-edition/whole.css',
  'web-edition/print.css',
]

/**
 * The one style sheet of a web edition and the fonts that it names, all named by their content.
 *
 * @param assets the folder they go to.
 * @param mostNotes the greatest number of notes in one chapter.
 * @param theme its styles stand behind the base's; its fonts instead of them.
 */
export async function styleSheetFiles(
  assets: string,
  mostNotes: number,
  theme: Theme,
): Promise<{ styleSheet: EditionFile; fonts: EditionFile[] }> {
  const faces = theme.fonts.length > 0 ? theme.fonts : screenFonts
  const named = await Promise.all(
    faces.map(async (font) => {
      const name = font.file.slice(font.file.lastIndexOf('/') + 1)
      return { font, file: contentNamed(assets, name, new Uint8Array(await readFile(font.file))) }
    }),
  )
  const addresses = new Map(
    named.map(({ font, file }) => [font, file.path.slice(assets.length + 1)]),
  )
  const css = [
    fontFaceCss(faces, (font) => addresses.get(font) ?? ''),
    ...(await Promise.all(parts.map(templateText))),
    theme.css.tokens,
    theme.css.web,
    marginNotes(mostNotes),
  ].join('\n')
  return {
    styleSheet: contentNamed(assets, 'edition.css', textFile('', css).bytes),
    fonts: named.map(({ file }) => file),
  }
}

/** The icon of every page, named by its content. */
export const iconFile = async (assets: string): Promise<EditionFile> =>
  contentNamed(assets, 'icon.svg', textFile('', await templateText('site/icon.svg')).bytes)

/** The one script: notes beside their references. */
export const notesScriptFile = async (assets: string): Promise<EditionFile> =>
  contentNamed(
    assets,
    'show-notes.js',
    textFile('', await templateText('web-edition/show-notes.js')).bytes,
  )

const templateText = (path: string): Promise<string> =>
  readFile(fileURLToPath(import.meta.resolve(`@charrette/templates/${path}`)), 'utf8')

/**
 * Where there is room, each note stands in the margin at the height of its reference, or below the
 * note before it: CSS anchor positioning, one pair of names a note, each text with its own. Elsewhere notes follow their
 * paragraph (text.css).
 */
function marginNotes(count: number): string {
  if (count === 0) return ''
  const rules = Array.from({ length: count }, (_, index) => {
    const n = index + 1
    const before =
      n > 1 ? `max(anchor(--r${n} top),anchor(--n${n - 1} bottom))` : `anchor(--r${n} top)`
    return `.note-reference[data-number="${n}"]{anchor-name:--r${n}}.note[data-number="${n}"]{anchor-name:--n${n};top:${before}}`
  })
  return `@supports (top: anchor(--a top)){@media screen and (min-width: 72rem){\n.text{anchor-scope:all}.text .note{position:absolute;inset-inline-start:calc(100% + var(--space-6));inline-size:var(--margin-column);margin:0;padding-block:0 var(--space-3);padding-inline-start:0;border:0}\n${rules.join('\n')}\n}}\n`
}
