import { type Logger, pino } from 'pino'

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
export function openLog(level: string): Log {
  return pino({ level, base: null, redact: { paths: SECRETS, censor: '…' } }, pino.destination({ fd: 2, sync: false }))
}

/** For tests and tools: says nothing. */
export const silentLog: Log = pino({ level: 'silent' })
