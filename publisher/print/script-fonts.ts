import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type ScriptFace, scriptFaces } from '@charrette/templates/print/script-faces'

/** Faces for the letters of one guide that the text families do not have. */
export interface ScriptFonts {
  /** `@font-face` rules; files are asked for as `fonts/<name>`. */
  css: string
  /** A file by its name, cut for this guide; null where there is no such file. */
  read(name: string): Promise<Uint8Array> | null
}

/** Below stand Latin, Greek and Cyrillic, which the text families have. */
const firstOfOtherScripts = 0x530
const weights = [400, 700]

/**
 * Chooses the faces that a text needs. The packages' fonts are variable, and a PDF cannot hold a
 * variable font: each is cut to a static one that has the text's letters alone.
 *
 * @param text all that is printed; more does no harm.
 */
export async function scriptFontsFor(text: string): Promise<ScriptFonts> {
  const points = pointsIn(text)
  const faces = points.some(isOfOtherScript) ? await scriptFaces() : []
  const cuts = new Map<string, Cut>(
    faces.flatMap(({ family, ranges, file }) => {
      const held = points.filter((point) => isIn(ranges, point))
      if (!held.some(isOfOtherScript)) return []
      // The packages keep the space with the Latin letters; right-to-left.ts says who needs it here.
      if (!held.includes(0x20)) held.push(0x20)
      return weights.map((weight): [string, Cut] => [
        `${basename(file, '.woff2')}.${weight}.ttf`,
        { family, weight, points: held, file },
      ])
    }),
  )
  const kept = new Map<string, Promise<Uint8Array>>()
  return {
    css: [...cuts].map(([name, cut]) => rule(name, cut)).join('\n'),
    read(name) {
      const cut = cuts.get(name)
      if (!cut) return null
      const file = kept.get(name) ?? cutFont(cut)
      kept.set(name, file)
      return file
    },
  }
}

/** The code points of a text in order, which texts with the same letters have in common. */
function pointsIn(text: string): number[] {
  const points = new Set<number>()
  // Most of a long text is what most texts are written in: a look at each letter is cheaper than to keep it.
  const isMet = new Uint8Array(firstOfOtherScripts)
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) ?? 0
    if (point > 0xffff) at++
    if (point < firstOfOtherScripts) isMet[point] = 1
    else points.add(point)
  }
  for (const [point, is] of isMet.entries()) if (is) points.add(point)
  return [...points].sort((a, b) => a - b)
}

/** A static font to be: one weight of a part of a family, with the letters of one text. */
interface Cut {
  family: string
  weight: number
  points: readonly number[]
  file: string
}

/** Not further Latin and Greek letters, general punctuation or signs of money. */
const isOfOtherScript = (point: number): boolean =>
  point >= firstOfOtherScripts && !(point >= 0x1d00 && point <= 0x20cf)

const isIn = (ranges: ScriptFace['ranges'], point: number): boolean =>
  ranges.some(([first, last]) => first <= point && point <= last)

const rule = (name: string, { family, weight, points }: Cut): string =>
  `@font-face{font-family:"${family}";font-weight:${weight};font-display:block;src:url(fonts/${name}) format("truetype");unicode-range:${points.map((point) => `U+${point.toString(16).toUpperCase()}`).join()}}`

async function cutFont({ file, points, weight }: Cut): Promise<Uint8Array> {
  const { default: subsetFont } = await import('subset-font')
  return subsetFont(await readFile(file), String.fromCodePoint(...points), {
    targetFormat: 'sfnt',
    variationAxes: { wght: weight },
  })
}
