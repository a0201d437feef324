import { useCallback, useEffect, useState } from 'react'
import { RequestFailed } from '../api/client.ts'
import { words } from '../messages/index.ts'

export type Loaded<Value> = (
  | { state: 'loading' }
  | { state: 'failed'; error: RequestFailed }
  | { state: 'loaded'; value: Value }
) & { reload(): void }

/** Loads something when the page appears, and again when `key` changes or `reload` is called. */
export function useLoaded<Value>(key: string, load: () => Promise<Value>): Loaded<Value> {
  const [result, setResult] = useState<
    | { state: 'loading' }
    | { state: 'failed'; error: RequestFailed }
    | { state: 'loaded'; value: Value }
  >({ state: 'loading' })
  const [times, setTimes] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says what `load` loads
  useEffect(() => {
    let current = true
    load().then(
      (value) => current && setResult({ state: 'loaded', value }),
      (error: unknown) =>
        current &&
        setResult({
          state: 'failed',
          error:
            error instanceof RequestFailed
              ? error
              : new RequestFailed(0, 'unknown', words().pageBroken),
        }),
    )
    return () => {
      current = false
    }
  }, [key, times])
  const reload = useCallback(() => setTimes((count) => count + 1), [])
  return { ...result, reload }
}
