import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'

/**
 * The built pages, from memory: a few hundred kilobytes, compressed once at build time, sent as they are. An address may be of a page whose content
 * is not there: the page then says so, with the status for it.
 */
export type Pages = (request: Request, isThere?: boolean) => Response

interface Kept {
  readonly type: string
  readonly etag: string
  readonly plain: Uint8Array
  readonly packed: ReadonlyMap<'br' | 'gzip', Uint8Array>
  readonly forever: boolean
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const packings = { '.br': 'br', '.gz': 'gzip' } as const
/** Scripts and styles of our own alone; drawings may carry inline positions. */
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; connect-src 'self' ws: wss:; frame-ancestors 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"

/** Which built page serves which address; the first that fits. `part`: only while that part is switched on. */
const addresses: readonly { at: RegExp; page: string; part?: string }[] = [
  { at: /^\/$/, page: 'home' },
  { at: /^\/meetings\/?$/, page: 'home', part: 'live' },
  { at: /^\/e\/[a-z0-9-]+(\/(signage|etherpads|presence|links))?\/?$/, page: 'board', part: 'event-day' },
  { at: /^\/e\/[a-z0-9-]+\/?$/, page: 'home' },
  { at: /^\/privacy\/?$/, page: 'home' },
  { at: /^\/home\/[a-z0-9-]+\/?$/, page: 'home' },
  { at: /^\/(sign-in|sign-up|confirm|reset)\/?$/, page: 'me' },
  { at: /^\/me(\/[a-z-]+)?\/?$/, page: 'me' },
  { at: /^\/join(\/[^/]+)?\/?$/, page: 'attend', part: 'live' },
  { at: /^\/m\/[^/]+(\/.*)?$/, page: 'attend', part: 'live' },
  { at: /^\/stage\/[^/]+\/?$/, page: 'stage', part: 'live' },
]

/** What decides which addresses there are, and may change at any moment. */
export interface Standing {
  readonly parts: { readonly on: readonly string[] }
  readonly home: { readonly consolePath: string }
}

export function openPages(folder: string, standing: () => Standing): Pages {
  const files = existsSync(folder) ? load(folder) : new Map<string, Kept>()
  return (request, isThere = true) => {
    const { pathname } = new URL(request.url)
    const file = files.get(pathname)
    if (file) return send(request, file, 200)
    const { parts, home } = standing()
    const isOn = (part?: string) => !part || parts.on.includes(part)
    const isConsole = pathname.split('/')[1] === home.consolePath
    const found = isConsole ? 'console' : addresses.find((one) => one.at.test(pathname) && isOn(one.part))?.page
    const page = files.get(`/${found ?? 'home'}/index.html`)
    if (!page) return new Response('The pages are not built yet.', { status: 503, headers: { 'Content-Type': 'text/plain' } })
    return send(request, page, found && isThere ? 200 : 404)
  }
}

function send(request: Request, file: Kept, status: number): Response {
  const headers = new Headers({
    'Content-Type': file.type,
    ETag: file.etag,
    Vary: 'Accept-Encoding',
    'Cache-Control': file.forever ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (file.type.startsWith('text/html')) headers.set('Content-Security-Policy', policy)
  if (status === 200 && isKnown(request.headers.get('if-none-match'), file.etag))
    return new Response(null, { status: 304, headers })
  const accepted = (request.headers.get('accept-encoding') ?? '').split(',').map((one) => one.trim().split(/ *; */))
  const takes = (packing: string) => accepted.some(([name, q]) => name === packing && !/^q=0(\.0*)?$/.test(q ?? ''))
  const packing = (['br', 'gzip'] as const).find((one) => takes(one) && file.packed.has(one))
  if (packing) headers.set('Content-Encoding', packing)
  const bytes = (packing && file.packed.get(packing)) || file.plain
  return new Response(request.method === 'HEAD' ? null : (bytes as unknown as ArrayBuffer), { status, headers })
}

/** Compared weakly (RFC 9110, 13.1.2): a proxy that packs anew makes a tag weak. */
export function isKnown(tags: string | null, etag: string): boolean {
  return (tags ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}

/** At once, while nobody is served yet: hundreds of files, one after another, would take twenty times as long otherwise. */
function load(folder: string): Map<string, Kept> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = new Map<string, Kept>()
  for (const path of paths) {
    const type = types[extname(path)]
    if (!type || path.includes('/.vite/')) continue
    const plain = readFileSync(path)
    const packed = new Map<'br' | 'gzip', Uint8Array>()
    for (const [ending, packing] of Object.entries(packings))
      if (paths.includes(path + ending)) packed.set(packing, readFileSync(path + ending))
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
    files.set(`/${relative(folder, path)}`, { type, etag, plain, packed, forever: path.includes('/assets/') })
  }
  return files
}
