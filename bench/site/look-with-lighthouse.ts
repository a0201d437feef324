import { lighthouseModule } from './build-peers.ts'

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const

/** What Lighthouse says, as far as we read it. */
interface Report {
  categories: Record<string, { score: number | null }>
  audits: Record<
    string,
    {
      score: number | null
      title: string
      numericValue?: number
      details?: { items?: { resourceType?: string; transferSize?: number }[] }
    }
  >
}

/** One page as Lighthouse's slow phone sees it. */
export interface Look {
  name: string
  /** Of 100: performance, accessibility, best practices, search engines. */
  scores: number[]
  /** Largest contentful paint, in milliseconds of the simulated phone. */
  paint: number
  /** Milliseconds for which it hears no key or finger while it loads. */
  blocked: number
  /** How far what stands there moves: cumulative layout shift. */
  moved: number
  /** Bytes over the wire at the first view, as they were sent. */
  bytes: { all: number; script: number; fonts: number; pictures: number }
  /** Audits that are not perfect, by their names. */
  lost: string[]
}

/**
 * Looks at a page several times.
 *
 * @param port at which the browser can be debugged.
 * @returns every look, in order.
 */
export async function lookAt(
  name: string,
  url: string,
  { port, runs }: { port: number; runs: number },
): Promise<Look[]> {
  const { default: lighthouse } = (await import(lighthouseModule)) as {
    default: (url: string, flags: object) => Promise<{ lhr: Report } | undefined>
  }
  const looks: Look[] = []
  for (let at = 0; at < runs; at++) {
    const result = await lighthouse(url, { port, output: 'json', onlyCategories: categories })
    if (!result) throw new Error(`Lighthouse says nothing of ${url}`)
    const look = lookOf(name, result.lhr)
    looks.push(look)
    process.stderr.write(
      `${name}: ${look.scores.join(' ')}, LCP ${Math.round(look.paint)} ms, blocked ${Math.round(look.blocked)} ms, moved ${look.moved.toFixed(3)}\n`,
    )
  }
  return looks
}

/** The look with the median paint. */
export function medianOf(looks: readonly Look[]): Look {
  const [median] = looks
    .toSorted((a, b) => a.paint - b.paint)
    .slice(Math.floor((looks.length - 1) / 2))
  if (!median) throw new RangeError('--runs is at least 1')
  return median
}

function lookOf(name: string, { categories: scored, audits }: Report): Look {
  const requests = audits['network-requests']?.details?.items ?? []
  const bytes = (...types: string[]): number =>
    requests
      .filter(({ resourceType = '' }) => types.length === 0 || types.includes(resourceType))
      .reduce((sum, { transferSize = 0 }) => sum + transferSize, 0)
  const figure = (audit: string): number => audits[audit]?.numericValue ?? Number.NaN
  return {
    name,
    scores: categories.map((category) => Math.round((scored[category]?.score ?? 0) * 100)),
    paint: figure('largest-contentful-paint'),
    blocked: figure('total-blocking-time'),
    moved: figure('cumulative-layout-shift'),
    bytes: {
      all: bytes(),
      script: bytes('Script'),
      fonts: bytes('Font'),
      pictures: bytes('Image'),
    },
    lost: Object.entries(audits)
      .filter(([, { score }]) => score !== null && score < 0.9)
      .map(([id, { title }]) => `${id} (${title})`),
  }
}
