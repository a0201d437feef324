import { lookup } from 'node:dns'
import { get as getPlain } from 'node:http'
import { get as getSecure } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { CslItem } from '@charrette/guides'
import { sourcesFrom } from './read-source-file.ts'
import { SourceRefusal } from './source-refusal.ts'

/** Where DOIs are resolved unless the operator says otherwise. */
export const DOI_RESOLVER = 'https://doi.org'

const MOST_BYTES = 256 * 1024
const MOST_REDIRECTS = 5
/** Milliseconds for all of it. */
const PATIENCE = 10_000

const doiPattern = /^10\.\d{4,9}\/\S{1,200}$/

/**
 * Asks who registered a DOI what it names. The registry leads on to others: over HTTPS alone, and to
 * no address of this machine or its network.
 *
 * @param doi as people paste it: `10.1234/abc`, or its address.
 * @param resolver where it is asked for; null where the operator wants no lookups.
 * @throws {SourceRefusal} `no-doi`, `doi-unknown`, `doi-unreachable`, `doi-off`.
 */
export async function lookUpDoi(doi: string, resolver: string | null): Promise<CslItem> {
  if (resolver === null)
    throw new SourceRefusal('doi-off', 'This server looks up no DOIs. Add the source by its form.')
  const name = doi.trim().replace(/^(?:doi:\s*|https?:\/\/(?:dx\.)?doi\.org\/)/i, '')
  if (!doiPattern.test(name))
    throw new SourceRefusal('no-doi', 'This is no DOI. One looks like 10.1234/abc.5.')
  const path = name.split('/').map(encodeURIComponent).join('/')
  const text = await fetchBounded(new URL(`${resolver}/${path}`), new URL(resolver).origin)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw unreachable()
  }
  const { items } = sourcesFrom([{ ...(value as object), 'citation-key': undefined }])
  const [item] = items
  if (!item) throw new SourceRefusal('doi-unknown', 'What this DOI names cannot be cited by it.')
  return item
}

async function fetchBounded(first: URL, trusted: string): Promise<string> {
  const ends = AbortSignal.timeout(PATIENCE)
  let url = first
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const answer = await ask(url, url.origin === trusted, ends)
    if (answer.location === null) return answer.text
    if (!URL.canParse(answer.location, url)) throw unreachable()
    url = new URL(answer.location, url)
  }
  throw unreachable()
}

/** @param isTrusted the operator named it, wherever it lies. */
function ask(
  url: URL,
  isTrusted: boolean,
  signal: AbortSignal,
): Promise<{ text: string; location: string | null }> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!isTrusted && (url.protocol !== 'https:' || (isIP(host) !== 0 && isInner(host))))
    return Promise.reject(unreachable())
  return new Promise((resolve, reject) => {
    const options = {
      signal,
      headers: { Accept: 'application/vnd.citationstyles.csl+json' },
      ...(isTrusted ? {} : { lookup: lookUpOutside }),
    }
    const get = url.protocol === 'http:' ? getPlain : getSecure
    const request = get(url, options, (response) => {
      const { statusCode = 0, headers } = response
      if (statusCode >= 300 && statusCode < 400 && headers.location) {
        response.destroy()
        resolve({ text: '', location: headers.location })
        return
      }
      if (statusCode === 404 || statusCode === 406) {
        response.destroy()
        reject(
          new SourceRefusal('doi-unknown', 'Nobody has registered this DOI. Check its digits.'),
        )
        return
      }
      if (statusCode !== 200) {
        response.destroy()
        reject(unreachable())
        return
      }
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > MOST_BYTES) response.destroy(new Error('too long'))
        else chunks.push(chunk)
      })
      response.on('end', () =>
        resolve({ text: Buffer.concat(chunks).toString('utf8'), location: null }),
      )
      response.on('error', () => reject(unreachable()))
      response.on('aborted', () => reject(unreachable()))
    })
    request.on('error', () => reject(unreachable()))
  })
}

const unreachable = (): SourceRefusal =>
  new SourceRefusal(
    'doi-unreachable',
    'The registry of DOIs cannot be reached now. Try again later, or add the source by its form.',
  )

/** The name's address is looked at when it is connected to, not before: it cannot change between. */
const lookUpOutside: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || !first || addresses.some(({ address }) => isInner(address))) {
      callback(error ?? new Error('an inner address'), '', 4)
      return
    }
    if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}

const inner = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(network, bits, 'ipv6')

/** Whether an address is of this machine, its network, or of no single machine. */
export const isInner = (address: string): boolean =>
  inner.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
