import { type FigureGround, figureGround } from './figure-ground.ts'
import { strata } from './strata.ts'

export type { FigureGround } from './figure-ground.ts'

/** What a theme may have drawn on covers and openings. */
export const drawingKinds = ['plan', 'strata'] as const
export type DrawingKind = (typeof drawingKinds)[number]

const drawings: Record<DrawingKind, (seed: string, width: number, height: number) => FigureGround> =
  { plan: figureGround, strata }

/**
 * Draws what belongs to a seed, the same everywhere.
 *
 * @param seed the guide's slug, with the chapter's id for an opening.
 * @param width in the units of the SVG's viewBox.
 * @param height likewise.
 */
export const coverDrawing = (
  kind: DrawingKind,
  seed: string,
  width: number,
  height: number,
): FigureGround => drawings[kind](seed, width, height)
