import { readFile } from 'node:fs/promises'

interface TraceEvent {
  name: string
  cat: string
  ph: string
  ts: number
  dur?: number
  pid: number
  tid: number
  id?: string
  args?: {
    data?: {
      type?: string
      cpuProfile?: { nodes?: ProfileNode[]; samples?: number[] }
      timeDeltas?: number[]
      startTime?: number
    }
  }
}
interface ProfileNode {
  id: number
  parent?: number
  callFrame: { functionName: string; url?: string; lineNumber?: number }
}
interface Span {
  from: number
  to: number
}

/** What categories of a browser's trace are needed to tell where the time of a key press goes. */
export const traced = [
  'devtools.timeline',
  'blink.user_timing',
  'v8.execute',
  'disabled-by-default-v8.cpu_profiler',
  'toplevel',
]

/**
 * Tells where the time between the key presses and their frames went, on the page's main thread.
 *
 * @param path of a browser's trace in which each key is a measure named `key`.
 * @returns lines: kinds of work by their own time, then functions by the time spent in and below them;
 * milliseconds a key.
 */
export async function keyTime(path: string): Promise<string[]> {
  const { traceEvents } = JSON.parse(await readFile(path, 'utf8')) as { traceEvents: TraceEvent[] }
  const press = traceEvents.find(
    ({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown',
  )
  if (!press) throw new RangeError(`No key press in ${path}`)
  const here = traceEvents.filter(({ pid }) => pid === press.pid).toSorted((a, b) => a.ts - b.ts)
  const keys = keySpans(here)
  const a = (micros: number) => (micros / 1000 / keys.length).toFixed(2).padStart(8)
  const within = (span: Span) =>
    keys.reduce(
      (sum, key) => sum + Math.max(0, Math.min(span.to, key.to) - Math.max(span.from, key.from)),
      0,
    )
  const kinds = ownTimes(
    here.filter(({ tid, ph }) => tid === press.tid && ph === 'X'),
    within,
  )
  const functions = functionTimes(here, within)
  const list = (times: Map<string, number>, count: number) =>
    [...times]
      .toSorted(([, some], [, other]) => other - some)
      .slice(0, count)
      .map(([name, time]) => `${a(time)}  ${name}`)
  return [
    `${keys.length} keys, ${a(keys.reduce((sum, { from, to }) => sum + to - from, 0)).trim()} ms each`,
    '',
    'kinds of work, own time',
    ...list(kinds, 25),
    '',
    'functions, own time',
    ...list(functions.own, 30),
    '',
    'functions, with what they call',
    ...list(functions.total, 80),
  ]
}

function keySpans(events: TraceEvent[]): Span[] {
  const begun = new Map<string, number>()
  const spans: Span[] = []
  for (const { name, ph, ts, id } of events) {
    if (name !== 'key') continue
    if (ph === 'b') begun.set(id ?? '', ts)
    else if (ph === 'e') spans.push({ from: begun.get(id ?? '') ?? ts, to: ts })
  }
  return spans
}

function ownTimes(events: TraceEvent[], within: (span: Span) => number): Map<string, number> {
  const own = new Map<string, number>()
  const add = (name: string, time: number) => own.set(name, (own.get(name) ?? 0) + time)
  const open: { name: string; to: number }[] = []
  for (const { name, ts, dur = 0, args } of events.toSorted(
    (some, other) => some.ts - other.ts || (other.dur ?? 0) - (some.dur ?? 0),
  )) {
    while (open.length > 0 && (open.at(-1)?.to ?? 0) <= ts) open.pop()
    const time = within({ from: ts, to: ts + dur })
    const label = args?.data?.type ? `${name} ${args.data.type}` : name
    add(label, time)
    const around = open.at(-1)
    if (around) add(around.name, -time)
    open.push({ name: label, to: ts + dur })
  }
  return own
}

function functionTimes(events: TraceEvent[], within: (span: Span) => number) {
  const nodes = new Map<number, ProfileNode>()
  const own = new Map<string, number>()
  const total = new Map<string, number>()
  let at = 0
  for (const { name, args } of events) {
    if (name === 'Profile') at = args?.data?.startTime ?? at
    if (name !== 'ProfileChunk') continue
    for (const node of args?.data?.cpuProfile?.nodes ?? []) nodes.set(node.id, node)
    const samples = args?.data?.cpuProfile?.samples ?? []
    for (const [index, id] of samples.entries()) {
      const from = at
      at += args?.data?.timeDeltas?.[index] ?? 0
      // A sample stands for the time until the next one; half of it before is as good a guess.
      const time = within({ from, to: at })
      if (time === 0) continue
      const seen = new Set<string>()
      for (let node = nodes.get(id); node; node = nodes.get(node.parent ?? -1)) {
        const { functionName, lineNumber } = node.callFrame
        const label = `${functionName || 'anonymous'}:${lineNumber ?? ''}`
        if (seen.size === 0) own.set(label, (own.get(label) ?? 0) + time)
        if (!seen.has(label)) total.set(label, (total.get(label) ?? 0) + time)
        seen.add(label)
      }
    }
  }
  return { own, total }
}
