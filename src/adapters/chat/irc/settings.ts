/** What an operator may set for one IRC network (`chat.irc` in the configuration). */
export interface IrcSettings {
  server: string
  port: number
  tls: boolean
  /** Path of a PEM file whose authorities are trusted in place of the system's; null: the system's. */
  tlsTrust: string | null
  nick: string
  alternativeNick: string | null
  channels: readonly string[]
  /** PLAIN is on with an account and a password; EXTERNAL with a certificate: a PEM file that holds certificate and key. */
  sasl: {
    mechanism: 'PLAIN' | 'EXTERNAL'
    account: string | null
    password: string | null
    certificate: string | null
    /** True: when SASL is refused the connection stops for good; false: it goes on without. */
    required: boolean
  }
  nickserv: { password: string | null; service: string }
  reconnect: { minS: number; maxS: number }
  /** Between the lines of a message, and after it. */
  pauses: { lineS: number; messageS: number }
  /** Who counts as an operator: `@` alone, it and the signs above it, or half-operators too. */
  operators: Operators
}

export type Operators = 'o' | 'above-o' | 'above-h'

/** How fast things are done. One set of values serves every network; tests shorten the long waits. */
export interface Pace {
  readonly connectTimeoutMs: number
  readonly registerTimeoutMs: number
  /** How long JOIN waits for the services' answer to our identification. */
  readonly identifyWaitMs: number
  /** How often the wanted nick is tried again while somebody else holds it. */
  readonly nickRetryMs: number
  readonly rejoinMinMs: number
  readonly rejoinMaxMs: number
  readonly bannedRetryMs: number
  /** A connection (or a stay in a channel) this long counts as stable: waits start small again. */
  readonly stableAfterMs: number
  readonly pingEveryS: number
  readonly pingTimeoutS: number
  readonly closeWaitMs: number
}

export const PACE: Pace = {
  connectTimeoutMs: 20_000,
  registerTimeoutMs: 60_000,
  identifyWaitMs: 5_000,
  nickRetryMs: 60_000,
  rejoinMinMs: 5_000,
  rejoinMaxMs: 300_000,
  bannedRetryMs: 600_000,
  stableAfterMs: 60_000,
  pingEveryS: 30,
  pingTimeoutS: 120,
  closeWaitMs: 2_000,
}

/** True when these settings ask for SASL at all. */
export function wantsSasl({ sasl }: IrcSettings): boolean {
  return sasl.mechanism === 'PLAIN' ? sasl.account !== null && sasl.password !== null : sasl.certificate !== null
}

const WORD = /^[^\s\p{Cc}]+$/u
const CHANNEL = /^[#&+!][^\s,\p{Cc}]*$/u

/** Throws one error that names every setting which could not stand in an IRC line (blanks, line ends, control codes). */
export function assertSettings(settings: IrcSettings): void {
  const wrong = Object.entries({
    nick: settings.nick,
    alternativeNick: settings.alternativeNick,
    'nickserv.password': settings.nickserv.password,
    'nickserv.service': settings.nickserv.service,
    'sasl.account': settings.sasl.account,
  }).flatMap(([name, value]) => (value === null || WORD.test(value) ? [] : [name]))
  if (!settings.channels.every((channel) => CHANNEL.test(channel))) wrong.push('channels')
  if (settings.nick.startsWith(':') || settings.alternativeNick?.startsWith(':')) wrong.push('nick')
  if (!(settings.reconnect.minS > 0 && settings.reconnect.maxS >= settings.reconnect.minS)) wrong.push('reconnect')
  if (wrong.length > 0) throw new Error(`chat.irc: unusable ${wrong.join(', ')}`)
}
