import { crc32, deflateSync } from 'node:zlib'

/** One block of the sample guide, before it is written in a format. */
export type SampleBlock =
  | { kind: 'heading'; level: 2 | 3; id: string; text: string }
  | { kind: 'paragraph'; runs: SampleRun[] }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; id: string; caption: string; head: string[]; rows: string[][] }
  | { kind: 'figure'; id: string; caption: string; alt: string; picture: string }

export type SampleRun =
  | { kind: 'text'; text: string }
  | { kind: 'note'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'reference'; to: string }

export interface SampleChapter {
  id: string
  title: string
  blocks: SampleBlock[]
}

/** A guide of sections, notes, tables, pictures, links and references; the same for the same size. */
export interface SampleGuide {
  title: string
  chapters: SampleChapter[]
  /** The pictures' bytes by path (`pictures/plan-1.svg`). */
  pictures: Map<string, Uint8Array>
}

const words =
  'city council housing resident street program budget review transit permit climate neighborhood office report water energy public plan grant policy service community resilience zoning school park access building staff data partner contract equity measure outcome district shelter tenant owner rebate fleet tree canopy flood heat emission carbon target baseline annual quarterly adopt fund evaluate publish consult translate maintain repair inspect deliver support require encourage'.split(
    ' ',
  )

const sectionsAChapter = 5
const partsASection = 2

/** Draws words and numbers from a seed: a linear congruential generator (Numerical Recipes). */
class Dice {
  #state: number
  constructor(seed: number) {
    this.#state = seed >>> 0
  }
  between(least: number, most: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0
    return least + Math.floor((this.#state / 2 ** 32) * (most - least + 1))
  }
  words(count: number): string {
    return Array.from({ length: count }, () => words[this.between(0, words.length - 1)]).join(' ')
  }
  title(count: number): string {
    return capitalised(this.words(count))
  }
  sentence(): string {
    return `${this.title(this.between(9, 19))}.`
  }
  sentences(count: number): string {
    return Array.from({ length: count }, () => this.sentence()).join(' ')
  }
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** About ten printed pages a chapter. */
export function sampleGuide(chapterCount: number): SampleGuide {
  const pictures = new Map<string, Uint8Array>()
  const chapters = Array.from({ length: chapterCount }, (_, index) =>
    sampleChapter(index + 1, chapterCount, pictures),
  )
  return { title: 'Model Climate and Housing Policy Guide', chapters, pictures }
}

function sampleChapter(
  number: number,
  chapterCount: number,
  pictures: Map<string, Uint8Array>,
): SampleChapter {
  const dice = new Dice(number * 7919)
  const blocks: SampleBlock[] = []
  for (let section = 1; section <= sectionsAChapter; section++) {
    blocks.push({
      kind: 'heading',
      level: 2,
      id: `s-${number}-${section}`,
      text: dice.title(4),
    })
    for (let part = 1; part <= partsASection; part++) {
      const at = (section - 1) * partsASection + part
      blocks.push({
        kind: 'heading',
        level: 3,
        id: `p-${number}-${section}-${part}`,
        text: dice.title(3),
      })
      blocks.push({ kind: 'paragraph', runs: [text(dice.sentences(dice.between(4, 5)))] })
      blocks.push({
        kind: 'paragraph',
        runs: [
          text(dice.sentences(2)),
          { kind: 'note', text: dice.sentence() },
          text(` ${dice.sentences(2)}`),
        ],
      })
      const to = `s-${dice.between(1, chapterCount)}-${dice.between(1, sectionsAChapter)}`
      blocks.push({
        kind: 'paragraph',
        runs: [
          text(`${dice.sentences(4)} See `),
          {
            kind: 'link',
            text: `the ${dice.words(2)} page`,
            href: `https://city.example.gov/${number}/${section}/${part}`,
          },
          text(' and '),
          { kind: 'reference', to },
          text('.'),
        ],
      })
      blocks.push({ kind: 'list', items: Array.from({ length: 4 }, () => dice.sentence()) })
      if (at % 4 === 1) blocks.push(table(number, at, dice))
      if (at % 3 === 2) blocks.push(figure(number, at, dice, pictures))
    }
  }
  return { id: `chapter-${number}`, title: dice.title(4), blocks }
}

const text = (value: string): SampleRun => ({ kind: 'text', text: value })

function table(chapter: number, at: number, dice: Dice): SampleBlock {
  return {
    kind: 'table',
    id: `table-${chapter}-${at}`,
    caption: dice.sentence(),
    head: ['Measure', 'Lead office', '2024', '2030'],
    rows: Array.from({ length: dice.between(6, 9) }, () => [
      dice.title(2),
      dice.title(2),
      String(dice.between(10, 999)),
      String(dice.between(10, 999)),
    ]),
  }
}

function figure(
  chapter: number,
  at: number,
  dice: Dice,
  pictures: Map<string, Uint8Array>,
): SampleBlock {
  const isPhoto = at === 8
  const picture = `pictures/chart-${chapter}-${at}.${isPhoto ? 'png' : 'svg'}`
  pictures.set(picture, isPhoto ? photo(dice) : chart(dice))
  return {
    kind: 'figure',
    id: `figure-${chapter}-${at}`,
    caption: dice.sentence(),
    alt: `Chart: ${dice.words(8)}`,
    picture,
  }
}

function chart(dice: Dice): Uint8Array {
  const bars = Array.from({ length: 8 }, (_, index) => {
    const height = dice.between(20, 150)
    return `<rect x="${30 + index * 54}" y="${170 - height}" width="36" height="${height}" fill="#1f5a8a"/><text x="${48 + index * 54}" y="188" font-size="12" text-anchor="middle" font-family="sans-serif">${2018 + index}</text>`
  })
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 200" width="480" height="200"><rect width="480" height="200" fill="#f4f6f8"/>${bars.join('')}</svg>`,
  )
}

/** A PNG of 640 by 280 that does not compress to nothing. */
function photo(dice: Dice): Uint8Array {
  const [width, height] = [640, 280]
  const base = dice.between(20, 200)
  const raw = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * (width * 3 + 1) + 1 + x * 3
      raw[at] = (x * 255) / width
      raw[at + 1] = (y * 255) / height
      raw[at + 2] = (base + ((x >> 4) ^ (y >> 4)) * 3) & 255
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(raw)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
