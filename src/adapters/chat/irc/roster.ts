import type { Client } from 'irc-framework'
import type { Sender } from '../network.ts'
import { fold } from './names.ts'
import type { Operators } from './settings.ts'

/** Who is in our channels, with which standing, and to which account they are identified: kept from NAMES, MODE, JOIN, WHOX and ACCOUNT. */
export interface Roster {
  standing(channel: string, nick: string): Sender['standing']
  /** The account a nick is identified to; null when it has none, or when this server does not keep us told. */
  account(nick: string): string | null
}

type Members = Map<string, Set<string>>

export function keepRoster(client: Client, operators: Operators): Roster {
  const channels = new Map<string, Members>()
  const accounts = new Map<string, string>()
  const low = (name: string) => fold(client.network.options.CASEMAPPING, name)
  const modesOf = (channel: string, nick: string) => channels.get(low(channel))?.get(low(nick))

  function note(nick: string, account: string | false | undefined) {
    if (account) accounts.set(low(nick), account)
    else accounts.delete(low(nick))
  }

  function forget(nick: string, channel?: string) {
    for (const [name, members] of channels) if (channel === undefined || name === low(channel)) members.delete(low(nick))
    const seen = [...channels.values()].some((members) => members.has(low(nick)))
    if (!seen) accounts.delete(low(nick))
  }

  client.on('join', ({ channel, nick, account }) => {
    if (low(nick) === low(client.user.nick)) channels.set(low(channel), new Map())
    channels.get(low(channel))?.set(low(nick), new Set())
    if (account !== undefined) note(nick, account)
  })
  client.on('userlist', ({ channel, users }) => {
    channels.set(low(channel), new Map(users.map((user) => [low(user.nick), new Set(user.modes)])))
    if (asksWho(client)) client.who(channel)
  })
  client.on('wholist', ({ users }) => {
    for (const user of users) if (user.account !== undefined) note(user.nick, user.account)
  })
  client.on('account', ({ nick, account }) => note(nick, account))
  client.on('mode', ({ target, modes }) => {
    if (!channels.has(low(target))) return
    for (const { mode, param } of modes) if (param) change(modesOf(target, param), mode)
    // Where NAMES tells only the highest sign of each, what is left after a loss must be asked for.
    if (modes.some(({ mode }) => mode.startsWith('-') && prefixes(client).includes(mode.charAt(1))) && !tellsAllSigns(client)) {
      client.raw('NAMES', target)
    }
  })
  client.on('nick', ({ nick, new_nick }) => {
    for (const members of channels.values()) move(members, low(nick), low(new_nick))
    move(accounts, low(nick), low(new_nick))
  })
  client.on('part', ({ channel, nick }) => forget(nick, channel))
  client.on('kick', ({ channel, kicked }) => forget(kicked, channel))
  client.on('quit', ({ nick }) => forget(nick))

  return {
    standing: (channel, nick) => standingOf(modesOf(channel, nick) ?? new Set(), prefixes(client), operators),
    account: (nick) => (tellsAccounts(client) ? (accounts.get(low(nick)) ?? null) : null),
  }
}

/** As the settings count operators; what ranks below them, down to `v`, is voice. `order` is the server's, highest first. */
export function standingOf(
  modes: ReadonlySet<string>,
  order: readonly string[],
  operators: Operators = 'above-o',
): Sender['standing'] {
  const rank = order.findIndex((mode) => modes.has(mode))
  if (rank === -1) return 'none'
  const least = operators === 'above-h' && order.includes('h') ? order.indexOf('h') : order.indexOf('o')
  if (operators === 'o' ? modes.has('o') : rank <= least) return 'operator'
  return rank <= order.indexOf('v') ? 'voice' : 'none'
}

function prefixes(client: Client): string[] {
  return (client.network.options.PREFIX ?? []).map(({ mode }) => mode)
}

function tellsAllSigns({ network }: Client): boolean {
  return network.cap.isEnabled('multi-prefix') || network.options.NAMESX !== undefined
}

/** Only a server that tells every later change is believed: an account seen once may be left. */
function tellsAccounts({ network }: Client): boolean {
  return network.cap.isEnabled('extended-join') && network.cap.isEnabled('account-notify')
}

function asksWho(client: Client): boolean {
  const { network } = client
  return network.options.WHOX !== undefined && tellsAccounts(client) && !network.cap.isEnabled('account-tag')
}

function change(modes: Set<string> | undefined, mode: string) {
  if (mode.startsWith('+')) modes?.add(mode.charAt(1))
  else modes?.delete(mode.charAt(1))
}

function move<Value>(map: Map<string, Value>, from: string, to: string) {
  const value = map.get(from)
  if (value === undefined || from === to) return
  map.delete(from)
  map.set(to, value)
}
