import { join } from 'node:path'
import { type MailRelay, startMailRelay } from '../../collab-server/mail/testing/relay.ts'
import { openStoreAsItIs } from '../../collab-server/store/open-store.ts'
import {
  launchPostgres,
  type PostgresServer,
} from '../../collab-server/store/testing/postgres-server.ts'
import { loadGuide } from '../../collab-server/sync/guide-log.ts'
import { Random } from '../../collab-server/sync/proof/random.ts'
import { Replica } from '../../collab-server/sync/proof/replica.ts'
import { writeTo } from '../../collab-server/sync/proof/typing-author.ts'
import { processFile, processTree } from '../../publisher/testing/process-tree.ts'
import { type CharretteProcess, scratchFolder, startCharrette } from '../charrette-process.ts'
import { foundWorld, type World } from '../found-world.ts'
import { firstChapter, joinGuide, textOf, until, write } from '../script-author.ts'
import { type Told, violationsIn } from './invariants.ts'

// The road of a sentence, with a kill in the middle of each of its steps: of the server, of the database
// server under it, of the browser that prints, each by SIGKILL at a random instant. After each, what
// died is started again, everything that is kept is read, and the road goes on from where it stands.

export const steps = [
  'typing',
  'storing',
  'compaction',
  'submit',
  'approve',
  'release',
  'publish',
  'mail',
] as const
export type Step = (typeof steps)[number]
export type Victim = 'server' | 'database' | 'browser'

export interface MatrixOutcome {
  /** Kills by step and what was killed. */
  kills: Record<Step, Partial<Record<Victim, number>>>
  /** Edits that authors were told are on disk. */
  acknowledged: number
  /** Segments into which the log was packed. */
  segments: number
  releases: number
  /** Mails that the relay took. */
  mails: number
  /** Mails that were kept to be sent. */
  mailsKept: number
  /** Times that everything was read. */
  checks: number
  violations: string[]
}

export interface MatrixOptions {
  /** Kills of each step. */
  kills: number
  seed: number
  database: 'sqlite' | 'postgres'
  /** Default: all. */
  steps?: readonly Step[]
  say?: (line: string) => void
}

/** Rounds of one world; then another is founded, for its log takes ever longer to read. */
const OF_ONE_WORLD = 10

/** Kills every step so many times. Null where Postgres is asked for and the machine has none. */
export async function runCrashMatrix({
  kills,
  seed,
  database,
  steps: walked = steps,
  say = () => {},
}: MatrixOptions): Promise<MatrixOutcome | null> {
  const postgres = database === 'postgres' ? await launchPostgres({ durable: true }) : null
  if (database === 'postgres' && !postgres) return null
  const outcome: MatrixOutcome = {
    kills: {
      typing: {},
      storing: {},
      compaction: {},
      submit: {},
      approve: {},
      release: {},
      publish: {},
      mail: {},
    },
    acknowledged: 0,
    segments: 0,
    releases: 0,
    mails: 0,
    mailsKept: 0,
    checks: 0,
    violations: [],
  }
  try {
    for (let done = 0; done < kills; done += OF_ONE_WORLD) {
      const road = await Road.open(new Random(seed + done), postgres, outcome)
      try {
        for (let round = done; round < Math.min(kills, done + OF_ONE_WORLD); round++) {
          for (const step of walked) await road.walk(step)
          say(`round ${round + 1} of ${kills}: ${outcome.violations.length} violations`)
        }
      } finally {
        await road.close()
      }
    }
  } finally {
    await postgres?.stop()
  }
  return outcome
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

class Road {
  readonly #random: Random
  readonly #world: World
  readonly #postgres: PostgresServer | null
  readonly #relay: MailRelay
  readonly #outcome: MatrixOutcome
  readonly #removeFolder: () => Promise<void>
  readonly #told: Told = { candidates: new Set(), approvals: new Set(), releases: new Set() }
  readonly #authors = [1, 2, 3].map((client) => new Replica(`author ${client}`, client))
  /** The guide that is typed in. */
  #typed = { guideId: '', slug: '', chapterId: '' }
  #server: CharretteProcess
  #sentence = 0
  #candidate: { number: number; contentHash: string } | null = null

  private constructor(
    fields: { random: Random; world: World; postgres: PostgresServer | null; relay: MailRelay },
    server: CharretteProcess,
    outcome: MatrixOutcome,
    removeFolder: () => Promise<void>,
  ) {
    this.#random = fields.random
    this.#world = fields.world
    this.#postgres = fields.postgres
    this.#relay = fields.relay
    this.#server = server
    this.#outcome = outcome
    this.#removeFolder = removeFolder
  }

  static async open(
    random: Random,
    postgres: PostgresServer | null,
    outcome: MatrixOutcome,
  ): Promise<Road> {
    const scratch = await scratchFolder()
    const databaseUrl = await postgres?.freshDatabase()
    const world = await foundWorld({ dataFolder: join(scratch.path, 'data'), databaseUrl })
    const relay = await startMailRelay({ slowness: 40 })
    const server = await startServer(world, relay)
    const road = new Road({ random, world, postgres, relay }, server, outcome, scratch.remove)
    await road.#beginTyping()
    return road
  }

  async close(): Promise<void> {
    const store = openStoreAsItIs(this.#world.place)
    const count = await store.db.selectFrom('log_segment').select('first_seq').execute()
    this.#outcome.segments += count.length
    this.#outcome.releases += (await store.db.selectFrom('release').select('id').execute()).length
    this.#outcome.mails += this.#relay.received.length
    this.#outcome.mailsKept += (await store.db.selectFrom('mail').select('id').execute()).length
    this.#outcome.acknowledged += this.#authors.reduce((sum, author) => sum + told(author), 0)
    await store.close()
    await this.#server.stop('SIGKILL')
    await this.#relay.die()
    await this.#removeFolder()
  }

  async walk(step: Step): Promise<void> {
    await this[step]()
    this.#outcome.checks++
    const wrong = await violationsIn({
      place: this.#world.place,
      typed: { guideId: this.#typed.guideId, authors: this.#authors },
      released: { guideId: this.#world.guideId, slug: this.#world.slug, told: this.#told },
      mails: this.#relay.received,
    })
    this.#outcome.violations.push(...wrong.map((what) => `${step}: ${what}`))
  }

  async typing(): Promise<void> {
    await this.#typeUntilKilled('typing', 5, () => pause(this.#random.between(0, 300)))
  }

  /** Between an edit's coming and its receipt there are a few milliseconds. */
  async storing(): Promise<void> {
    await this.#typeUntilKilled('storing', 1, () => pause(this.#random.between(0, 8)))
  }

  /** Killed when a thousand entries are full, which is when they are packed. */
  async compaction(): Promise<void> {
    await this.#typeUntilKilled('compaction', 1, async () => {
      const store = openStoreAsItIs(this.#world.place)
      await until(async () => {
        const { head_seq: head } = await store.db
          .selectFrom('guide')
          .select('head_seq')
          .where('id', '=', this.#typed.guideId)
          .executeTakeFirstOrThrow()
        const last = await store.db
          .selectFrom('log_segment')
          .select('last_seq')
          .where('guide_id', '=', this.#typed.guideId)
          .orderBy('last_seq', 'desc')
          .executeTakeFirst()
        return head - (last?.last_seq ?? 0) >= 1_990
      })
      await store.close()
      await pause(this.#random.between(0, 1_000))
    })
  }

  async submit(): Promise<void> {
    await this.#writeSentence()
    const asked = this.#submit()
    await pause(this.#random.between(0, 25))
    await this.#killAndRecover('submit')
    await asked
    // What was not confirmed may be there or not: an editor looks, and submits again.
    await this.#submitted()
  }

  async approve(): Promise<void> {
    const asked = this.#approve([this.#world.chapterId])
    await pause(this.#random.between(0, 20))
    await this.#killAndRecover('approve')
    await asked
    await this.#approve([this.#world.chapterId])
  }

  async release(): Promise<void> {
    const asked = this.#approve()
    await pause(this.#random.between(0, 25))
    await this.#killAndRecover('release')
    await asked
    if ((await this.#unpublished()) === 0) await this.#approve()
  }

  async publish(): Promise<void> {
    const victim = this.#random.pick<Victim>([
      'server',
      'browser',
      ...(this.#postgres ? (['database'] as const) : []),
    ])
    const isDone = async () => (await this.#unpublished()) === 0
    if (victim === 'browser') {
      let browsers: number[] = []
      await until(async () => {
        browsers = browsersOf(this.#server.pid)
        return browsers.length > 0 || (await isDone())
      })
      await pause(this.#random.between(0, 1_500))
      for (const pid of browsers) strike(pid)
      if (browsers.length > 0) this.#count('publish', 'browser')
    } else {
      await pause(this.#random.between(0, 4_000))
      await this.#killAndRecover('publish', victim)
    }
    await until(isDone).catch(async (error: unknown) => {
      throw new Error(`No edition came: ${JSON.stringify(await this.#jobs())}`, { cause: error })
    })
  }

  /** What is not done of the work that waits. */
  async #jobs(): Promise<unknown> {
    const store = openStoreAsItIs(this.#world.place)
    try {
      return await store.db.selectFrom('job').selectAll().where('state', '!=', 'done').execute()
    } finally {
      await store.close()
    }
  }

  /** A submission tells the editor by mail; the relay takes its time over each. */
  async mail(): Promise<void> {
    await this.#writeSentence()
    await this.#submit()
    await pause(this.#random.between(0, 150))
    await this.#killAndRecover('mail')
    await this.#submitted()
    await until(async () => {
      const store = openStoreAsItIs(this.#world.place)
      try {
        const open = await store.db
          .selectFrom('job')
          .select('id')
          .where('kind', 'in', ['mail', 'notification-mail', 'announce'])
          .where('state', 'in', ['waiting', 'running'])
          .execute()
        return open.length === 0
      } finally {
        await store.close()
      }
    })
  }

  async #beginTyping(): Promise<void> {
    const made = await this.#ask('POST', 'guides', 0, { title: 'Typed in', consortium: 'c' })
    if (made?.status !== 200) throw new Error('No guide could be begun')
    const { slug } = (await made.json()) as { slug: string }
    const { doc, leave } = await joinGuide(this.#server, slug, this.#tokenOf(0))
    const chapterId = firstChapter(doc)
    leave()
    const store = openStoreAsItIs(this.#world.place)
    const { id } = await store.db
      .selectFrom('guide')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow()
    await store.close()
    this.#typed = { guideId: id, slug, chapterId }
  }

  async #typeUntilKilled(step: Step, every: number, moment: () => Promise<void>): Promise<void> {
    const before = this.#authors.map(told)
    const socket = `${this.#server.address.replace('http', 'ws')}/sync/${this.#typed.slug}`
    const hangUp = this.#authors.map((author, index) =>
      writeTo(
        `${socket}?token=${this.#tokenOf(index % 2)}`,
        author,
        this.#typed.chapterId,
        this.#random,
        every,
      ),
    )
    try {
      // Not before something was acknowledged: a kill that nobody could lose by proves nothing.
      await until(async () =>
        this.#authors.every((author, index) => told(author) > (before[index] ?? 0)),
      )
      await moment()
    } finally {
      await this.#killAndRecover(step, undefined, () => {
        for (const end of hangUp) end()
      })
    }
  }

  /** One more sentence in the guide that is released, on disk. */
  async #writeSentence(): Promise<void> {
    const { slug, chapterId, guideId, place } = this.#world
    const sentence = `Sentence ${++this.#sentence} was written before a kill.`
    const { doc, leave } = await joinGuide(this.#server, slug, this.#tokenOf(0))
    write(doc, chapterId, sentence)
    await until(async () => {
      const store = openStoreAsItIs(place)
      try {
        return textOf((await loadGuide(store, guideId)).doc.live, chapterId).includes(sentence)
      } finally {
        await store.close()
      }
    })
    leave()
  }

  async #submit(): Promise<void> {
    const note = `Sentence ${this.#sentence}`
    const answer = await this.#ask('POST', `guides/${this.#world.slug}/candidates`, 0, { note })
    if (answer?.status !== 200) return
    const { number } = (await answer.json()) as { number: number }
    this.#told.candidates.add(number)
  }

  /** Has the newest sentence before the editors, submitting it where it is not. */
  async #submitted(): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      const answer = await this.#ask('GET', `guides/${this.#world.slug}/candidates`, null)
      const list = (answer ? await answer.json() : []) as {
        number: number
        note: string
        contentHash: string
        state: string
      }[]
      const found = list.find(
        ({ note, state }) => note === `Sentence ${this.#sentence}` && state === 'submitted',
      )
      if (found) {
        this.#candidate = found
        return
      }
      await this.#submit()
    }
    throw new Error('The candidate cannot be submitted')
  }

  async #approve(parts?: string[]): Promise<void> {
    if (!this.#candidate) throw new Error('Nothing was submitted')
    const { number, contentHash } = this.#candidate
    const path = `guides/${this.#world.slug}/candidates/${number}/approve`
    const answer = await this.#ask('POST', path, null, {
      contentHash,
      changelog: `Sentence ${this.#sentence}`,
      ...(parts ? { parts } : {}),
    })
    if (answer?.status !== 200) return
    this.#told.approvals.add(contentHash)
    const { releaseNumber } = (await answer.json()) as { releaseNumber: string | null }
    if (releaseNumber) this.#told.releases.add(releaseNumber)
  }

  async #unpublished(): Promise<number> {
    const store = openStoreAsItIs(this.#world.place)
    try {
      const candidate = await store.db
        .selectFrom('candidate')
        .select('state')
        .where('guide_id', '=', this.#world.guideId)
        .where('state', '=', 'approved')
        .execute()
      const published = await store.db
        .selectFrom('release')
        .select('id')
        .where('published_at', 'is not', null)
        .execute()
      return candidate.length - published.length
    } finally {
      await store.close()
    }
  }

  async #killAndRecover(
    step: Step,
    victim: Victim = this.#postgres && this.#random.chance(0.4) ? 'database' : 'server',
    onKilled: () => void = () => {},
  ): Promise<void> {
    this.#count(step, victim)
    if (victim === 'server') {
      await this.#server.stop('SIGKILL')
      onKilled()
      this.#server = await startServer(this.#world, this.#relay)
      return
    }
    const tree = processTree(this.#postgres?.pid() ?? 0)
    for (const pid of tree) strike(pid)
    await until(async () => tree.every((pid) => !isAlive(pid)))
    onKilled()
    await this.#postgres?.comeBack()
    await until(async () => (await fetch(`${this.#server.address}/readyz`)).status === 200)
  }

  #count(step: Step, victim: Victim): void {
    const counts = this.#outcome.kills[step]
    counts[victim] = (counts[victim] ?? 0) + 1
  }

  #tokenOf(author: number): string {
    return this.#world.authors[author]?.token ?? ''
  }

  /** Null where the connection broke: nobody was told anything. */
  #ask(method: string, path: string, author: number | null, value?: unknown) {
    const token = author === null ? this.#world.editor.token : this.#tokenOf(author)
    return fetch(`${this.#server.address}/api/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(value === undefined ? {} : { body: JSON.stringify(value) }),
    }).catch(() => null)
  }
}

const told = ({ acknowledged, doc }: Replica): number => acknowledged.clocks.get(doc.clientID) ?? 0

const startServer = ({ place }: World, relay: MailRelay): Promise<CharretteProcess> =>
  startCharrette(place.dataFolder, {
    env: {
      SMTP_URL: relay.url,
      LOG_LEVEL: 'silent',
      ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}),
    },
  })

/** The processes of print browsers that descend from a server's. */
const browsersOf = (server: number): number[] =>
  processTree(server).filter((pid) =>
    /chrom(?:e|ium)[^\0]*\0/.test(processFile(pid, 'cmdline').split('\0')[0]?.concat('\0') ?? ''),
  )

function strike(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself meanwhile.
  }
}

/** A process that nobody has taken leave of yet is dead all the same. */
const isAlive = (pid: number): boolean => {
  const state = / ([A-Z]) /.exec(processFile(pid, 'stat'))?.[1]
  return state !== undefined && state !== 'Z'
}
