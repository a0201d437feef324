import { contentNamed, type EditionFile, textFile } from '../edition-file.ts'
import { drawingColours, drawingShapes } from '../theme/drawing.ts'
import type { Theme } from '../theme/theme.ts'

/** The drawing that belongs to a seed, as an SVG of its own. */
export const drawingSvg = (theme: Theme, seed: string, width: number, height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${drawingColours(theme).ground}"/>${drawingShapes(theme, seed, width, height)}</svg>\n`

/** The drawing as a file named by its content. */
export const drawingFile = (
  theme: Theme,
  assets: string,
  name: string,
  seed: string,
  { width, height }: { width: number; height: number },
): EditionFile =>
  contentNamed(assets, `${name}.svg`, textFile('', drawingSvg(theme, seed, width, height)).bytes)
