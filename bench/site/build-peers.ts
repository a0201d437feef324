import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const tools = fileURLToPath(new URL('peers/node_modules/', import.meta.url))

/** A guide as another program has built it. */
export interface PeerSite {
  name: string
  folder: string
  /** Addresses of its chapters in that folder. */
  chapters: string[]
}

/** Installs what the benchmark needs, once, beside the workspace. */
export function installTools(): void {
  if (existsSync(join(tools, 'lighthouse', 'package.json'))) return
  spawnSync(
    'npm',
    [...['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock']],
    {
      cwd: fileURLToPath(new URL('peers/', import.meta.url)),
      env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
}

/** Where Lighthouse was installed to. */
export const lighthouseModule = join(tools, 'lighthouse', 'core', 'index.js')

/**
 * Builds the same guide with every peer, by its own command and theme. They get the words, without
 * what only Charrette knows, and pictures by their addresses. mdBook is no package of npm's: it is
 * built with where `MDBOOK` names the program or one is installed.
 *
 * @param guide folder of the guide in the library.
 * @param wanted names of the peers that are built; all by default.
 */
export async function buildPeers(
  guide: string,
  scratch: string,
  wanted = ['honkit', 'vitepress', 'mdbook'],
): Promise<PeerSite[]> {
  const chapters = (await readdir(join(guide, 'chapters'))).filter((name) => name.endsWith('.md'))
  const texts = await Promise.all(
    chapters.map(async (name) => ({
      name,
      text: plainMarkdown(await readFile(join(guide, 'chapters', name), 'utf8')),
    })),
  )
  const write = async (folder: string) => {
    await mkdir(folder, { recursive: true })
    await cp(join(guide, 'pictures'), join(folder, 'pictures'), { recursive: true })
    for (const { name, text } of texts) await writeFile(join(folder, name), text)
    await writeFile(join(folder, 'README.md'), '# A guide\n')
  }
  const titleOf = (text: string): string => /^# (.*)$/m.exec(text)?.[1] ?? 'Chapter'
  const summary = `# Summary\n\n${texts.map(({ name, text }) => `* [${titleOf(text)}](${name})`).join('\n')}\n`
  const pages = chapters.map((name) => `/${name.replace(/\.md$/, '.html')}`)
  const node = (program: string, ...args: string[]) =>
    run(process.execPath, [join(tools, program), ...args])
  const made: PeerSite[] = []

  if (wanted.includes('honkit')) await buildHonkit()
  if (wanted.includes('vitepress')) await buildVitepress()
  if (wanted.includes('mdbook')) await buildMdbook()
  return made

  async function buildHonkit(): Promise<void> {
    const honkit = join(scratch, 'honkit')
    await write(honkit)
    await writeFile(join(honkit, 'SUMMARY.md'), summary)
    if (node('honkit/bin/honkit.js', 'build', honkit, join(honkit, '_book')))
      made.push({ name: 'HonKit 6', folder: join(honkit, '_book'), chapters: pages })
  }

  async function buildMdbook(): Promise<void> {
    const program = process.env.MDBOOK ?? 'mdbook'
    const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.trim()
    if (!version) {
      process.stderr.write('mdBook is not here: name it by MDBOOK, or install it.\n')
      return
    }
    const mdbook = join(scratch, 'mdbook')
    await write(join(mdbook, 'src'))
    await writeFile(join(mdbook, 'book.toml'), '[book]\ntitle = "A guide"\n')
    await writeFile(join(mdbook, 'src', 'SUMMARY.md'), summary)
    if (run(program, ['build', mdbook]))
      made.push({
        name: version.replace(/^mdbook v?(\d+\.\d+).*$/, 'mdBook $1'),
        folder: join(mdbook, 'book'),
        chapters: pages,
      })
  }

  async function buildVitepress(): Promise<void> {
    const vitepress = join(scratch, 'vitepress')
    await write(vitepress)
    await mkdir(join(vitepress, '.vitepress'))
    // What it makes of a chapter asks for Vue from where the chapter lies.
    await symlink(tools, join(vitepress, 'node_modules'))
    await writeFile(
      join(vitepress, '.vitepress', 'config.mjs'),
      `export default ${JSON.stringify({
        title: 'A guide',
        ignoreDeadLinks: true,
        themeConfig: {
          search: { provider: 'local' },
          sidebar: texts.map(({ name, text }) => ({ text: titleOf(text), link: `/${name}` })),
        },
      })}`,
    )
    if (node('vitepress/bin/vitepress.js', 'build', vitepress))
      made.push({
        name: 'VitePress 1',
        folder: join(vitepress, '.vitepress', 'dist'),
        chapters: pages,
      })
  }
}

function run(program: string, args: string[]): boolean {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) process.stderr.write(`${program} could not build it: ${stderr.slice(-400)}\n`)
  return status === 0
}

/** The chapter without directives: every peer shows the same words. */
function plainMarkdown(text: string): string {
  return text
    .replace(/^::figure\[([^\]]*)\]\{[^}]*src="([^"]*)"[^}]*\}$/gm, '![$1](./$2)')
    .replace(/^:{2,}[a-z-]*(?:\[[^\]]*\])?(?:\{[^}]*\})?$/gm, '')
    .replace(/:[a-z-]+\[([^\]]*)\](?:\{[^}]*\})?/g, '$1')
    .replace(/:[a-z-]+\{[^}]*\}/g, '')
    .replace(/ \{#[a-z0-9-]+\}$/gm, '')
    .replace(/\{\{|<(?=[a-z])/gi, '')
}
