import { readdirSync, readFileSync } from 'node:fs'

/**
 * The ids of a process and of all that descend from it, as Linux's /proc tells of them: found
 * without a pause, in which some would end and others start.
 */
export function processTree(root: number): number[] {
  const tree = new Set<number>()
  const waiting = [root]
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    if (tree.has(pid)) continue
    tree.add(pid)
    waiting.push(...childrenOf(pid))
  }
  return [...tree]
}

/** A file of a process's folder in /proc: empty where the process ended since it was listed. */
export function processFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1')
  } catch {
    return ''
  }
}

/** Children belong to the thread that started them. */
const childrenOf = (pid: number): number[] =>
  threadsOf(pid).flatMap((thread) =>
    processFile(pid, `task/${thread}/children`).trim().split(' ').filter(Boolean).map(Number),
  )

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}
