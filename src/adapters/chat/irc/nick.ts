import type { Fault } from '../network.ts'
import { serviceNick } from './identify.ts'
import { nickForTry } from './names.ts'
import type { Line } from './session.ts'

/** Services differ in the word by which they take a nick back from whoever holds it. */
const VERBS = ['REGAIN', 'RECOVER', 'GHOST'] as const
/** How long the services may take before we ask for the nick ourselves. */
const SERVICES_ANSWER_MS = 2_000

export interface NickKeeper {
  /** From now on: when the wanted nick is not ours, get it back. */
  start(loggedIn: boolean): void
  /** Once we are in, whether we go by another one. */
  faults(): Fault[]
}

/** Gets a nick at the welcome, whoever holds the wanted one, and returns to the wanted one as soon as it can be had. */
export function keepNick(line: Line): NickKeeper {
  const { client, settings, log, timers, same } = line
  let tries = 0
  let started = false
  let loggedIn = false
  let verbAsked = 0

  const hasWanted = () => same(client.user.nick, settings.nick)
  const take = () => {
    if (client.connection.connected && !hasWanted()) client.changeNick(settings.nick)
  }

  function next(reason: string) {
    if (started || !client.connection.connected) return
    tries += 1
    const nick = nickForTry(settings.nick, settings.alternativeNick, tries)
    if (nick === null) return line.drop('no nick could be had', 'nick-taken')
    log.warn({ nick }, `irc: the nick was refused (${reason}); trying another`)
    client.changeNick(nick)
  }

  function recover(verb = 0) {
    if (!client.connection.connected || hasWanted()) return
    timers.set('nick', line.pace.nickRetryMs, () => recover())
    const asked = VERBS[verb]
    if (asked === undefined || (settings.nickserv.password === null && !loggedIn)) return take()
    const secret = settings.nickserv.password === null ? '' : ` ${settings.nickserv.password}`
    verbAsked = verb
    client.raw(`PRIVMSG ${settings.nickserv.service} :${asked} ${settings.nick}${secret}`)
    timers.set('services', SERVICES_ANSWER_MS, take)
  }

  client.on('nick in use', () => next('in use'))
  client.on('nick invalid', () => next('invalid'))
  client.on('notice', ({ nick, message }) => {
    if (!timers.has('services') || !same(nick, serviceNick(settings.nickserv.service))) return
    if (/unknown command|no such command|invalid command/i.test(message)) recover(verbAsked + 1)
  })
  client.on('quit', ({ nick }) => started && same(nick, settings.nick) && take())
  client.on('users offline', ({ nicks }) => started && nicks.some((nick) => same(nick, settings.nick)) && take())
  client.on('nick', ({ nick, new_nick }) => {
    if (!started) return
    if (same(nick, client.user.nick)) {
      if (same(new_nick, settings.nick)) timers.clear('nick')
      else timers.set('nick', line.pace.nickRetryMs, () => recover())
      log.info({ nick: new_nick }, 'irc: our nick is now another')
    } else if (same(nick, settings.nick)) take()
  })

  return {
    faults: () => (!started || hasWanted() ? [] : [{ fault: 'nick-taken', channel: null }]),
    start(known) {
      started = true
      loggedIn = known
      if (hasWanted()) return
      if (client.network.options.MONITOR !== undefined) client.addMonitor(settings.nick)
      recover()
    },
  }
}
