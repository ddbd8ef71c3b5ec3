import type { Line } from './session.ts'
import { cleanText } from './text.ts'

const ACCEPTED =
  /\byou are (?:now |already )?(?:identified|logged in|recogni[sz]ed)|password accepted|you are successfully identified/i
const REFUSED =
  /password (?:is )?(?:incorrect|invalid|wrong)|(?:incorrect|invalid|wrong) password|not (?:a )?registered|isn.t registered|denied|authentication failed/i

/** Which part of `NickServ@services.host` answers: the name before the sign. */
export function serviceNick(service: string): string {
  return service.split('@', 1)[0] ?? service
}

/**
 * Tells the services who we are, once, and waits for their answer (or `identifyWaitMs`): whoever joins before it is a stranger in
 * channels that admit only known accounts. Does nothing after SASL, or without a password.
 */
export function identify({ client, settings, pace, log, timers, same }: Line, loggedIn: boolean): Promise<void> {
  const { password, service } = settings.nickserv
  if (loggedIn || password === null) return Promise.resolve()
  return new Promise((resolve) => {
    const done = (refused?: string) => {
      if (!timers.has('identify')) return
      timers.clear('identify')
      if (refused !== undefined) log.warn({ service }, `irc: not identified to the services: ${refused}`)
      resolve()
    }
    client.on('loggedin', () => done())
    client.on('account', (event) => event.account && same(event.nick, client.user.nick) && done())
    client.on('mode', (event) => same(event.target, client.user.nick) && event.modes.some((m) => m.mode === '+r') && done())
    client.on('notice', ({ nick, message }) => {
      if (!same(nick, serviceNick(service))) return
      const words = cleanText(message)
      if (ACCEPTED.test(words)) done()
      else if (REFUSED.test(words)) done('the password or the account was refused')
    })
    client.on('irc error', ({ error, nick }) => {
      if (error === 'no_such_nick' && nick && same(nick, serviceNick(service))) done(`${service} is not there`)
    })
    client.on('close', () => resolve())
    timers.set('identify', pace.identifyWaitMs, () => {
      log.warn({ service }, 'irc: no answer from the services to our identification; going on without')
      resolve()
    })
    // Under a nick that is not ours the account must be named.
    const account = same(client.user.nick, settings.nick) ? '' : `${settings.nick} `
    client.raw(`PRIVMSG ${service} :IDENTIFY ${account}${password}`)
  })
}
