import type { FigureGround } from './figure-ground.ts'
import { generator } from './generator.ts'

/**
 * Layers of land one behind the other, and a sun: each guide has a country of its own, drawn from
 * its slug. Every second layer is filled; the ground shows between them.
 *
 * @param seed the guide's slug.
 * @param width in the units of the SVG's viewBox.
 * @param height likewise.
 */
export function strata(seed: string, width: number, height: number): FigureGround {
  const random = generator(seed)
  const count = Math.max(4, Math.round(height / (Math.sqrt(width * height) * 0.085)))
  const horizon = height * (0.3 + random() * 0.1)
  const step = (height - horizon) / count
  const ridges = Array.from({ length: count + 1 }, (_, index) => {
    const swing = step * (0.35 + random() * 0.75)
    const phase = random() * Math.PI * 2
    const length = 1.1 + random() * 1.6
    return (share: number): number =>
      horizon +
      index * step +
      Math.sin(share * Math.PI * 2 * length + phase) * swing * 0.5 +
      Math.sin(share * Math.PI * 2 * length * 0.43 + phase * 1.7) * swing * 0.5
  })
  let blocks = ''
  for (let index = 0; index < count; index += 2) {
    const top = ridges[index]
    const bottom = ridges[index + 1]
    if (!top || !bottom) continue
    blocks += `M${along(top, width)}L${along(bottom, width, true)}Z`
  }
  const radius = Math.min(width, height) * 0.075
  const x = width * (0.58 + random() * 0.28)
  const y = Math.max(radius * 1.4, horizon - radius * (1.5 + random() * 0.8))
  return {
    width,
    height,
    blocks,
    landmark: `M${round(x - radius)} ${round(y)}a${round(radius)} ${round(radius)} 0 1 0 ${round(radius * 2)} 0a${round(radius)} ${round(radius)} 0 1 0 ${round(-radius * 2)} 0Z`,
    river: '',
    riverWidth: 0,
  }
}

const steps = 28

/** A ridge as points from one side of the picture to the other. */
function along(ridge: (share: number) => number, width: number, backwards = false): string {
  const points = Array.from({ length: steps + 1 }, (_, index) => {
    const share = index / steps
    return `${round(share * width)} ${round(ridge(share))}`
  })
  return (backwards ? points.reverse() : points).join('L')
}

const round = (value: number): number => Math.round(value * 10) / 10
