import { SCHEDULE_BYTES_MAX } from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import { type Answered, type Outgoing, OutgoingFault } from '../../platform/outgoing.ts'
import { isRecord, list, type Raw, record } from './clean.ts'
import { unfit } from './notes.ts'

/** Fetching a programme: the bytes of a file, or what pretalx's API tells, page by page. */

export interface Source {
  readonly kind: 'pretalx' | 'schedule'
  readonly url: string
  readonly token: string | null
}

const TIMEOUT_MS = 20_000
const REDIRECTS_MAX = 3
const PAGES_MAX = 120
const PER_PAGE = 50
const AGENT = 'plenary'
const expand = [
  'slots',
  'slots.room',
  'slots.submission',
  'slots.submission.speakers',
  'slots.submission.submission_type',
  'slots.submission.track',
]

/** `onPage` hears how many bytes came so far. @throws Refusal `programme-unfit` with the reason, `too-large`, `address-private` */
export async function fetchProgramme(
  outgoing: Outgoing,
  source: Source,
  onPage: (bytes: number) => void = () => {},
): Promise<Uint8Array> {
  const get = reader(outgoing, source.token, onPage)
  // A file is a file, whatever program wrote it.
  if (source.kind === 'schedule' || /\.(json|xml)$/i.test(new URL(source.url).pathname)) return get(source.url)
  return fetchPretalx(get, source.url)
}

type Get = (url: string) => Promise<Buffer>

function reader(outgoing: Outgoing, token: string | null, onPage: (bytes: number) => void): Get {
  let left = SCHEDULE_BYTES_MAX
  return async (url) => {
    const headers = { accept: 'application/json, application/xml;q=0.9, */*;q=0.5', 'user-agent': AGENT, 'pretalx-version': 'v1' }
    const answered = await follow(outgoing, url, token === null ? headers : { ...headers, authorization: `Token ${token}` }, left)
    if (answered.isCut) throw new Refusal('too-large', { hint: String(SCHEDULE_BYTES_MAX) })
    if (answered.status !== 200) throw unfit(`${new URL(url).host} answered ${answered.status}`)
    left -= answered.body.length
    onPage(SCHEDULE_BYTES_MAX - left)
    return answered.body
  }
}

/** A token goes to the host it was given for alone. */
async function follow(outgoing: Outgoing, first: string, headers: Record<string, string>, bytesMax: number): Promise<Answered> {
  let url = first
  for (let hop = 0; hop <= REDIRECTS_MAX; hop++) {
    const { authorization: _own, ...others } = headers
    const allowed = new URL(url).origin === new URL(first).origin ? headers : others
    const answered = await asked(outgoing, url, allowed, bytesMax)
    const { location } = answered.headers
    if (![301, 302, 303, 307, 308].includes(answered.status) || location === undefined) return answered
    if (!URL.canParse(location, url)) throw unfit(`${new URL(url).host} leads to no address`)
    url = new URL(location, url).href
  }
  throw unfit(`${new URL(first).host} leads from one address to the next without an end`)
}

async function asked(outgoing: Outgoing, url: string, headers: Record<string, string>, bytesMax: number): Promise<Answered> {
  try {
    return await outgoing.fetch(url, { method: 'GET', headers, timeoutMs: TIMEOUT_MS, responseBytesMax: bytesMax })
  } catch (error) {
    if (error instanceof OutgoingFault && error.why === 'private') throw new Refusal('address-private', { path: 'body.address' })
    throw unfit(error instanceof Error ? error.message : 'it cannot be reached')
  }
}

/** The event in pretalx's API, from its page there or its address in the API. */
export function apiOf(address: string): string {
  const url = new URL(address)
  const parts = url.pathname.split('/').filter((part) => part !== '')
  const at = parts.indexOf('events')
  if (parts[0] === 'api' && at === 1 && parts[2]) return `${url.origin}/api/events/${parts[2]}/`
  const event = parts[0]
  if (event === undefined || event === 'api')
    throw unfit('the address names no event: it is that of its page, such as https://pretalx.example.org/spring/')
  return `${url.origin}/api/events/${event}/`
}

async function fetchPretalx(get: Get, address: string): Promise<Uint8Array> {
  const api = apiOf(address)
  const whole = await get(`${api}schedules/latest/?expand=${expand.join(',')}`)
  const schedule = parsed(whole)
  const slots = list(schedule.slots)
  // Servers that do not put slots in their place give their numbers.
  if (slots.length === 0 || isRecord(slots[0])) return whole
  const own = expand.slice(1).map((one) => one.replace('slots.', ''))
  const all = await pages(get, `${api}slots/?page_size=${PER_PAGE}&expand=${own.join(',')}`)
  return Buffer.from(JSON.stringify({ ...schedule, slots: all }))
}

async function pages(get: Get, first: string): Promise<unknown[]> {
  const found: unknown[] = []
  const seen = new Set<string>()
  for (let url: string | null = first; url !== null; ) {
    if (seen.has(url) || seen.size >= PAGES_MAX) throw unfit('its pages lead in a circle, or there are too many')
    seen.add(url)
    const page: Raw = parsed(await get(url))
    found.push(...list(page.results))
    const next: unknown = page.next
    url = typeof next === 'string' && next !== '' && URL.canParse(next, url) ? onHost(new URL(next, url), first) : null
  }
  return found
}

/** Behind a proxy pretalx may name itself by another scheme; pages are asked for where the first was. */
const onHost = (next: URL, first: string): string => `${new URL(first).origin}${next.pathname}${next.search}`

function parsed(bytes: Buffer): Raw {
  try {
    return record(JSON.parse(bytes.toString('utf8')))
  } catch {
    throw unfit('what came is no JSON: is this the address of a pretalx?')
  }
}
