import { type Format, formats } from '@charrette/publisher/manifest'

/** What a reader took: a page of the web edition, or a file of another format. */
export type Read = Format

/** Programs that look at pages for others, as they name themselves. */
const program =
  /bot|crawl|spider|slurp|preview|headless|lighthouse|monitor|archiv|scan|feed|http|curl|wget|python|java\/|ruby|perl|php|libwww|okhttp|axios|node|facebookexternal|whatsapp|embedly|validator/i

/** A viewer asks for so little to learn whether a file can be had in parts. */
const PROBE_BYTES = 1024

/**
 * What a request took of an edition, or null where it does not count: it is a program's, a browser
 * looks ahead, only the head was asked for, or a part of a file after its beginning.
 *
 * @param path in the edition: '' for the landing page, `one/` for a chapter.
 * @param response as the edition answers, before it is compared with what the browser has.
 */
export function whatWasRead(request: Request, path: string, response: Response): Read | null {
  if (request.method !== 'GET') return null
  const of = (name: string): string => request.headers.get(name) ?? ''
  const agent = of('User-Agent')
  if (agent === '' || program.test(agent)) return null
  if (/prefetch|prerender|preview/.test(`${of('Sec-Purpose')} ${of('Purpose')} ${of('X-Moz')}`))
    return null
  if (path === '' || path.endsWith('/')) return response.status === 200 ? 'web' : null
  const format = formatOf(path)
  if (!format || !isBeginning(response)) return null
  return format
}

function formatOf(path: string): Exclude<Format, 'web'> | null {
  if (path.includes('/')) return null
  const [, ending] = /-\d+\.\d+(-markdown\.zip|\.[a-z]+)$/.exec(path) ?? []
  if (ending === '-markdown.zip') return 'markdown'
  return (
    formats.filter((format) => format !== 'web').find((format) => ending === `.${format}`) ?? null
  )
}

/** Whether an answer holds a file from its first byte on, and not just to see whether it is there. */
function isBeginning(response: Response): boolean {
  if (response.status === 200) return true
  if (response.status !== 206) return false
  const [, start, end, size] =
    /^bytes (\d+)-(\d+)\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '') ?? []
  return start === '0' && (Number(end) >= PROBE_BYTES || Number(end) + 1 === Number(size))
}
