import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { slugPattern } from '@charrette/guides'
import { manifestSchema } from '@charrette/publisher/manifest'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
  '.epub': 'application/epub+zip',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.zip': 'application/zip',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
}

/** The content type of a file of an edition, by its name. */
export function contentTypeOf(path: string): string {
  return types[extname(path).toLowerCase()] ?? 'application/octet-stream'
}

export interface EditionFile {
  editionsFolder: string
  slug: string
  number: string
  /** Path within the edition; a folder's path ends with "/" and means its index.html. */
  path: string
  /** Asked for by its number: what is there will never be anything else. */
  permanent: boolean
  /** A page of the edition as the site shows it; `path` ends with `/` or is empty. */
  frame: (page: string, path: string) => string
}

/**
 * Answers with a file of an edition: whole or the part asked for by `Range`. That what has not
 * changed is not sent again is the site's to see to, by the `ETag`.
 *
 * @returns null where the edition has no such file.
 */
export async function serveEditionFile(
  request: Request,
  { editionsFolder, slug, number, path, permanent, frame }: EditionFile,
): Promise<Response | null> {
  if (!slugPattern.test(slug)) return null
  const edition = join(editionsFolder, slug, number)
  const file = join(edition, path === '' || path.endsWith('/') ? `${path}index.html` : path)
  // A path that leads out of its edition is no path of it.
  if (!file.startsWith(edition + sep) || path.includes('\0')) return null
  const found = await stat(file).catch(() => null)
  if (!found) return null
  if (found.isDirectory()) {
    const { pathname } = new URL(request.url)
    return new Response(null, { status: 301, headers: { Location: `${pathname}/` } })
  }
  if (file.endsWith('.html')) {
    const page = path.replace(/(^|\/)index\.html$/, '$1')
    return pageResponse(request, frame(await readFile(file, 'utf8'), page))
  }
  const etag = `"${(await digestOf(edition, relative(edition, file))) ?? `${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}`}"`
  const headers = new Headers({
    'Content-Type': contentTypeOf(file),
    'Cache-Control':
      isNamedByContent(file) || (permanent && !isDownload(file))
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
    'Accept-Ranges': 'bytes',
    ETag: etag,
  })
  const range = wantedRange(request.headers, found.size, etag)
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${found.size}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: found.size - 1 }
  headers.set('Content-Length', String(end - start + 1))
  if (range) headers.set('Content-Range', `bytes ${start}-${end}/${found.size}`)
  const status = range ? 206 : 200
  if (request.method === 'HEAD' || found.size === 0) return new Response(null, { status, headers })
  const stream = Readable.toWeb(createReadStream(file, { start, end }))
  return new Response(stream as ReadableStream<Uint8Array>, { status, headers })
}

/** Digests of editions' files by their path, each with when its manifest was written. */
const digests = new Map<
  string,
  { writtenAt: number; files: Promise<ReadonlyMap<string, string>> }
>()

/**
 * The beginning of a file's SHA-256, from the edition's manifest: every server that has the edition
 * says the same, also after a backup was restored. Null for what is in no manifest, and for its own.
 */
async function digestOf(edition: string, path: string): Promise<string | null> {
  const manifest = join(edition, 'manifest.json')
  const writtenAt = (await stat(manifest).catch(() => null))?.mtimeMs
  if (writtenAt === undefined) return null
  let known = digests.get(edition)
  if (known?.writtenAt !== writtenAt) {
    known = { writtenAt, files: readDigests(manifest) }
    digests.set(edition, known)
  }
  return (await known.files).get(path.split(sep).join('/')) ?? null
}

async function readDigests(manifest: string): Promise<ReadonlyMap<string, string>> {
  const read = manifestSchema.safeParse(JSON.parse(await readFile(manifest, 'utf8')))
  return new Map(read.data?.files.map(({ path, sha256 }) => [path, sha256.slice(0, 24)]))
}

/** What readers take with them: where it is withdrawn, nobody may go on handing it out. */
const isDownload = (file: string): boolean =>
  ['.pdf', '.epub', '.docx', '.zip'].includes(extname(file)) || /-\d+\.\d+\.json$/.test(file)

/** Style sheets, fonts, drawings and pictures: another content has another name. */
const isNamedByContent = (file: string): boolean =>
  /(?:-[0-9a-f]{12}|[\\/][0-9a-f]{16})\.[a-z0-9]+$/.test(file)

/** A page is asked for anew each time: a later release or a withdrawal changes it. */
function pageResponse(request: Request, page: string): Response {
  const headers = new Headers({
    'Content-Type': contentTypeOf('index.html'),
    'Cache-Control': 'no-cache',
    ETag: `"${createHash('sha256').update(page).digest('hex').slice(0, 24)}"`,
  })
  return new Response(request.method === 'HEAD' ? null : page, { headers })
}

/** One range of RFC 9110, section 14.2; several at once are answered with the whole file. */
function wantedRange(
  headers: Headers,
  size: number,
  etag: string,
): { start: number; end: number } | 'unsatisfiable' | null {
  const ifRange = headers.get('If-Range')
  if (ifRange && ifRange !== etag) return null
  const match = /^bytes=(\d*)-(\d*)$/.exec(headers.get('Range') ?? '')
  if (!match) return null
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start > end || start >= size ? 'unsatisfiable' : { start, end }
}
