import type { IncomingMessage } from 'node:http'
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

/** The sign-in comes before the guest; `Authorization: Bearer` before both. */
export function callerOf(request: Asking, means: { trustProxy: boolean }): Caller {
  const cookies = cookiesOf(header(request, 'cookie'))
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(header(request, 'authorization'))?.[1]
  return {
    token: bearer ?? cookies.get(SIGN_IN_COOKIE) ?? cookies.get(GUEST_COOKIE) ?? null,
    address: addressOf(request, means.trustProxy),
    device: deviceOf(header(request, 'user-agent')),
    language: languageOf(cookies.get('plenary_lang')) ?? acceptedLanguage(header(request, 'accept-language')) ?? defaultLanguage,
  }
}

/** Forgotten by the browser after `secondsMax`, or when its kind usually is. HttpOnly, SameSite=Lax, and Secure wherever the page came over TLS. */
export function cookieLine(cookie: 'sign-in' | 'guest', token: string | null, secure: boolean, secondsMax?: number): string {
  const [name, usual] = cookie === 'sign-in' ? [SIGN_IN_COOKIE, SIGN_IN_SECONDS] : [GUEST_COOKIE, GUEST_SECONDS]
  const seconds = secondsMax ?? usual
  return `${name}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${token ? seconds : 0}${secure ? '; Secure' : ''}`
}

/** Browsers name the page's origin; it must be our own. Programs name none, and bring no cookies of a browser. */
export function isOwnOrigin(request: Asking, means: { trustProxy: boolean; publicUrl: string | null }): boolean {
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
  if (forwarded) return forwarded
  return request instanceof Request ? '' : (request.socket.remoteAddress ?? '')
}
