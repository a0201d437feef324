/** What is looked at at the end of each day. */
export interface Sample {
  day: number
  /** Bytes of memory that the server holds. */
  memory: number
  fileDescriptors: number
  /** Bytes of the database, its write-ahead log left aside. */
  database: number
  /** Edits that were stored so far. */
  edits: number
  /** Rows of the update log in the guide that has most. */
  longestTail: number
  /** Mean of the day, in milliseconds: from an update's coming to its receipt. */
  acknowledged: number
  /** Mean of the day, in milliseconds: of an answer of the API. */
  answered: number
}

export interface Verdict {
  what: string
  passed: boolean
  figures: string
}

/** Least squares: by how much `y` grows with each `x`. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const x = mean(points.map(([at]) => at))
  const y = mean(points.map(([, value]) => value))
  const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0)
  return points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread
}

/** Days at the beginning that are left aside: caches fill, and code is compiled. */
const WARM_UP = 1 / 3

/**
 * Judges a month: what must be flat grows by less than so much of its mean a day, and the database no
 * faster by the edit than at first.
 */
export function judged(samples: readonly Sample[]): Verdict[] {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP))
  const flat = (
    what: string,
    of: (sample: Sample) => number,
    unit: string,
    { most, noise = 0 }: { most: number; noise?: number },
  ): Verdict => {
    const values = warm.map(of)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const slope = slopeOf(warm.map((sample) => [sample.day, of(sample)]))
    const first = values[0] ?? 0
    return {
      what,
      passed: slope <= most * mean || slope * warm.length <= noise,
      figures: `${first.toFixed(1)} → ${(values.at(-1) ?? 0).toFixed(1)} ${unit}, slope ${slope.toFixed(2)} ${unit} a day (${((slope / mean) * 100).toFixed(2)} %, at most ${most * 100} %)`,
    }
  }
  const growth = (part: readonly Sample[]): number => {
    const [from, to] = [part[0], part.at(-1)]
    return from && to ? (to.database - from.database) / Math.max(1, to.edits - from.edits) : 0
  }
  const middle = Math.ceil(warm.length / 2)
  const [early, late] = [growth(warm.slice(0, middle)), growth(warm.slice(middle - 1))]
  const tail = Math.max(...samples.map(({ longestTail }) => longestTail))
  return [
    flat('memory', ({ memory }) => memory / 2 ** 20, 'MB', { most: 0.01 }),
    flat('file descriptors', ({ fileDescriptors }) => fileDescriptors, '', {
      most: 0.005,
      noise: 8,
    }),
    flat('acknowledgement', ({ acknowledged }) => acknowledged, 'ms', { most: 0.02, noise: 3 }),
    flat('answer of the API', ({ answered }) => answered, 'ms', { most: 0.02, noise: 3 }),
    {
      what: 'database',
      passed: late <= early * 1.25,
      figures: `${early.toFixed(0)} bytes an edit, later ${late.toFixed(0)} (at most a quarter more)`,
    },
    {
      what: 'history',
      // A thousand newest rows stay, a thousand are packed at once, a snapshot's worth waits.
      passed: tail <= 2_600,
      figures: `at most ${tail} rows of a guide are not packed (at most 2,600)`,
    },
  ]
}
