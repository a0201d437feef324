import pg from 'pg'

/**
 * Words between the processes of one Postgres. Hints only: what is said while a process is not
 * connected is lost to it, and it is told so by `onGap`.
 */
export interface Notifications {
  /**
   * Says something to all processes, this one included, soon. What is said under the same key
   * before it went out is said once: `make` is called when it goes.
   *
   * @param make the messages, each below 7,900 bytes.
   */
  publish(key: string, make: () => string[]): void
  close(): Promise<void>
}

export interface NotificationListener {
  onMessage(message: string): void
  /** Messages may have been missed: the connection is new. */
  onGap(): void
}

const CHANNEL = 'charrette'
const RECONNECT = 500

export function listenToPostgres(
  connectionString: string,
  { onMessage, onGap }: NotificationListener,
): Notifications {
  let client: pg.Client | null = null
  let closed = false
  let sending = false
  const due = new Map<string, () => string[]>()
  let timer: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString, keepAlive: true })
    const lost = () => {
      if (client === fresh) client = null
      fresh.removeAllListeners('notification')
      fresh.on('error', () => {})
      fresh.end().catch(() => {})
      if (closed) return
      clearTimeout(timer)
      timer = setTimeout(() => void connect(), RECONNECT)
    }
    fresh.on('error', lost)
    fresh.on('notification', ({ payload }) => {
      if (payload) onMessage(payload)
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${CHANNEL}`)
    } catch {
      lost()
      return
    }
    if (closed) {
      await fresh.end()
      return
    }
    fresh.once('end', () => {
      if (client === fresh) lost()
    })
    client = fresh
    onGap()
    void send()
  }

  async function send(): Promise<void> {
    if (sending) return
    sending = true
    try {
      while (client && due.size > 0) {
        const messages = [...due.values()].flatMap((make) => make())
        due.clear()
        await client.query(
          `select pg_notify('${CHANNEL}', message) from unnest($1::text[]) as message`,
          [messages],
        )
      }
    } catch {
      // Lost with the connection; whoever should have heard it is told of the gap, or polls.
    } finally {
      sending = false
    }
  }

  void connect()
  return {
    publish: (key, make) => {
      if (!client) return
      due.set(key, make)
      void send()
    },
    close: async () => {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
