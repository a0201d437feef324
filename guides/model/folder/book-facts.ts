import { parse as parseToml } from 'smol-toml'
import { z } from 'zod'
import { type Finding, finding } from '../finding.ts'

/** What a book's own configuration says of it; undefined where it says nothing. */
export interface BookFacts {
  title?: string | undefined
  description?: string | undefined
  authors: string[]
  lang?: string | undefined
  licence?: string | undefined
  /** The folder of the chapters' files. */
  source?: string | undefined
  /** The path of the summary within it. */
  summary?: string | undefined
}

const text = z.string().optional().catch(undefined)
const texts = z.array(z.string()).catch([])
const tomlSchema = z.looseObject({
  book: z
    .looseObject({ title: text, description: text, authors: texts, language: text, src: text })
    .optional()
    .catch(undefined),
})
const jsonSchema = z.looseObject({
  title: text,
  description: text,
  author: z
    .union([z.string(), z.looseObject({ name: z.string() })])
    .optional()
    .catch(undefined),
  authors: texts,
  language: text,
  license: text,
  root: text,
  structure: z.looseObject({ summary: text }).optional().catch(undefined),
})

/** Reads mdBook's book.toml. */
export const factsFromToml = (source: string): BookFacts | Finding =>
  readAs('book.toml', () => {
    const { book } = tomlSchema.parse(parseToml(source))
    return {
      title: book?.title,
      description: book?.description,
      authors: book?.authors ?? [],
      lang: book?.language,
      source: book?.src ?? 'src',
    }
  })

/** Reads HonKit's book.json. */
export const factsFromJson = (source: string): BookFacts | Finding =>
  readAs('book.json', () => {
    const book = jsonSchema.parse(JSON.parse(source))
    const { author } = book
    const first = typeof author === 'object' ? author.name : author
    return {
      title: book.title,
      description: book.description,
      authors: [...(first ? [first] : []), ...book.authors],
      lang: book.language,
      licence: book.license,
      source: book.root,
      summary: book.structure?.summary,
    }
  })

function readAs(file: string, read: () => BookFacts): BookFacts | Finding {
  try {
    return read()
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    const line = (error as { line?: unknown }).line
    return finding({
      ruleId: 'book',
      severity: 'error',
      message: `${file} cannot be read: ${message}`,
      mend: 'Mend its brackets and quotes.',
      file,
      line: typeof line === 'number' ? line : 1,
    })
  }
}
