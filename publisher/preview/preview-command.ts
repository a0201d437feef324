import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Finding } from '@charrette/guides'
import type { CommandIo } from '../command.ts'
import { countOf, findingLine } from '../finding-line.ts'
import type { PrintBrowser } from '../pdf/index.ts'
import { changedSince, GuidePreview, type PreviewState } from './guide-preview.ts'
import { servePreview } from './preview-server.ts'
import { watchFolder } from './watch-folder.ts'

export const previewHelp = `charrette preview <guide folder> [--port 4100] [--json]
      Shows a guide's folder as its web edition on this machine, and again whenever a file changes;
      findings stand below the page and here. “Print as PDF” prints what stands there. --json says a
      line of JSON for each event on standard output. Ctrl-C ends it. Exit codes: 0 ended; 2 the
      command was not understood; 3 the folder cannot be read or watched, or the port is taken.
`

const defaultPort = 4100

/**
 * `charrette preview`: serves until the signal fires.
 *
 * @returns the exit code.
 */
export async function previewCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const asked = understood(args)
  const refuse = (message: string): number => {
    io.stderr(`charrette preview: ${message}\n${previewHelp}`)
    return 2
  }
  if ('refusal' in asked) return refuse(asked.refusal)
  if (!(await stat(asked.folder).catch(() => null))?.isDirectory())
    return refuse(`There is no folder ${asked.folder}.`)
  try {
    await preview(asked, io)
    return 0
  } catch (error) {
    io.stderr(`charrette preview: ${error instanceof Error ? error.message : String(error)}\n`)
    return 3
  }
}

interface Wish {
  folder: string
  /** Null where none was asked for: the usual one, or any other that is free. */
  port: number | null
  json: boolean
}

function understood(args: readonly string[]): Wish | { refusal: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { port: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [folder, ...more] = positionals
    if (!folder || more.length > 0) return { refusal: 'Name one folder.' }
    const port = values.port === undefined ? null : Number(values.port)
    if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65535))
      return { refusal: `--port takes a number from 0 to 65535, not “${values.port}”.` }
    return { folder: resolve(folder), port, json: values.json }
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) }
  }
}

/** @throws where the folder cannot be read or watched, or the port is taken. */
async function preview({ folder, port, json }: Wish, io: CommandIo): Promise<void> {
  const say = (event: object, words: string): void => {
    if (json) io.stdout(`${JSON.stringify(event)}\n`)
    else io.stderr(words)
  }
  const guide = new GuidePreview(folder)
  const printer = new Printer()
  let told: readonly Finding[] = []
  const refresh = async (): Promise<void> => {
    const begun = performance.now()
    const before = guide.state.version
    const state = await guide.refresh()
    const ms = Math.round(performance.now() - begun)
    const changed = changedSince(state, before)
    const pages = changed.filter((path) => path.endsWith('.html')).length
    say(
      { type: 'refreshed', ms, changed, findings: state.findings },
      `${pages} ${pages === 1 ? 'page' : 'pages'} drawn in ${ms} ms. ${newsOf(state.findings, told)}`,
    )
    told = state.findings
  }
  await refresh()
  const print = (): Promise<Uint8Array> => printer.print(guide.state)
  const server = await servePreview(port ?? defaultPort, () => guide.state, print).catch(
    (error: unknown) => {
      if (port !== null) throw error
      return servePreview(0, () => guide.state, print)
    },
  )
  try {
    say(
      { type: 'ready', address: server.address },
      `${server.address} shows ${folder}. Ctrl-C ends it.\n`,
    )
    await followed(folder, io.signal, async () => {
      await refresh()
      server.tell()
    })
  } finally {
    await server.close()
    await printer.close()
  }
}

/** Runs `onChange` after changes, never twice at once, until the signal fires. */
async function followed(
  folder: string,
  signal: AbortSignal | undefined,
  onChange: () => Promise<void>,
): Promise<void> {
  await new Promise<void>((finish, fail) => {
    let working = false
    let again = false
    const work = async (): Promise<void> => {
      again = true
      if (working) return
      working = true
      while (again) {
        again = false
        await onChange()
      }
      working = false
    }
    const end = watchFolder(folder, () => void work().catch(fail), fail)
    const stop = (): void => {
      end()
      finish()
    }
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop, { once: true })
  })
}

/** Findings are told when they are others than before. */
function newsOf(findings: readonly Finding[], told: readonly Finding[]): string {
  if (JSON.stringify(findings) === JSON.stringify(told)) return '\n'
  return `${countOf([...findings])}.\n${findings.map((each) => `${findingLine(each)}\n`).join('')}`
}

/** Prints with a browser that stays warm, each state once. */
class Printer {
  #browser: Promise<PrintBrowser> | undefined
  #printed: { version: number; bytes: Promise<Uint8Array> } | undefined

  async print({ version, bundle }: PreviewState): Promise<Uint8Array> {
    if (!bundle) throw new Error('The guide cannot be printed before its errors are mended.')
    if (this.#printed?.version !== version) {
      const bytes = this.#print(bundle)
      this.#printed = { version, bytes }
      bytes.catch(() => {
        if (this.#printed?.bytes === bytes) this.#printed = undefined
      })
    }
    return this.#printed.bytes
  }

  async #print(bundle: NonNullable<PreviewState['bundle']>): Promise<Uint8Array> {
    const { PrintBrowser, printPdf } = await import('../pdf/index.ts')
    const running = await this.#browser?.catch(() => undefined)
    if (!running?.running) this.#browser = PrintBrowser.launch()
    const browser = await this.#browser
    if (!browser) throw new Error('No print browser was started')
    return printPdf(bundle, { browser })
  }

  async close(): Promise<void> {
    const browser = await this.#browser?.catch(() => undefined)
    await browser?.close()
  }
}
