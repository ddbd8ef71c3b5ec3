import { Client, type ClientOptions } from 'irc-framework'
import type { Log } from '../../../platform/log.ts'
import { type Fault, type Heard, type Renamed, TooManyLines } from '../network.ts'
import { keepChannels } from './channels.ts'
import { hearLines } from './hearing.ts'
import { identify } from './identify.ts'
import { fold, type OwnMask, placeKind, textBytesMax } from './names.ts'
import { keepNick } from './nick.ts'
import { askWhoIsOn } from './online.ts'
import { openOutbox } from './outbox.ts'
import { keepRoster } from './roster.ts'
import { type IrcSettings, type Pace, wantsSasl } from './settings.ts'
import { cutLines } from './text.ts'
import { type SocketReport, transportFor } from './transport.ts'
import { openTimers, type Timers } from './waits.ts'

/** After 001 the server tells what it can do (005) and its motto; where neither end comes, we go on after this. */
const WELCOME_MS_MAX = 5_000
const QUIT_WORDS = 'Plenary leaves'

/** What all parts of one connection share. */
export interface Line {
  readonly client: Client
  readonly settings: IrcSettings
  readonly pace: Pace
  readonly log: Log
  readonly timers: Timers
  /** True when both are the same name to this server. */
  same(a: string, b: string): boolean
  /** Ends this connection at once. `fault`: what is wrong, where it is not the line itself. */
  drop(why: string, fault?: Fault['fault']): void
}

export interface SessionHooks {
  /** Registered, identified where asked for (`bySasl`: by SASL), channels asked for. */
  ready(bySasl: boolean): void
  hear(heard: Heard): void
  renamed(change: Renamed): void
  /** SASL failed; `stop` ends this connection for good. */
  saslFailed(reason: string): 'stop' | 'drop' | 'continue'
  /** The one end of every session, whatever its reason; `fault` null: the line itself. */
  ended(why: string, fault: Fault['fault'] | null): void
}

export interface Session {
  joined(): string[]
  /** What is wrong while it is connected. */
  faults(): Fault[]
  say(place: string, text: string): Promise<void>
  /** False: nobody of this nick is there. */
  tell(nick: string, text: string): Promise<boolean>
  fold(name: string): string
  /** Says goodbye; `ended` is called when the socket is closed. */
  quit(): void
  drop(why: string): void
}

/** One connection from its first byte to its last; whoever opens it decides what follows. */
export function openSession(settings: IrcSettings, log: Log, pace: Pace, hooks: SessionHooks): Session {
  const client = new Client()
  const timers = openTimers()
  const report: SocketReport = {
    why: null,
    socket: null,
    unreadable: (error) => log.warn({ err: error }, 'irc: a line of the server was skipped'),
  }
  let fault: Fault['fault'] | null = null
  const drop = (why: string, known: Fault['fault'] | null = null) => {
    report.why ??= why
    fault ??= known
    report.socket?.close(true)
  }
  const same = (a: string, b: string) =>
    fold(client.network.options.CASEMAPPING, a) === fold(client.network.options.CASEMAPPING, b)
  const line: Line = { client, settings, pace, log, timers, same, drop }
  const outbox = openOutbox((text) => write(client, text), {
    lineMs: settings.pauses.lineS * 1_000,
    messageMs: settings.pauses.messageS * 1_000,
  })
  const own = watchOwnMask(line)
  const isOn = askWhoIsOn(line)
  const roster = keepRoster(client, settings.operators)
  const channels = keepChannels(line)
  const nick = keepNick(line)
  const sasl = watchSasl(line, hooks)
  hearLines(line, { roster, outbox, hear: hooks.hear, renamed: hooks.renamed, configured: channels.configured })

  client.on('irc error', ({ error, reason }) => {
    if (error === 'irc' || error === 'banned_from_network') [report.why, fault] = [reason ?? error, fault ?? 'refused']
  })
  client.on('ping timeout', () => drop('the server does not answer (ping timeout)'))
  client.on('socket connected', () => timers.set('connect', pace.registerTimeoutMs, () => drop('no welcome from the server')))
  client.on('close', () => {
    timers.clearAll()
    outbox.close(new Error('irc: not connected'))
    hooks.ended(report.why ?? 'the server closed the connection', fault)
  })
  onceWelcome(line, async () => {
    if (!sasl.settle()) return
    await identify(line, sasl.loggedIn())
    if (!client.connection.connected) return
    channels.joinAll()
    nick.start(sasl.loggedIn())
    hooks.ready(sasl.loggedIn())
  })

  timers.set('connect', pace.connectTimeoutMs, () => drop('no connection in time'))
  client.connect(clientOptions(settings, pace, report))

  return {
    joined: channels.joined,
    faults: () => [...nick.faults(), ...channels.faults()],
    say: async (place, text) => {
      channels.speaks(place)
      await outbox.send(linesFor(own(), targetFor(line, channels.joined(), place), text))
    },
    async tell(nick, text) {
      const target = targetFor(line, [], nick)
      if (!(await isOn(target))) return false
      await outbox.send(linesFor(own(), target, text), 'last')
      return true
    },
    fold: (name) => fold(client.network.options.CASEMAPPING, name),
    quit: () => (client.connection.connected ? client.quit(QUIT_WORDS) : drop('closed')),
    drop,
  }
}

function clientOptions(settings: IrcSettings, pace: Pace, report: SocketReport): ClientOptions {
  const { sasl } = settings
  const named = wantsSasl(settings) && sasl.mechanism === 'PLAIN'
  return {
    host: settings.server,
    port: settings.port,
    nick: settings.nick,
    username: 'plenary',
    gecos: settings.nick,
    version: '',
    // An account object without a name keeps the library from trying SASL by itself.
    account: named ? { account: sasl.account ?? '', password: sasl.password ?? '' } : {},
    ...(wantsSasl(settings) && { sasl_mechanism: sasl.mechanism }),
    auto_reconnect: false,
    enable_chghost: true,
    ping_interval: pace.pingEveryS,
    ping_timeout: pace.pingTimeoutS,
    transport: transportFor(settings, report),
  }
}

function write(client: Client, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!client.connection.connected) reject(new Error('irc: not connected'))
    else client.connection.write(text, (error) => (error ? reject(error) : resolve()))
  })
}

/** Calls `work` once the server has said all it says of itself: the end of its motto, or a while after the welcome. */
function onceWelcome({ client, timers, log, drop }: Line, work: () => Promise<void>) {
  let begun = false
  const begin = () => {
    if (begun) return
    begun = true
    timers.clear('welcome')
    work().catch((error: unknown) => {
      log.error({ err: error }, 'irc: the start of a connection failed')
      drop('the start of the connection failed')
    })
  }
  client.on('connected', () => {
    timers.clear('connect')
    timers.set('welcome', WELCOME_MS_MAX, begin)
  })
  client.on('motd', () => timers.has('welcome') && begin())
}

/** Follows SASL to its end: one clear line on failure, and the choice of `required`. */
function watchSasl(line: Line, hooks: SessionHooks) {
  let outcome: 'pending' | 'logged in' | 'failed' = wantsSasl(line.settings) ? 'pending' : 'failed'
  const fail = (reason: string): boolean => {
    outcome = 'failed'
    const next = hooks.saslFailed(reason)
    if (next !== 'continue') line.drop(`SASL failed: ${reason}`, 'signin-failed')
    return next === 'continue'
  }
  line.client.on('loggedin', () => {
    if (outcome === 'pending') outcome = 'logged in'
  })
  line.client.on('sasl failed', ({ reason, message }) => {
    if (outcome === 'pending') fail(message ?? reason)
  })
  return {
    loggedIn: () => outcome === 'logged in',
    /** At the welcome: a server that never spoke of SASL has refused it too. False when the connection was ended for it. */
    settle: () => outcome !== 'pending' || fail('capability_missing'),
  }
}

/** Our own user and host as others see them, once the server has shown them. */
function watchOwnMask({ client, settings, same }: Line) {
  let user: string | null = null
  let host: string | null = null
  const mine = (nick: string) => same(nick, client.user.nick)
  client.on('join', (event) => {
    if (mine(event.nick)) [user, host] = [event.ident, event.hostname]
  })
  client.on('displayed host', (event) => {
    if (mine(event.nick)) host = event.hostname.slice(event.hostname.indexOf('@') + 1)
  })
  client.on('user updated', (event) => {
    if (mine(event.nick)) [user, host] = [event.new_ident ?? user, event.new_hostname ?? host]
  })
  // A line may wait while we get our wanted nick back: the longer of both counts.
  return () => ({ nick: client.user.nick.length > settings.nick.length ? client.user.nick : settings.nick, user, host })
}

/** The most lines of one message; whoever has more to say says where it stands. */
export const MESSAGE_LINES_MAX = 10
/** Some clients show no more of a line. */
const WORDS_BYTES_MAX = 400

/** @throws TooManyLines */
function linesFor(own: OwnMask, target: string, text: string): string[] {
  const bytesMax = Math.min(WORDS_BYTES_MAX, textBytesMax(own, target))
  const lines = cutLines(text, bytesMax)
  if (lines.length > MESSAGE_LINES_MAX) throw new TooManyLines(MESSAGE_LINES_MAX, bytesMax)
  return lines.map((words) => `PRIVMSG ${target} :${words}`)
}

/** The place as it goes into the line; throws for what could not be one, and for a channel we are not in. */
function targetFor({ client, same }: Line, joined: readonly string[], place: string): string {
  const kind = placeKind(place, client.network.options.CHANTYPES)
  if (kind === 'neither') throw new Error('irc: this is neither a channel nor a nick')
  if (kind === 'person') return place
  const channel = joined.find((name) => same(name, place))
  if (channel === undefined) throw new Error(`irc: not in ${place}`)
  return channel
}
