import { bitmapOf } from '../bitmap-of.ts'
import type { EditionFile } from '../edition-file.ts'
import { brokenLines, escaped } from '../epub/cover.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import { drawingColours, drawingShapes } from '../theme/drawing.ts'
import type { Theme } from '../theme/theme.ts'

/** Where an edition has the picture by which messengers and networks show it. */
export const CARD_FILE = 'card.png'

const width = 1200
const height = 630
/** Where the drawing begins; the title stands before it. */
const drawn = 760

/** The guide's title beside its drawing, as large as Open Graph wants it. */
export async function cardFile(
  { guide, release }: ReleaseBundle,
  theme: Theme,
): Promise<EditionFile> {
  const { slug, title } = guide.frontMatter
  const { ground } = drawingColours(theme)
  const ink = theme.tokens.light.get('--civic-ink') ?? '#ffffff'
  const size = title.length > 60 ? 52 : title.length > 30 ? 66 : 84
  const lines = brokenLines(title, Math.floor((drawn - 140) / (size * 0.56))).slice(0, 7)
  const top = (height - lines.length * size * 1.12) / 2 + size * 0.8
  const texts = lines.map(
    (line, index) =>
      `<text x="72" y="${Math.round(top + index * size * 1.12)}" font-size="${size}" font-weight="700">${escaped(line)}</text>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${ground}"/><svg x="${drawn}" y="0" width="${width - drawn}" height="${height}" viewBox="0 0 ${width - drawn} ${height}">${drawingShapes(theme, slug, width - drawn, height)}</svg><g fill="${ink}" font-family="sans-serif">${texts.join('')}<text x="72" y="${height - 56}" font-size="26">${escaped(release.consortium)}</text></g></svg>`
  return { path: CARD_FILE, bytes: await bitmapOf(new TextEncoder().encode(svg), width) }
}
