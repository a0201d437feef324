import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fontFaceCss } from '@charrette/templates/fonts'
import { type PrintFonts, printFonts } from '@charrette/templates/print/fonts'
import { pictureFileName } from '../hast/options.ts'
import { picturesOf } from '../pictures-of.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import { type Logo, logoName, type Theme } from '../theme/theme.ts'
import { withTokens } from '../theme/with-tokens.ts'
import type { ReadResource, Resource } from './print-browser.ts'
import { type ScriptFonts, scriptFontsFor } from './script-fonts.ts'
import { fontsForSvg, withFonts } from './svg-fonts.ts'

/** The style sheets of print with everything that they need before them. */
export interface PrintStyles {
  /** Faces and tokens, which text and underlay share. */
  common: string
  text: string
  underlay: string
  fonts: PrintFonts
  scripts: ScriptFonts
  /** Boxes of task lists. */
  drawings: Readonly<Record<string, string>>
  logo: Logo | null
}

const template = async (name: string): Promise<string> =>
  readFile(fileURLToPath(import.meta.resolve(`@charrette/templates/${name}.css`)), 'utf8')

/** The base's styles, the theme's behind them, and faces for the scripts that the guide is written in. */
export async function printStyles(
  { guide, release }: ReleaseBundle,
  theme: Theme,
): Promise<PrintStyles> {
  const [tokens, scriptFamilies, text, underlay, fonts, scripts] = await Promise.all([
    template('tokens'),
    template('print/scripts'),
    template('print/print'),
    template('print/underlay'),
    printFonts(),
    scriptFontsFor(JSON.stringify([guide, release])),
  ])
  const own = fontFaceCss(theme.fonts, ({ file }) => `fonts/${basename(file)}`).replaceAll(
    'font-display:swap',
    'font-display:block',
  )
  const common = `${fonts.css}\n${scripts.css}\n${own}\n${scriptFamilies}\n${tokens}\n${theme.css.tokens}\n`
  return {
    common,
    text: `${text}\n${theme.css.print}`,
    underlay: `${underlay}\n${theme.css.underlay}`,
    fonts: {
      css: fonts.css,
      files: new Map([
        ...fonts.files,
        ...theme.fonts.map(({ file }): [string, string] => [basename(file), file]),
      ]),
    },
    scripts,
    drawings: drawings(theme),
    logo: theme.logo,
  }
}

// Drawn, not set: no text face holds a ballot box.
const box = (mark: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 19 19" width="19" height="19"><rect x="1" y="1" width="17" height="17" rx="2" fill="none" stroke="var(--civic)" stroke-width="1.6"/>${mark}</svg>`
const boxes: Record<string, string> = {
  'drawings/box.svg': box(''),
  'drawings/box-done.svg': box(
    '<path d="M4.5 9.8l3.4 3.6 6.6-8" fill="none" stroke="var(--accent)" stroke-width="2.2"/>',
  ),
}

const drawings = ({ tokens }: Theme): Record<string, string> =>
  Object.fromEntries(
    Object.entries(boxes).map(([path, svg]) => [path, withTokens(svg, tokens.light)]),
  )

/**
 * All that the document may load, by its path: fonts of the theme, drawings, pictures of the release.
 *
 * @throws {PictureMissing}
 */
export async function printResources(
  bundle: ReleaseBundle,
  { fonts, scripts, drawings, logo }: PrintStyles,
): Promise<ReadResource> {
  const svgFonts = await fontsForSvg(fonts)
  const pictures = new Map<string, Resource>(
    (await picturesOf(bundle)).map(({ picture, bytes }) => [
      `pictures/${pictureFileName(picture)}`,
      {
        body: picture.mediaType === 'image/svg+xml' ? withFonts(bytes, svgFonts) : bytes,
        mediaType: picture.mediaType,
      },
    ]),
  )
  if (logo)
    pictures.set(logoName(logo), {
      body: logo.mediaType === 'image/svg+xml' ? withFonts(logo.bytes, svgFonts) : logo.bytes,
      mediaType: logo.mediaType,
    })
  const loaded = new Map<string, Promise<Resource>>()
  return async (path) => {
    const drawing = drawings[path]
    if (drawing) return { body: drawing, mediaType: 'image/svg+xml' }
    const font = path.startsWith('fonts/') ? path.slice('fonts/'.length) : ''
    const script = scripts.read(font)
    if (script) return { body: await script, mediaType: 'font/ttf' }
    const file = fonts.files.get(font)
    if (!file) return pictures.get(path) ?? null
    const known =
      loaded.get(file) ?? readFile(file).then((body) => ({ body, mediaType: 'font/woff2' }))
    loaded.set(file, known)
    return known
  }
}
