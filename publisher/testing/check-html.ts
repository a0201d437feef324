import { spawn, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HtmlValidate } from 'html-validate'
import type { EditionFile } from '../edition-file.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // A search engine's taste: a page is called as its chapter and its guide are.
    'long-title': 'off',
    // A table that scrolls is a region and no section, which Nu would want a heading in.
    'prefer-native-element': ['error', { exclude: ['region'] }],
  },
})

/** What html-validate says of the pages among the files: a line a message, none where all is well. */
export async function checkByHtmlValidate(files: readonly EditionFile[]): Promise<string[]> {
  const said: string[] = []
  for (const { path, bytes } of files) {
    if (!path.endsWith('.html')) continue
    const { results } = await validator.validateString(new TextDecoder().decode(bytes), path)
    for (const { messages } of results)
      for (const { ruleId, message, line, column } of messages)
        said.push(`${path}:${line}:${column} ${ruleId}: ${message}`)
  }
  return said
}

/** Whether a Java is there, which the Nu validator is written for. */
export const hasJava = (): boolean => spawnSync('java', ['-version']).status === 0

const jar = fileURLToPath(import.meta.resolve('vnu-jar/build/dist/vnu.jar'))

/** What the Nu HTML checker says of the pages among the files, warnings included: a line a message. */
export async function checkByNu(files: readonly EditionFile[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'charrette-nu-'))
  try {
    for (const { path, bytes } of files) {
      if (!path.endsWith('.html')) continue
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), bytes)
    }
    const output = await said('java', ['-jar', jar, '--skip-non-html', '--format', 'gnu', folder])
    return output
      .split('\n')
      .filter(Boolean)
      .map((line) => line.replace(folder, ''))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** It speaks on standard error, and ends with 1 where it found something. */
function said(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let text = ''
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
    })
    child.once('error', reject)
    child.once('close', () => resolve(text))
  })
}
