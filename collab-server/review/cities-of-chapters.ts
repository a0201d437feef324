import type { Attribution } from '../history/attribution.ts'
import type { CityOfText } from './approval-rules.ts'

/** The cities that wrote the text which now stands in a chapter. */
export type CitiesOf = (chapterId: string) => CityOfText[]

/** Every city with a share of a chapter, however small, in the words, the title or a picture. */
export function citiesOf({ chapters }: Attribution): CitiesOf {
  return (chapterId) => {
    const chapter = chapters.find((one) => one.chapterId === chapterId)
    const cities = new Map<string, string>()
    for (const { cityId, name } of chapter?.cities ?? []) cities.set(cityId, name)
    for (const { id, name } of chapter?.alsoOf ?? []) cities.set(id, name)
    return [...cities]
      .map(([id, name]) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name))
  }
}
