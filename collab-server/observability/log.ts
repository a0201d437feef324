import { pino } from 'pino'

/** What an operator may want to read later: one JSON object a line, without personal data. */
export interface Log {
  debug(fields: LogFields, event: string): void
  info(fields: LogFields, event: string): void
  warn(fields: LogFields, event: string): void
  error(fields: LogFields, event: string): void
}

/** Ids, numbers and kinds. Never what people write or are called. */
export interface LogFields {
  [name: string]: string | number | boolean | null | undefined | Error | unknown
  /** What went wrong, with its stack. */
  err?: unknown
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/**
 * A log.
 *
 * @param write takes one line with its line break; default: standard error.
 */
export function createLog({
  level = 'info',
  write = (line: string) => void process.stderr.write(line),
}: {
  level?: LogLevel
  write?: (line: string) => void
} = {}): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
    },
    { write: (line: string) => write(withoutPersonalData(line)) },
  )
}

/** What an operator asks for by LOG_LEVEL; in a terminal, where people read, only what is wrong. */
export function levelFrom(wanted: string | undefined, inTerminal: boolean): LogLevel {
  const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent']
  return levels.find((level) => level === wanted) ?? (inTerminal ? 'warn' : 'info')
}

/** Not its other fields: a database tells there which values it was given. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack, cause } = error
  return {
    type: name,
    message,
    ...('code' in error ? { code: error.code } : {}),
    stack,
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  }
}

/** Mail addresses, network addresses and secrets in links, as libraries put them into their errors. */
const personal: [RegExp, string][] = [
  [/[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}/gi, '‹address›'],
  [/\b(?!127\.|0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}\b/g, '‹ip›'],
  // A time of day has two colons, an address of IPv6 three, or two in a row between its digits.
  [
    /(?<![\w:])(?:[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7}|[0-9a-f]{1,4}::[0-9a-f]{1,4})(?![\w:])/gi,
    '‹ip›',
  ],
  [/((?:token|code|state|secret)=)[^&\s"\\]+/gi, '$1‹secret›'],
]

function withoutPersonalData(line: string): string {
  return personal.reduce((text, [pattern, mark]) => text.replace(pattern, mark), line)
}
