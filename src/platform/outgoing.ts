/**
 * The one way out: whatever this program asks of other servers goes through here. An address that leads into a private network is refused unless the
 * configuration allows it: every address a name stands for is looked at, and the connection goes to one of those and no other, so that a name
 * cannot mean something else a moment later. Redirects are not followed; time and bytes have a limit.
 */
import { lookup } from 'node:dns/promises'
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
  /** What comes beyond is not read. */
  readonly responseBytesMax: number
}

export interface Answered {
  readonly status: number
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** There was more than is taken in. */
  readonly isCut: boolean
}

export interface Outgoing {
  /** Every address a name stands for, each allowed. @throws OutgoingFault */
  addressesOf(host: string): Promise<{ address: string; family: 4 | 6 }[]>
  /** @throws OutgoingFault whatever happened: nothing else is thrown */
  fetch(url: string, asked: Asked): Promise<Answered>
}

/** `private`: not allowed; `unknown-host`, `timeout`, `unreachable`: for the moment; `unfit`: no address we could ask. */
export type OutgoingWhy = 'private' | 'unknown-host' | 'timeout' | 'unreachable' | 'unfit'

export class OutgoingFault extends Error {
  readonly why: OutgoingWhy
  constructor(why: OutgoingWhy, detail: string) {
    super(detail)
    this.name = 'OutgoingFault'
    this.why = why
  }
}

export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>
const LOOKUP_MS_MAX = 5_000
const ADDRESSES_MAX = 32

/** Everything that is no public address of one machine (the registries of special addresses, IPv4 and IPv6). */
const special = listOf([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
])
/** Of IPv6 only 2000::/3 is given out; within it these are special, or hold an IPv4 address. */
const specialSix = listOf(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])
const publicSix = listOf(['2000::/3'])

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  }
  return list
}

/** An IPv4 address in the clothes of IPv6 is the IPv4 address. */
function plainAddress(address: string): string {
  const bare = address.replace(/%.*$/, '')
  if (isIP(bare) !== 6) return bare
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(new URL(`http://[${bare}]`).hostname.slice(1, -1))
  if (!mapped) return bare
  const [high, low] = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** Whether an address belongs to a machine that everybody can reach. */
export function isPublic(address: string): boolean {
  const plain = plainAddress(address)
  if (isIP(plain) === 4) return !special.check(plain, 'ipv4')
  return isIP(plain) === 6 && publicSix.check(plain, 'ipv6') && !specialSix.check(plain, 'ipv6')
}

/**
 * @param allowPrivate addresses and ranges (`10.0.0.0/8`) that may be asked though they are private
 * @param resolve for tests; otherwise the system's
 */
export function openOutgoing(
  allowPrivate: readonly string[],
  resolve: Resolve = (host) => lookup(host, { all: true }),
): Outgoing {
  const allowed = listOf(allowPrivate)
  const isAllowed = (address: string) => {
    const plain = plainAddress(address)
    return isPublic(plain) || allowed.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
  }
  const addressesOf: Outgoing['addressesOf'] = async (host) => {
    const name = host.replace(/^\[(.*)\]$/, '$1')
    const found = isIP(name) ? [{ address: name, family: isIP(name) }] : await resolved(name, resolve)
    if (found.length === 0) throw new OutgoingFault('unknown-host', `${name} has no address`)
    const wrong = found.find((one) => !isAllowed(one.address))
    if (wrong) throw new OutgoingFault('private', `${name} leads to ${wrong.address}, a private address`)
    return found.slice(0, ADDRESSES_MAX).map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
  }
  return { addressesOf, fetch: (url, asked) => fetchOnce(url, asked, addressesOf) }
}

async function resolved(name: string, resolve: Resolve): ReturnType<Resolve> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutgoingFault('unknown-host', `${name} was not found in time`)), LOOKUP_MS_MAX)
  })
  try {
    return await Promise.race([resolve(name), late])
  } catch (error) {
    throw error instanceof OutgoingFault ? error : new OutgoingFault('unknown-host', `${name} is not known`)
  } finally {
    clearTimeout(timer)
  }
}

async function fetchOnce(text: string, asked: Asked, addressesOf: Outgoing['addressesOf']): Promise<Answered> {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password)
    throw new OutgoingFault('unfit', 'not an address of http:// or https:// without a name and password')
  const addresses = await addressesOf(url.hostname)
  const pinned: LookupFunction = (_host, options, told) => {
    const [first] = addresses
    if (options.all) told(null, addresses)
    else told(null, first?.address ?? '', first?.family)
  }
  const ask = url.protocol === 'https:' ? requestHttps : requestHttp
  const headers = { ...asked.headers, ...(asked.body === undefined ? {} : { 'content-length': Buffer.byteLength(asked.body) }) }
  return new Promise((resolve, reject) => {
    const request = ask(url, { method: asked.method, headers, agent: false, lookup: pinned })
    const timer = setTimeout(
      () => request.destroy(new OutgoingFault('timeout', `no whole answer within ${asked.timeoutMs} ms`)),
      asked.timeoutMs,
    )
    const end = (settle: () => void) => {
      clearTimeout(timer)
      settle()
    }
    request.on('error', (error) => end(() => reject(asFault(error))))
    request.on('response', (response) => {
      taken(response, request, asked.responseBytesMax).then(
        (answered) => end(() => resolve(answered)),
        (error) => end(() => reject(asFault(error))),
      )
    })
    request.end(asked.body)
  })
}

async function taken(response: IncomingMessage, request: ClientRequest, bytesMax: number): Promise<Answered> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response) {
    parts.push(part)
    bytes += part.length
    if (bytes > bytesMax) break
  }
  request.destroy()
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]))
  const body = Buffer.concat(parts)
  return { status: response.statusCode ?? 0, headers, body: body.subarray(0, bytesMax), isCut: bytes > bytesMax }
}

function asFault(error: unknown): OutgoingFault {
  if (error instanceof OutgoingFault) return error
  const told = error instanceof Error ? error : new Error(String(error))
  // Every address tried gave one; the first tells enough.
  const first = told instanceof AggregateError ? (told.errors[0] as Error) : told
  return new OutgoingFault('unreachable', first.message)
}
