/** Nicks, channels and accounts as IRC compares and limits them. Pure. */

/** Line ends included; servers cut or refuse what is longer. */
export const LINE_BYTES_MAX = 512
/** The longest user name and host a server may put before our lines, where we have not seen them yet. */
export const USER_BYTES_MAX = 11
export const HOST_BYTES_MAX = 64
const TARGET_BYTES_MAX = 200
/** Every server takes a nick this long. */
const PLAIN_NICK_CHARACTERS_MAX = 9
export const NICK_TRIES_MAX = 12

/** Lower case by the server's CASEMAPPING: `ascii` knows letters only; `rfc1459` (the default) also makes {}|~ of []\^; others count as ascii. */
export function fold(mapping: string | undefined, name: string): string {
  const letters = name.replace(/[A-Z]+/g, (found) => found.toLowerCase())
  if (mapping !== undefined && mapping !== 'rfc1459' && mapping !== 'strict-rfc1459') return letters
  const brackets = letters.replaceAll('[', '{').replaceAll(']', '}').replaceAll('\\', '|')
  return mapping === 'strict-rfc1459' ? brackets : brackets.replaceAll('^', '~')
}

/** What a place to speak in is: a channel, a person, or (refused) nothing that may stand in a line. */
export function placeKind(place: string, channelSigns: readonly string[] = ['#', '&']): 'channel' | 'person' | 'neither' {
  if (Buffer.byteLength(place) > TARGET_BYTES_MAX || /[\s,\p{Cc}\p{Cs}]/u.test(place) || place === '') return 'neither'
  if (channelSigns.includes(place.charAt(0))) return place.length > 1 ? 'channel' : 'neither'
  return /^[^:#&+~%@$!*?.][^!@*?.]*$/u.test(place) ? 'person' : 'neither'
}

/** The nick for the nth try (0 = as wanted), null when we should give up: then the alternative, then short nicks with digits. */
export function nickForTry(nick: string, alternative: string | null, nth: number): string | null {
  const named = alternative === null ? [nick] : [nick, alternative]
  const name = named[nth]
  if (name !== undefined) return name
  if (nth >= NICK_TRIES_MAX) return null
  const digits = String(nth - named.length + 1)
  return nick.slice(0, PLAIN_NICK_CHARACTERS_MAX - digits.length) + digits
}

export interface OwnMask {
  readonly nick: string
  readonly user: string | null
  readonly host: string | null
}

/** The bytes left for text in one line to this target as the server relays it: `:nick!user@host PRIVMSG target :text CRLF`. */
export function textBytesMax(own: OwnMask, target: string): number {
  const user = own.user === null ? USER_BYTES_MAX : Buffer.byteLength(own.user)
  const host = own.host === null ? HOST_BYTES_MAX : Buffer.byteLength(own.host)
  const prefix = Buffer.byteLength(own.nick) + user + host + ':!@ '.length
  return LINE_BYTES_MAX - prefix - Buffer.byteLength(target) - 'PRIVMSG  :\r\n'.length
}
