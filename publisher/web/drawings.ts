import { figureGround } from '@charrette/templates/cover'
import { contentNamed, type EditionFile, textFile } from '../edition-file.ts'

// Drawn on the civic blue of the tokens, which is the ground of covers and openings in both themes.
const colours = { ground: '#14365f', block: '#2a4f7c', landmark: '#e2694a' }

/** The plan of a city that belongs to a seed, as an SVG of its own. */
export function planSvg(seed: string, width: number, height: number): string {
  const plan = figureGround(seed, width, height)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${colours.ground}"/><path fill="${colours.block}" fill-rule="evenodd" d="${plan.blocks}"/><path fill="none" stroke="${colours.ground}" stroke-width="${plan.riverWidth}" d="${plan.river}"/><path fill="${colours.landmark}" d="${plan.landmark}"/></svg>\n`
}

/** The drawing as a file named by its content. */
export const planFile = (
  assets: string,
  name: string,
  seed: string,
  width: number,
  height: number,
): EditionFile =>
  contentNamed(assets, `${name}.svg`, textFile('', planSvg(seed, width, height)).bytes)
