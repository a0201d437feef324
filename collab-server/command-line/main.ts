import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

const help = `charrette: guides for cities, by cities

  charrette start [--port 4000] [--host 127.0.0.1] [--data ./data] [--without-demonstration]
      Runs the whole product in one process. An empty data folder is filled with a demonstration, or, without
      it, is set up in the browser at the address that is printed. DATABASE_URL names a Postgres to use instead of SQLite,
      PUBLIC_URL the address that people use where a proxy stands before it.
  charrette set-up
      Installs, builds the editor and unpacks the browser that prints: a start then writes nothing but its data folder.
  charrette found --consortium NAME --city CITY [--state ST] --name NAME --email E [--data ./data]
      Founds a consortium of real people with its first administrator; before the first start, no
      demonstration is loaded.
  charrette settings show|set [--consortium C] [--name NAME] [--theme T] [--paper letter|a4] [--civic #…] [--accent #…]
      [--link #…] [--landmark #…] [--logo FILE] [--logo-alt TEXT] [--guides N] [--pictures MB] [--data ./data] [--json]
      Shows or changes a consortium’s name, how its editions look, and how much it may keep; “none” takes a choice back.
  charrette sign-in-link --email E [--data ./data]
      Prints a link that signs somebody in, once, within 15 minutes.
  charrette cities list|add|rename|retire [SHORT NAME] [--name NAME] [--state ST] [--data ./data] [--json]
      The cities that people are of.
  charrette people list|role|remove [--consortium C] [--email E] [--role R] [--data ./data] [--json]
      Says who has a part in a consortium, gives somebody another role, or takes them out of it.
  charrette people export --email E [--out FILE] | people erase --email E --yes [--json]
      Writes all that is known of a person, or puts a pseudonym in their place. Releases stay as they are.
  charrette check <guide folder> [--json]
      Reads a guide's folder of Markdown and says every finding with file and line; exit code 1 where there are errors.
  charrette publish <guide folder> --out DIR [--format web,pdf,epub,docx,markdown,json]
      Publishes a guide's folder of Markdown without a server. “charrette publish” says more.
  charrette preview <guide folder> [--port 4100] [--json]
      Shows a guide's folder as its web edition on this machine, and anew whenever a file changes.
  charrette import FILE.docx --out DIR [--json]
      Writes a Word document as a guide's folder of Markdown, and says what was not carried over.
  charrette verify <edition folder or backup> [--json]
      Compares an edition's files, or a backup's, with its manifest; exit code 1 where one differs.
  charrette backup FILE [--data ./data] [--json]
      Writes everything into one file while the server goes on running.
  charrette restore FILE [--data ./data] [--json]
      Brings a backup back into an empty folder, and into the empty database that DATABASE_URL names.
  charrette export-site --out DIR [--data ./data] [--json]
      Writes the whole public site, as it is served, for any static host; PUBLIC_URL is its address there.
  charrette check-pdf FILE [--json]
      Checks a PDF against PDF/UA-1 (Matterhorn Protocol 1.1); exit code 1 where it violates it.
  charrette token --email E [--role reader|commenter|author|editor|administrator] [--data ./data]
      Prints a token for scripts, good for the API and for sync.
  charrette audit verify [--data ./data] [--expect HASH]
      Follows the audit log's chain of hashes; exit code 1 where an entry was changed or taken away.
  charrette help
`

const [command = 'help', ...rest] = process.argv.slice(2)
try {
  process.exitCode = await runCommand(command, rest)
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`charrette: ${message}\n`)
  const usage =
    error instanceof UsageError ||
    (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  // What a failed start has opened must not keep the process.
  process.exit(usage ? 2 : 1)
}

async function runCommand(name: string, args: string[]): Promise<number> {
  switch (name) {
    case 'start':
      return start(args)
    case 'set-up':
      return setUp()
    case 'check':
      return (await import('@charrette/publisher/commands')).checkCommand(args, processIo())
    case 'backup':
      return (await import('./backup-commands.ts')).backupCommand(args, processIo())
    case 'restore':
      return (await import('./backup-commands.ts')).restoreCommand(args, processIo())
    case 'verify':
      return args.some(isFile)
        ? (await import('./backup-commands.ts')).verifyBackupCommand(args, processIo())
        : (await import('@charrette/publisher/commands')).verifyCommand(args, processIo())
    case 'publish':
      return (await import('@charrette/publisher/commands')).publishCommand(args, {
        ...processIo(),
        signal: stopSignal('Stopped; nothing was written.'),
      })
    case 'import':
      return (await import('./import-command.ts')).importCommand(args, processIo())
    case 'preview':
      return (await import('@charrette/publisher/commands')).previewCommand(args, {
        ...processIo(),
        signal: stopSignal('The preview has ended.'),
      })
    case 'export-site':
      return (await import('./export-site-command.ts')).exportSiteCommand(
        args,
        publicUrl(process.env.PUBLIC_URL),
        processIo(),
      )
    case 'check-pdf':
      return (await import('@charrette/publisher/check-pdf')).checkPdfCommand(args, processIo())
    case 'audit':
      return (await import('./verify-audit.ts')).auditCommand(args, (line) =>
        process.stdout.write(`${line}\n`),
      )
    case 'found':
      return (await import('./found-command.ts')).foundCommand(
        args,
        publicUrl(process.env.PUBLIC_URL),
        processIo(),
      )
    case 'sign-in-link':
      return (await import('./found-command.ts')).signInLinkCommand(
        args,
        publicUrl(process.env.PUBLIC_URL),
        processIo(),
      )
    case 'cities':
      return (await import('./cities-command.ts')).citiesCommand(
        args,
        publicUrl(process.env.PUBLIC_URL),
        processIo(),
      )
    case 'settings':
      return (await import('./settings-command.ts')).settingsCommand(args, processIo())
    case 'people':
      return (await import('./people-commands.ts')).peopleCommand(args, processIo())
    case 'token':
      return token(args)
    case 'help':
    case '--help':
      process.stdout.write(help)
      return 0
  }
  throw new UsageError(`There is no command “${name}”. “charrette help” lists them.`)
}

/** Ctrl-C takes half-written editions and browsers away before the process ends. */
function stopSignal(reason: string): AbortSignal {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stopping.abort(new Error(reason)))
  return stopping.signal
}

/** An edition is a folder, a backup a file. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

/** Where the commands write: this process's own streams. */
function processIo() {
  return {
    stdout: (text: string) => process.stdout.write(text),
    stderr: (text: string) => process.stderr.write(text),
    env: process.env,
    columns: process.stderr.isTTY ? process.stderr.columns : undefined,
  }
}

async function start(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4000' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string', default: 'data' },
      'without-demonstration': { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`--port takes a number from 0 to 65535, not “${values.port}”.`)
  const { startServer } = await import('../server.ts')
  const { createLog, levelFrom } = await import('../observability/index.ts')
  const { demonstrationPeople } = await import('../demo/seed-library.ts')
  const server = await startServer({
    port,
    host: values.host,
    dataFolder: resolve(values.data),
    databaseUrl: process.env.DATABASE_URL,
    publicUrl: publicUrl(process.env.PUBLIC_URL),
    withDemonstration: !values['without-demonstration'],
    say: (line) => process.stdout.write(`${line}\n`),
    log: createLog({ level: levelFrom(process.env.LOG_LEVEL, process.stderr.isTTY === true) }),
    metricsToken: process.env.METRICS_TOKEN || undefined,
  })
  const home = publicUrl(process.env.PUBLIC_URL) ?? server.address
  const sends = Boolean(process.env.SMTP_URL)
  if (server.setUpUrl) process.stdout.write(`Found your consortium at ${server.setUpUrl}\n`)
  process.stdout.write(
    server.demonstration
      ? `Sign in at ${home}/sign-in as one of ${demonstrationPeople.map(({ email }) => email).join(', ')}.${sends ? '' : ` The mail with the link is shown at ${home}/demo/mail.`}\n`
      : `Sign in at ${home}/sign-in.${sends ? '' : ' No mail goes out until SMTP_URL names a relay; “charrette sign-in-link --email E” prints a link.'}\n`,
  )
  // Before `ready` is said: whoever waits for that may send one at once.
  const told = new Promise<void>((finish) => {
    process.once('SIGINT', () => finish())
    process.once('SIGTERM', () => finish())
  })
  // Last: who waits for it has read the rest.
  process.stdout.write(`ready ${server.address}\n`)
  await told
  await server.stop()
  return 0
}

/** What was missing has been installed by the door of every command, before this. */
async function setUp(): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const { buildEditor } = await import('./build-editor.ts')
  const { chromiumExecutable } = await import('@charrette/publisher/chromium')
  await buildEditor(say)
  await chromiumExecutable(process.env, say)
  say('Everything is in place.')
  return 0
}

/** An origin: the product lives at the root of its host. */
function publicUrl(url: string | undefined): string | undefined {
  if (!url) return undefined
  const { protocol, pathname, search, hash, origin } = URL.canParse(url)
    ? new URL(url)
    : { protocol: '', pathname: '', search: '', hash: '', origin: '' }
  if (!/^https?:$/.test(protocol) || pathname !== '/' || search || hash)
    throw new UsageError(
      `PUBLIC_URL is an address without a path, such as https://guides.example.org, not “${url}”.`,
    )
  return origin
}

async function token(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      email: { type: 'string' },
      role: { type: 'string', default: 'author' },
      data: { type: 'string', default: 'data' },
    },
  })
  const { consortiumRoleSchema } = await import('../api/contract.ts')
  const role = consortiumRoleSchema.safeParse(values.role)
  if (!values.email || !role.success)
    throw new UsageError(
      '“charrette token” needs --email, and a --role of reader, commenter, author, editor or administrator.',
    )
  const { openStoreWithBackup } = await import('../backup/index.ts')
  const { createScriptToken } = await import('../accounts/index.ts')
  const dataFolder = resolve(values.data)
  if (!existsSync(dataFolder))
    throw new UsageError(
      `There is no data folder ${dataFolder}. Start Charrette once, or name it with --data.`,
    )
  const store = await openStoreWithBackup({ dataFolder, databaseUrl: process.env.DATABASE_URL })
  try {
    process.stdout.write(
      `${await createScriptToken(store, { email: values.email, role: role.data })}\n`,
    )
  } finally {
    await store.close()
  }
  return 0
}
