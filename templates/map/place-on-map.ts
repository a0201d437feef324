import { usPlaces } from './us-places.ts'

/** In the units of `usOutlines`. */
export interface MapPoint {
  x: number
  y: number
}

const ofStates = new Map<string, ReadonlyMap<string, MapPoint>>()

/**
 * Where a city lies on the map of the United States.
 *
 * @param state its two letters, as authors write it: "TN".
 * @returns null for a city that we do not know: it is small, elsewhere, or its name is written otherwise.
 */
export function placeOnMap({ name, state }: { name: string; state: string }): MapPoint | null {
  const code = state.trim().toUpperCase()
  let places = ofStates.get(code)
  if (!places) {
    places = new Map(
      (Object.hasOwn(usPlaces, code) ? (usPlaces[code] ?? '') : '').split(';').map((place) => {
        const [, placeName = '', x, y] = /^(.*) (\d+) (\d+)$/.exec(place) ?? []
        return [plainName(placeName), { x: Number(x), y: Number(y) }]
      }),
    )
    if (places.size > 1) ofStates.set(code, places)
  }
  return places.get(plainName(name)) ?? null
}

/** As people write one name in several ways: "St. Paul", "Saint Paul"; "Boise", "Boise City". */
const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^(?:the )?city of /, '')
    .replace(/ city$/, '')
    .replace(/\bsaint\b/g, 'st')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
