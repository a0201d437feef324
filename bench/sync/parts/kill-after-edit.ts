import { BenchClient } from '../client.ts'
import { pause, type RunningServer } from '../servers.ts'
import { fillGuide, paragraphText } from '../texts.ts'

/** Runs one piece of work after the other, in the order in which they come. */
export function inTurn(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => {})
    return next
  }
}

/**
 * An edit, `kill -9` so many milliseconds later, a restart: is it there?
 *
 * @param alone runs what is timed while no other trial runs.
 */
export async function killAfterEdit(
  start: (fresh: boolean) => Promise<RunningServer>,
  milliseconds: number,
  alone: ReturnType<typeof inTurn>,
): Promise<boolean> {
  const server = await start(true)
  const writer = new BenchClient(server, 'guide')
  await writer.synced
  fillGuide(writer.doc, 1)
  // The guide's beginning is old enough for every server to have stored it.
  await pause(13_000)
  return alone(async () => {
    paragraphText(writer.doc, 0).insert(0, 'kept')
    await pause(milliseconds)
    await server.kill()
    writer.close()
    return isKept(await start(false))
  })
}

async function isKept(server: RunningServer): Promise<boolean> {
  const reader = new BenchClient(server, 'guide')
  await Promise.race([reader.synced, pause(5000)])
  // y-websocket's LevelDB says "synced" before it has read what it stored.
  await pause(500)
  let kept = false
  try {
    kept = paragraphText(reader.doc, 0).toString().startsWith('kept')
  } catch {
    // Not even the guide's beginning is there.
  }
  reader.close()
  await server.kill()
  return kept
}
