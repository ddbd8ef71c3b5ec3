/**
 * Plenary on an IRC network: stays connected, identified, under its nick and in its channels; hears what people say, and speaks
 * within what the server bears. It knows nothing of commands or people: it hands on lines, each with the sender's account where the
 * network vouches for it.
 */
import type { Log } from '../../../platform/log.ts'
import type { Fault, Heard, Network, NetworkStatus, Renamed } from '../network.ts'
import { fold } from './names.ts'
import { openSession, type Session } from './session.ts'
import { assertSettings, type IrcSettings, PACE, type Pace } from './settings.ts'
import { openTimers, reconnectWaitS } from './waits.ts'

export type { IrcSettings, Pace } from './settings.ts'

/** Lines heard and not yet worked on; beyond it new lines are lost rather than memory. */
const HEARD_LINES_MAX = 1_000

const SIGN_IN_FAILED: readonly Fault[] = [{ fault: 'signin-failed', channel: null }]

type Hear = (heard: Heard) => Promise<void>
type Rename = (change: Renamed) => Promise<void>

/** Opens (but does not yet connect) one IRC network. Throws when a setting could not stand in an IRC line. */
export function openIrc(settings: IrcSettings, log: Log, pace: Pace = PACE): Network {
  assertSettings(settings)
  const timers = openTimers()
  const closed = Promise.withResolvers<void>()
  let session: Session | null = null
  let status: NetworkStatus = { at: 'stopped', since: new Date(), why: 'not started', faults: [] }
  let attempts = 0
  let listener: { hear(heard: Heard): void; renamed(change: Renamed): void } | null = null
  let [ending, saslWorked, saslBroken] = [false, false, false]

  function stop(why: string, faults: readonly Fault[] = []) {
    ending = true
    timers.clearAll()
    status = { at: 'stopped', since: new Date(), why, faults }
  }

  function saslFailed(reason: string) {
    log.error({ reason, required: settings.sasl.required }, 'irc: SASL authentication failed')
    const next = afterSaslFailure(settings.sasl.required, saslWorked, reason)
    saslBroken = true
    if (next === 'stop') stop(`SASL authentication failed: ${reason}`, SIGN_IN_FAILED)
    return next
  }

  function ended(why: string, fault: Fault['fault'] | null) {
    session = null
    if (ending) return closed.resolve()
    if (status.at === 'connected' && Date.now() - status.since.getTime() > pace.stableAfterMs) attempts = 0
    const waitMs = reconnectWaitS(attempts++, settings.reconnect, Math.random()) * 1000
    status = waitingFor(waitMs, why, [{ fault: endOf(status, fault), channel: null }])
    log.warn({ why, retryInMs: Math.round(waitMs) }, 'irc: not connected')
    timers.set('reconnect', waitMs, start)
  }

  function start() {
    status = { at: 'connecting', since: new Date(), faults: status.at === 'waiting' ? status.faults : [] }
    session = openSession(settings, log, pace, {
      ready(bySasl) {
        saslWorked ||= bySasl
        status = { at: 'connected', since: new Date(), channels: [], faults: saslBroken && !bySasl ? SIGN_IN_FAILED : [] }
        log.info({ server: settings.server }, 'irc: connected')
      },
      hear: (heard) => listener?.hear(heard),
      renamed: (change) => listener?.renamed(change),
      saslFailed,
      ended,
    })
  }

  return {
    name: 'irc',
    connect(hear, renamed = async () => {}) {
      if (listener || ending) return
      listener = inOrder(hear, renamed, log)
      start()
    },
    say: async (place, text) => connected(session, status).say(place, text),
    tell: async (name, text) => connected(session, status).tell(name, text),
    fold: (name) => session?.fold(name) ?? fold(undefined, name),
    status: () => (status.at === 'connected' ? asItIs(status, session) : status),
    async close() {
      if (!ending) stop('closed')
      if (session === null) return
      session.quit()
      timers.set('close', pace.closeWaitMs, () => session?.drop('closed'))
      await closed.promise
      timers.clearAll()
    },
  }
}

/** The session, once it may speak; throws before. */
function connected(session: Session | null, status: NetworkStatus): Session {
  if (session === null || status.at !== 'connected') throw new Error('irc: not connected')
  return session
}

/** Services that answered before and are missing now are away for a while; a refusal will not get better by asking again. */
function afterSaslFailure(required: boolean, worked: boolean, reason: string): 'continue' | 'drop' | 'stop' {
  if (!required) return 'continue'
  return worked && reason === 'capability_missing' ? 'drop' : 'stop'
}

/** A server that goes away says so with the same word as one that turns us away. */
function endOf({ at, faults }: NetworkStatus, fault: Fault['fault'] | null): Fault['fault'] {
  if (at === 'connected') return 'lost'
  return fault ?? (faults.some((one) => one.fault === 'lost') ? 'lost' : 'unreachable')
}

function asItIs(status: NetworkStatus & { at: 'connected' }, session: Session | null): NetworkStatus {
  return { ...status, channels: session?.joined() ?? [], faults: [...status.faults, ...(session?.faults() ?? [])] }
}

function waitingFor(waitMs: number, why: string, faults: readonly Fault[]): NetworkStatus {
  const since = new Date()
  return { at: 'waiting', since, until: new Date(since.getTime() + waitMs), why, faults }
}

/** One at a time, in the order heard; a listener that fails loses its line, not the next. */
function inOrder(hear: Hear, rename: Rename, log: Log) {
  let last = Promise.resolve()
  let waiting = 0
  const add = (id: string, work: () => Promise<void>): void => {
    if (waiting >= HEARD_LINES_MAX) return log.error({ waiting }, 'irc: too many lines wait to be worked on; one was lost')
    waiting += 1
    last = last
      .then(work)
      .catch((error: unknown) => log.error({ err: error, heard: id }, 'irc: a line heard could not be worked on'))
      .finally(() => {
        waiting -= 1
      })
  }
  return {
    hear: (heard: Heard) => add(heard.id, () => hear(heard)),
    renamed: (change: Renamed) => add('a change of names', () => rename(change)),
  }
}
