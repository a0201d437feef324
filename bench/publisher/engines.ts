import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromiumExecutable } from '../../publisher/chromium/executable.ts'
import type { PeerDocuments } from './peer-documents.ts'
import type { TypstSetting } from './write-sample.ts'

/** How an engine is run on one guide. */
export interface Engine {
  name: string
  /** Whether one process gives several results; else every run is a process of its own. */
  isWarm: boolean
  command(documents: PeerDocuments, out: string, results: number): EngineCommand
}

export interface EngineCommand {
  command: string
  args: string[]
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** The PDF that the last result leaves. */
  pdf: string
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const node = (
  script: string,
  args: readonly (string | number)[],
): Pick<EngineCommand, 'command' | 'args'> => ({
  command: process.execPath,
  args: ['--no-warnings', here(`engines/${script}`), ...args.map(String)],
})

const charrette = (name: string, ...more: string[]): Engine => ({
  name,
  isWarm: true,
  command: ({ guide }, out, results) => ({
    ...node('charrette.ts', [guide, out, results, ...more]),
    pdf: join(out, `charrette-${results - 1}`, 'sample-guide-1.0.pdf'),
  }),
})

const typst = (name: string, setting: TypstSetting['kind'], ...more: string[]): Engine => ({
  name,
  isWarm: true,
  command: (documents, out, results) => {
    const pdf = join(out, 'typst.pdf')
    return { ...node('typst.mjs', [documents.typst[setting], pdf, results, ...more]), pdf }
  },
})

/**
 * Ours first, then the peers. The commands of Paged.js and Vivliostyle bring browsers of their own;
 * all are given the one that prints for us.
 */
export async function engines(): Promise<Engine[]> {
  const browser = await chromiumExecutable()
  const env = {
    ...process.env,
    ...browser.env,
    PUPPETEER_EXECUTABLE_PATH: browser.path,
    // Their scripts ask the path for `node`: ours, which is as new as they want.
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
  }
  const peer = (name: string): string => here(`peers/node_modules/.bin/${name}`)
  return [
    charrette('Charrette, PDF', '--format', 'pdf'),
    charrette('Charrette, one chapter changed', '--format', 'pdf', '--change'),
    charrette('Charrette, all formats'),
    {
      name: 'Chromium, one raw pass',
      isWarm: true,
      command: ({ print }, out, results) => {
        const pdf = join(out, 'chromium.pdf')
        return { ...node('chromium.ts', [print, pdf, results]), pdf }
      },
    },
    typst('Typst', 'like-ours'),
    typst('Typst, one chapter changed', 'like-ours', '--change'),
    typst('Typst, hyphens given', 'hyphens-given'),
    typst('Typst in its defaults', 'defaults'),
    {
      name: 'WeasyPrint',
      isWarm: false,
      command: ({ paged }, out) => {
        const pdf = join(out, 'weasyprint.pdf')
        return { command: 'weasyprint', args: ['-q', '--pdf-variant', 'pdf/ua-1', paged, pdf], pdf }
      },
    },
    {
      name: 'Paged.js',
      isWarm: false,
      command: ({ paged }, out) => {
        const pdf = join(out, 'pagedjs.pdf')
        const sandbox = process.getuid?.() === 0 ? '--no-sandbox,' : ''
        const flags = `--browserArgs=${sandbox}--disable-gpu`
        return {
          command: peer('pagedjs-cli'),
          args: [paged, '-o', pdf, flags, '--outline-tags', 'h1,h2,h3', '-t', '600000'],
          env,
          pdf,
        }
      },
    },
    {
      name: 'Vivliostyle',
      isWarm: false,
      command: ({ paged }, out) => {
        const pdf = join(out, 'vivliostyle.pdf')
        return {
          command: peer('vivliostyle'),
          args: [
            ...['build', paged, '-o', pdf, '--size', 'letter', '--timeout', '1200'],
            ...['--executable-browser', browser.path, '--log-level', 'silent'],
          ],
          cwd: out,
          env,
          pdf,
        }
      },
    },
  ]
}

/** Whether the peers' packages are there. */
export const peersAreInstalled = (): boolean => existsSync(here('peers/node_modules'))
