import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import type { Caller } from '../../contract/doors.ts'
import { defaultLanguage, languageOf } from '../../words/languages.ts'
import { acceptedLanguage } from './accepted-language.ts'
import { deviceOf } from './device.ts'

/** Who stands at the web's door: credential, address, language, origin. */

export const SIGN_IN_COOKIE = 'plenary_signin'
export const GUEST_COOKIE = 'plenary_guest'
const SIGN_IN_SECONDS = 30 * 86_400
const GUEST_SECONDS = 180 * 86_400

type Asking = Request | IncomingMessage

export interface At {
  readonly trustProxy: boolean
  /** Null: whatever address the request came to is ours. */
  readonly publicUrl: string | null
}

/** Over TLS a cookie is taken under this name alone, which browsers let nobody set but this very host: no other of the same domain can put one in its place. */
const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name)

/** Whether the page came over TLS, as far as we are told. */
export function isSecure(request: Asking, { trustProxy, publicUrl }: At): boolean {
  if (publicUrl) return publicUrl.startsWith('https:')
  return trustProxy && header(request, 'x-forwarded-proto') === 'https'
}

/** The sign-in comes before the guest; `Authorization: Bearer` before both. */
export function callerOf(request: Asking, means: At): Caller {
  const cookies = cookiesOf(header(request, 'cookie'))
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(header(request, 'authorization'))?.[1]
  const kept = (name: string) => cookies.get(cookieName(name, isSecure(request, means)))
  return {
    token: bearer ?? kept(SIGN_IN_COOKIE) ?? kept(GUEST_COOKIE) ?? null,
    address: addressOf(request, means.trustProxy),
    device: deviceOf(header(request, 'user-agent')),
    language: languageOf(cookies.get('plenary_lang')) ?? acceptedLanguage(header(request, 'accept-language')) ?? defaultLanguage,
  }
}

/** Forgotten by the browser after `secondsMax`, or when its kind usually is. HttpOnly, SameSite=Lax, and Secure wherever the page came over TLS. */
export function cookieLine(cookie: 'sign-in' | 'guest', token: string | null, secure: boolean, secondsMax?: number): string {
  const [name, usual] = cookie === 'sign-in' ? [SIGN_IN_COOKIE, SIGN_IN_SECONDS] : [GUEST_COOKIE, GUEST_SECONDS]
  const seconds = secondsMax ?? usual
  return `${cookieName(name, secure)}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${token ? seconds : 0}${secure ? '; Secure' : ''}`
}

/** Browsers name the page's origin; it must be our own. Programs name none, and bring no cookies of a browser. */
export function isOwnOrigin(request: Asking, means: At): boolean {
  const origin = header(request, 'origin')
  if (origin === '') return header(request, 'sec-fetch-site') !== 'cross-site'
  if (means.publicUrl && origin === new URL(means.publicUrl).origin) return true
  const host = (means.trustProxy && header(request, 'x-forwarded-host')) || header(request, 'host')
  return URL.canParse(origin) && new URL(origin).host === host
}

function header(request: Asking, name: string): string {
  if (request instanceof Request) return request.headers.get(name) ?? ''
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(', ') : (value ?? '')
}

function cookiesOf(line: string): Map<string, string> {
  const pairs = line.split(/; */).map((pair): [string, string] => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), pair.slice(at + 1)]
  })
  return new Map(pairs.filter(([name, value]) => name !== '' && value.length <= 200))
}

function addressOf(request: Asking, trustProxy: boolean): string {
  const forwarded = trustProxy ? header(request, 'x-forwarded-for').split(',').at(-1)?.trim() : ''
  const address = forwarded || (request instanceof Request ? '' : (request.socket.remoteAddress ?? ''))
  return networkOf(address)
}

const GROUPS = 8
const NETWORK_GROUPS = 4

/** What limits count by: an IPv4 address; of IPv6, where one customer has a whole network of addresses to come from, that network (/64). */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+(\.\d+){3}$)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':').flatMap((one) => (one.includes('.') ? ['', ''] : [one])))
  const [left, right] = [groups(head), groups(tail ?? '')]
  const all = [...left, ...Array<string>(GROUPS - left.length - right.length).fill('0'), ...right]
  return `${all
    .slice(0, NETWORK_GROUPS)
    .map((one) => Number.parseInt(one || '0', 16).toString(16))
    .join(':')}::/64`
}
