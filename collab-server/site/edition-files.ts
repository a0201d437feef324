import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { Readable } from 'node:stream'
import { slugPattern } from '@charrette/guides'

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
  /** Number of the edition that took its place; its pages say so. Null for the newest. */
  supersededBy: string | null
}

/**
 * Answers with a file of an edition: whole, the part asked for by `Range`, or 304.
 *
 * @returns null where the edition has no such file.
 */
export async function serveEditionFile(
  request: Request,
  { editionsFolder, slug, number, path, permanent, supersededBy }: EditionFile,
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
  if (supersededBy !== null && file.endsWith('.html'))
    return supersededFile(request, file, { slug, number, supersededBy })
  const etag = `"${number}-${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`
  const headers = new Headers({
    'Content-Type': contentTypeOf(file),
    'Cache-Control':
      permanent && !mayChange(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Accept-Ranges': 'bytes',
    ETag: etag,
  })
  if (
    request.headers
      .get('If-None-Match')
      ?.split(/\s*,\s*/)
      .includes(etag)
  )
    return new Response(null, { status: 304, headers })

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

/** What a later release or a withdrawal changes: every page, and what readers take with them. */
function mayChange(file: string): boolean {
  return ['.html', '.pdf', '.epub', '.docx'].includes(extname(file))
}

/** A page of an edition that a newer one has taken the place of: as it was, and saying so. */
async function supersededFile(
  request: Request,
  file: string,
  { slug, number, supersededBy }: { slug: string; number: string; supersededBy: string },
): Promise<Response> {
  const notice = `<aside class="edition-notice" aria-label="About this edition"><p>This is edition ${number}. <a href="/guides/${slug}/">Edition ${supersededBy}</a> has taken its place.</p></aside>`
  const page = (await readFile(file, 'utf8'))
    .replace(
      '</head>',
      '<link rel="stylesheet" href="/site/edition-notice.css"><meta name="robots" content="noindex"></head>',
    )
    // After the skip link, so that it stays the first thing that a keyboard meets.
    .replace(/<body[^>]*>(?:<a class="skip"[^>]*>[^<]*<\/a>)?/, (start) => start + notice)
  const etag = `"${createHash('sha256').update(page).digest('hex').slice(0, 24)}"`
  const headers = new Headers({
    'Content-Type': contentTypeOf(file),
    'Cache-Control': 'no-cache',
    Link: `</guides/${slug}/>; rel="latest-version"`,
    ETag: etag,
  })
  if (request.headers.get('If-None-Match') === etag)
    return new Response(null, { status: 304, headers })
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
