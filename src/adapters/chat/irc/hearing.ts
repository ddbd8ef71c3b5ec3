import { randomUUID } from 'node:crypto'
import type { MessageEvent } from 'irc-framework'
import type { Heard, Renamed, Sender } from '../network.ts'
import { fold, placeKind } from './names.ts'
import type { Outbox } from './outbox.ts'
import type { Roster } from './roster.ts'
import type { Line } from './session.ts'
import { cleanText } from './text.ts'

/** Nobody may make us talk by asking: with so many lines waiting, CTCP questions go unanswered. */
const CTCP_BEHIND_LINES_MAX = 3
const CTCP_BYTES_MAX = 300
/** Old lines that a server or bouncer plays back on joining were answered when they were said. */
const OLD_LINES = new Set(['chathistory', 'znc.in/playback'])

interface Ears {
  readonly roster: Roster
  readonly outbox: Outbox
  hear(heard: Heard): void
  renamed(change: Renamed): void
  configured(channel: string): string | null
}

/** Makes a `Heard` of every line people say to us or in our channels. Actions, notices, other CTCP, old lines and our own are not heard. Tells of nicks that change. */
export function hearLines(line: Line, ears: Ears): void {
  const { client, log } = line
  client.on('privmsg', (event) => {
    const heard = heardOf(line, ears, event)
    if (heard) ears.hear(heard)
  })
  client.on('nick', ({ nick, hostname, new_nick }) => {
    if (line.same(new_nick, client.user.nick)) return
    const idOf = (name: string) => unprovenId(line, name, hostname)
    const account = ears.roster.account(new_nick)
    const vouched = account === null ? null : fold(client.network.options.CASEMAPPING, account)
    ears.renamed({ from: idOf(nick), to: idOf(new_nick), oldName: nick, name: new_nick, account: vouched })
  })
  client.on('ctcp request', ({ nick, type, message }) => {
    const answer = ctcpAnswer(type, message)
    if (answer === null || nick === '' || placeKind(nick) !== 'person' || ears.outbox.waitingLines() > CTCP_BEHIND_LINES_MAX)
      return
    ears.outbox
      .send([`NOTICE ${nick} :\x01${answer}\x01`])
      .catch((error: unknown) => log.debug({ err: error }, 'irc: a CTCP answer was lost'))
  })
}

function ctcpAnswer(type: string | null, message: string): string | null {
  if (type === 'VERSION') return 'VERSION Plenary'
  if (type === 'PING' && Buffer.byteLength(message) <= CTCP_BYTES_MAX) return `PING ${message.slice('PING '.length)}`.trimEnd()
  return null
}

function heardOf(line: Line, ears: Ears, event: MessageEvent): Heard | null {
  const { client, settings, same } = line
  if (event.from_server || event.group !== undefined || same(event.nick, client.user.nick)) return null
  if (event.message.startsWith('\x01') || OLD_LINES.has(event.batch?.type ?? '')) return null
  const said = placeKind(event.target, client.network.options.CHANTYPES) === 'channel'
  const channel = said ? ears.configured(event.target) : null
  const text = cleanText(event.message)
  if ((said && channel === null) || text.trim() === '') return null
  return {
    id: `${settings.server}/${event.tags.msgid || randomUUID()}`,
    channel,
    sender: senderOf(line, ears.roster, event, channel),
    text,
    at: new Date(event.time ?? Date.now()),
  }
}

/** Whom nobody vouches for is known by nick and host, as this network compares them. */
const unprovenId = ({ client }: Line, nick: string, host: string): string =>
  fold(client.network.options.CASEMAPPING, `${nick}@${host}`)

function senderOf(line: Line, roster: Roster, event: MessageEvent, channel: string | null): Sender {
  const { client } = line
  const account = client.network.cap.isEnabled('account-tag') ? event.account || null : roster.account(event.nick)
  return {
    name: event.nick,
    account: account === null ? unprovenId(line, event.nick, event.hostname) : fold(client.network.options.CASEMAPPING, account),
    proven: account !== null,
    standing: channel === null ? 'none' : roster.standing(channel, event.nick),
  }
}
