import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { heard } from './es/heard.ts'
import { sentencesIn, wordsIn } from './words-in-code.ts'

const editor = join(import.meta.dirname, '..')

const files = readdirSync(editor, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.tsx') && !/(^|\/)(node_modules|dist)\//.test(path))
  .map((path) => join(editor, path))

/** What is called the same in every language. */
const names = new Set(['Charrette', '– Charrette', 'APA', 'DOI', 'https://', 'es', '10.1234/abc.5'])

test('no component says anything that is not in the messages', () => {
  expect(files.length).toBeGreaterThan(60)
  const found = files.flatMap((path) =>
    wordsIn(path, readFileSync(path, 'utf8'))
      .filter((words) => !names.has(words))
      .map((words) => `${relative(editor, path)}: ${words}`),
  )
  expect(found).toEqual([])
})

test('words are found where people meet them, and nowhere else', () => {
  const code = `
    const answer = 'yes'
    export const Page = ({ open, name }) => (
      <main className="page wide" title="A title">
        Some text <code>charrette serve</code> {open ? 'Opened' : say.closed}
        <input aria-label={open ? say.a : \`Close \${name}\`} value="one" placeholder="two" />
        {name ?? 'Nobody'} {list('many')} – 3
      </main>
    )`
  expect(wordsIn('page.tsx', code)).toEqual([
    'A title',
    'Some text',
    'Opened',
    'Close',
    'two',
    'Nobody',
  ])
})

const model = join(editor, '..', 'guides', 'model')

test('what the checks say has its Spanish', () => {
  const files = readdirSync(join(model, 'checks'))
    .filter((name) => !/test|^check/.test(name))
    .map((name) => join('checks', name))
  const said = [
    ...files,
    'guidance/open-guidance.ts',
    'suggestions/open-suggestions.ts',
    'word/losses.ts',
  ].flatMap((path) => sentencesIn(path, readFileSync(join(model, path), 'utf8')))
  expect(said.length).toBeGreaterThan(100)
  expect(said.filter((sentence) => !Object.hasOwn(heard, sentence))).toEqual([])
})

const server = join(editor, '..', 'collab-server')

/** Said to readers of the site, or to nobody; and what is put together of others that are listed. */
const elsewhere = new Set(['Corrected in “{}”: {}'])
const isPutTogether = (sentence: string) => /\{\}\{\}/.test(sentence)

test('what the server refuses, and keeps in the audit log, has its Spanish', () => {
  const said = ['review', 'credits', 'assignments', 'translations', 'pictures', 'word']
    .flatMap((room) =>
      readdirSync(join(server, room))
        .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
        .map((name) => join(server, room, name)),
    )
    .flatMap((path) => sentencesIn(path, readFileSync(path, 'utf8')))
    .filter((sentence) => /[.:]$/.test(sentence) && /[a-z] [a-z]/.test(sentence))
    .filter((sentence) => !elsewhere.has(sentence) && !isPutTogether(sentence))
  expect(said.length).toBeGreaterThan(40)
  expect(said.filter((sentence) => !Object.hasOwn(heard, sentence))).toEqual([])
})
