import type { Fault } from '../network.ts'
import type { Line } from './session.ts'
import { doubled } from './waits.ts'

/** Servers take at least so many channels in one JOIN. */
const JOIN_CHANNELS_MAX = 10

export interface ChannelKeeper {
  joinAll(): void
  /** Names as configured, of the channels we are in. */
  joined(): string[]
  /** Channels that we are not let into, or may not speak in. */
  faults(): Fault[]
  /** Something is said there: whether we may is seen anew. */
  speaks(channel: string): void
  /** The configured name of a channel, null for one that is not ours. */
  configured(channel: string): string | null
}

interface Place {
  readonly name: string
  joinedAtMs: number | null
  refusals: number
  isOut: boolean
  isSilenced: boolean
}

/** Joins the configured channels and goes back into them after a kick, a forced part or a refusal, each time a little later. */
export function keepChannels(line: Line): ChannelKeeper {
  const { client, pace, log, timers, same } = line
  const places = line.settings.channels.map(placeNamed)
  const find = (channel: string | undefined) =>
    channel === undefined ? undefined : places.find(({ name }) => same(name, channel))
  const mine = (nick: string) => same(nick, client.user.nick)

  function retry(place: Place, ms: number, why: string) {
    place.isOut = true
    place.isSilenced = false
    if (timers.has(`join ${place.name}`)) return
    log.warn({ channel: place.name, retryInMs: ms }, `irc: not in the channel: ${why}`)
    timers.set(`join ${place.name}`, ms, () => client.raw('JOIN', place.name))
  }

  function later(place: Place, why: string) {
    retry(place, doubled(pace.rejoinMinMs, pace.rejoinMaxMs, place.refusals), why)
    place.refusals += 1
  }

  function left(channel: string, why: string) {
    const place = find(channel)
    if (!place) return
    if (place.joinedAtMs !== null && Date.now() - place.joinedAtMs > pace.stableAfterMs) place.refusals = 0
    place.joinedAtMs = null
    later(place, why)
  }

  function refused(channel: string | undefined, why: string) {
    const place = find(channel)
    if (!place || place.joinedAtMs !== null) return
    if (why === 'banned_from_channel') retry(place, pace.bannedRetryMs, 'we are banned')
    else later(place, why)
  }

  function silence(channel: string, isSilenced: boolean) {
    const place = find(channel)
    if (place) place.isSilenced = isSilenced
  }

  client.on('join', ({ nick, channel }) => {
    if (!mine(nick)) return
    const place = find(channel)
    // Servers forward or force people into channels; we listen only where we were sent.
    if (!place) return client.raw('PART', channel)
    place.joinedAtMs = Date.now()
    place.isOut = false
    timers.clear(`join ${place.name}`)
    log.info({ channel: place.name }, 'irc: joined')
  })
  client.on('kick', ({ kicked, channel, nick }) => mine(kicked) && left(channel, `kicked by ${nick}`))
  client.on('part', ({ nick, channel }) => mine(nick) && left(channel, 'parted by the server'))
  client.on('channel_redirect', ({ from }) => refused(from, 'forwarded elsewhere'))
  client.on('irc error', ({ error, channel }) => {
    if (error === 'cannot_send_to_channel' && channel !== undefined) silence(channel, true)
    else refused(channel, error)
  })
  // Who may speak has changed: the next line tells.
  client.on('mode', ({ target }) => silence(target, false))
  client.on('unknown command', ({ command, params }) => /^[45]\d\d$/.test(command) && refused(params[1], `refused (${command})`))

  return {
    joinAll: () => join(line, places),
    joined: () => places.filter(({ joinedAtMs }) => joinedAtMs !== null).map(({ name }) => name),
    faults: () => places.flatMap(faultsOf),
    speaks: (channel) => silence(channel, false),
    configured: (channel) => find(channel)?.name ?? null,
  }
}

function join({ client }: Line, places: readonly Place[]): void {
  for (let i = 0; i < places.length; i += JOIN_CHANNELS_MAX) {
    const names = places.slice(i, i + JOIN_CHANNELS_MAX).map(({ name }) => name)
    client.raw('JOIN', names.join(','))
  }
}

const faultsOf = ({ name, isOut, isSilenced }: Place): Fault[] => [
  ...(isOut ? [{ fault: 'not-in-channel' as const, channel: name }] : []),
  ...(isSilenced ? [{ fault: 'cannot-speak' as const, channel: name }] : []),
]

function placeNamed(name: string): Place {
  return { name, joinedAtMs: null, refusals: 0, isOut: false, isSilenced: false }
}
