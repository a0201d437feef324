import { coverDrawing } from '@charrette/templates/cover'
import type { Theme } from './theme.ts'

/** The colours of a theme's drawings: tokens, so that one place says them. */
export const drawingColours = ({ tokens: { light } }: Theme) => ({
  ground: light.get('--drawing-ground') ?? 'none',
  block: light.get('--drawing-block') ?? 'none',
  landmark: light.get('--drawing-landmark') ?? 'none',
})

/** The shapes of the theme's drawing for a seed, on a ground that is there already. */
export function drawingShapes(theme: Theme, seed: string, width: number, height: number): string {
  const { blocks, landmark, river, riverWidth } = coverDrawing(theme.drawing, seed, width, height)
  const colours = drawingColours(theme)
  const stream = river
    ? `<path fill="none" stroke="${colours.ground}" stroke-width="${riverWidth}" d="${river}"/>`
    : ''
  return `<path fill="${colours.block}" fill-rule="evenodd" d="${blocks}"/>${stream}<path fill="${colours.landmark}" d="${landmark}"/>`
}
