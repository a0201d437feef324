import { generator } from './generator.ts'

/**
 * The picture on every cover: a city's figure-ground plan, buildings dark on open ground, as
 * Giambattista Nolli drew Rome in 1748. Each guide has a city of its own, drawn from its slug, so
 * that the front page, the PDF's cover and the EPUB's cover show the same one.
 */
export interface FigureGround {
  width: number
  height: number
  /** SVG path data of the blocks. Courtyards are holes: fill with `fill-rule="evenodd"`. */
  blocks: string
  /** SVG path data of the one block that is picked out in the accent colour. */
  landmark: string
  /** SVG path data of the river's middle line; stroke it in the ground's colour. */
  river: string
  /** Stroke width of the river. */
  riverWidth: number
}

interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Draws the plan that belongs to a seed: the same seed gives the same plan, everywhere.
 *
 * @param seed the guide's slug.
 * @param width in the units of the SVG's viewBox.
 * @param height likewise.
 */
export function figureGround(seed: string, width: number, height: number): FigureGround {
  const random = generator(seed)
  const scale = Math.sqrt(width * height)
  const angle = (random() - 0.5) * 0.7
  const turn = rotation(angle, width / 2, height / 2)
  // Large enough to cover the corners at any angle.
  const reach = Math.hypot(width, height)
  const leaves: Rectangle[] = []
  divide(
    { x: (width - reach) / 2, y: (height - reach) / 2, width: reach, height: reach },
    scale * 0.085,
    random,
    leaves,
  )
  const visible = leaves.filter((leaf) => {
    const [x, y] = turn(leaf.x + leaf.width / 2, leaf.y + leaf.height / 2)
    return x > -leaf.width && x < width + leaf.width && y > -leaf.height && y < height + leaf.height
  })
  const central = visible.filter((leaf) => {
    const [x, y] = turn(leaf.x + leaf.width / 2, leaf.y + leaf.height / 2)
    return x > width * 0.2 && x < width * 0.8 && y > height * 0.2 && y < height * 0.55
  })
  const landmark = central[Math.floor(random() * central.length)]
  let blocks = ''
  for (const leaf of visible) {
    if (leaf === landmark) continue
    // Open squares and parks.
    if (random() < 0.07) continue
    blocks += polygon(corners(leaf), turn)
    const court = inset(leaf, Math.min(leaf.width, leaf.height) * (0.24 + random() * 0.1))
    if (random() < 0.55 && court.width > scale * 0.012 && court.height > scale * 0.012)
      blocks += polygon(corners(court), turn)
  }
  const bankFrom = height * (0.62 + random() * 0.25)
  const bankTo = height * (0.55 + random() * 0.3)
  const bend = height * (random() - 0.5) * 0.5
  return {
    width,
    height,
    blocks,
    landmark: landmark ? polygon(corners(landmark), turn) : '',
    river: `M${point(-width * 0.1, bankFrom)}C${point(width * 0.3, bankFrom + bend)} ${point(width * 0.7, bankTo - bend)} ${point(width * 1.1, bankTo)}`,
    riverWidth: round(scale * (0.07 + random() * 0.05)),
  }
}

function divide(
  area: Rectangle,
  smallest: number,
  random: () => number,
  leaves: Rectangle[],
): void {
  const long = Math.max(area.width, area.height)
  if (long < smallest * (1.15 + random() * 0.9)) {
    const street = smallest * 0.09
    leaves.push(inset(area, street))
    return
  }
  const share = 0.36 + random() * 0.28
  // Wide streets first: the first cuts leave the widest gaps.
  const gap = long > smallest * 6 ? smallest * 0.22 : smallest * 0.05
  if (area.width >= area.height) {
    const cut = area.width * share
    divide({ ...area, width: cut - gap / 2 }, smallest, random, leaves)
    divide(
      { ...area, x: area.x + cut + gap / 2, width: area.width - cut - gap / 2 },
      smallest,
      random,
      leaves,
    )
  } else {
    const cut = area.height * share
    divide({ ...area, height: cut - gap / 2 }, smallest, random, leaves)
    divide(
      { ...area, y: area.y + cut + gap / 2, height: area.height - cut - gap / 2 },
      smallest,
      random,
      leaves,
    )
  }
}

function inset({ x, y, width, height }: Rectangle, by: number): Rectangle {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by }
}

function corners({ x, y, width, height }: Rectangle): [number, number][] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]
}

function polygon(
  points: [number, number][],
  turn: (x: number, y: number) => [number, number],
): string {
  return `M${points.map(([x, y]) => point(...turn(x, y))).join('L')}Z`
}

function rotation(angle: number, cx: number, cy: number) {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return (x: number, y: number): [number, number] => [
    cx + (x - cx) * cos - (y - cy) * sin,
    cy + (x - cx) * sin + (y - cy) * cos,
  ]
}

function point(x: number, y: number): string {
  return `${round(x)} ${round(y)}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
