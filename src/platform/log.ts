import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Paths whose values never reach a log, wherever they stand in an object. */
const SECRETS = [
  'password',
  'secret',
  'token',
  'cookie',
  'authorization',
  'sasl',
  'key',
  'clientSecret',
  'botToken',
  'apiKey',
  'url',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** Structured lines on standard error (standard output belongs to what the program prints for people). No secrets and no chat text at any level. */
export function openLog(level: string, to: DestinationStream = pino.destination({ fd: 2, sync: false })): Log {
  return pino({ level, base: null, redact: { paths: SECRETS, censor: '…' }, serializers: { err: faultOf } }, to)
}

const MESSAGE_CHARS_MAX = 300
const FRAMES_MAX = 12
const CAUSES_MAX = 3
/** What tells where a fault is and never what people wrote: a database's error also carries the statement's values. */
const FACTS = ['code', 'routine', 'table_name', 'constraint_name', 'column_name', 'syscall', 'address', 'port'] as const

/** The engine puts values into its messages without quotes, but for these. */
const ENGINE = ['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'URIError']
const SAFE = /^(Cannot (read|set) properties of (undefined|null)|fetch failed|Maximum call stack|Invalid (URL|time value)$)/
/** From the first of a kind to the last: what is quoted may hold quotes itself. */
const QUOTED = /".*"|'.*'|`.*`|“.*”|«.*»|["'`“«].*/gs

/** A fault's message without what may be somebody's text: whatever stands in quotes. */
function wordsOf({ name, message }: Error): string | undefined {
  if (ENGINE.includes(name) && !SAFE.test(message)) return undefined
  return message.replace(QUOTED, '"…"').slice(0, MESSAGE_CHARS_MAX)
}

/** A fault as it is logged: what is on the list, and no more. Its stack tells where, whatever its message had to leave out. */
export function faultOf(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const facts = FACTS.flatMap((name) => {
    const value = (error as unknown as Record<string, unknown>)[name]
    return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : []
  })
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return {
    type: error.name,
    message: wordsOf(error),
    ...Object.fromEntries(facts),
    stack: frames.slice(0, FRAMES_MAX).map((line) => line.trim()),
    ...(error.cause instanceof Error && depth < CAUSES_MAX ? { cause: faultOf(error.cause, depth + 1) } : {}),
    ...(error instanceof AggregateError && depth < CAUSES_MAX
      ? { errors: error.errors.slice(0, CAUSES_MAX).map((one) => faultOf(one, depth + 1)) }
      : {}),
  }
}

/** For tests and tools: says nothing. */
export const silentLog: Log = pino({ level: 'silent' })
