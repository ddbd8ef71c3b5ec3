import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { makeFeedDoor } from '../adapters/calls/feeds.ts'
import type { makeCalls } from '../adapters/calls/index.ts'
import { callerOf, isOwnOrigin } from '../adapters/http/caller.ts'
import type { EventFiles } from '../adapters/http/event-files.ts'
import { emptyOf, openHttp, parse } from '../adapters/http/index.ts'
import { openPages } from '../adapters/http/pages.ts'
import { describe } from '../adapters/http/problem.ts'
import { type Live, openLive } from '../adapters/live/index.ts'
import type { Caller } from '../contract/doors.ts'
import { endpoints } from '../contract/endpoints.ts'
import { PictureId } from '../contract/pages.schema.ts'
import { Refusal } from '../contract/refusal.ts'
import type { EndpointName } from '../contract/routes.ts'
import * as flags from '../modules/flags/index.ts'
import * as instance from '../modules/instance/index.ts'
import * as meetings from '../modules/meetings/index.ts'
import type { Config } from '../platform/config.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Calm } from '../platform/pace.ts'
import type { Base } from './base.ts'
import type { Closer } from './closing.ts'
import type { Current } from './current.ts'
import { openReadiness } from './readiness.ts'
import { StartRefusal } from './refusal.ts'
import { version } from './version.ts'

const CLOSE_TIMEOUT_MS = 5_000

interface WebMeans {
  readonly config: Config
  readonly log: Log
  readonly base: Base
  readonly metrics: Metrics
  readonly current: Current
  readonly table: ReturnType<typeof makeCalls>
  readonly files: EventFiles
  readonly calm: Calm
}

/** The doors of the web, HTTP and the socket, on one port. Returns the port. @throws StartRefusal when it cannot be listened at */
export async function openWeb(
  { config, log, base, metrics, current, table, files, calm }: WebMeans,
  closers: Closer[],
): Promise<number> {
  const { db, bus, client } = base
  const pages = openPages(join(import.meta.dirname, '../../dist/web'), current.settings)
  const origin = { trustProxy: config.server.trustProxy, publicUrl: config.server.publicUrl }
  const http = openHttp({
    calls: table.calls,
    pages,
    log,
    ...origin,
    version,
    health: openReadiness(client),
    hasPage: async (id) => (await db.look(instance.pageLinks)).some((page) => page.id === id),
    picture: async (id) => {
      const known = PictureId.safeParse(id)
      if (!known.success) return null
      return db.look(async (tx) => {
        const ofPages = await instance.picture(tx, known.data)
        return ofPages ?? (await meetings.picture(tx, known.data)) ?? flags.picture(tx, known.data)
      })
    },
    metrics: () => metrics.print(),
    files,
  })
  const feeds = makeFeedDoor({ db, actorOf: table.actorOf, anew: table.anew, current })
  const live = openLive({
    server: http.server,
    feeds,
    bus,
    log,
    callerOf: (request) => callerOf(request, origin),
    isOwnOrigin: (request) => isOwnOrigin(request, origin),
    calm,
    describe: (error, language) => describe(error, language, log),
    call: (caller, endpoint, params, body) => callByName(table.calls, caller, endpoint, params, body),
    leftSeat: async (caller, meeting, seat) => {
      await table.calls.leaveControl(caller, endpoints.leaveControl.params.parse({ meeting, seat }), undefined)
    },
  })
  watch(metrics, base.jobs, live)
  closers.push(async () => {
    await live.close()
    await closeServer(http.server)
  })
  return listen(http.server, config)
}

function watch(metrics: Metrics, jobs: Base['jobs'], live: Live): void {
  const sum = async (what: 'failed' | 'waiting') => (await jobs.counts()).reduce((all, one) => all + one[what], 0)
  metrics.watch('plenary_connections', 'Open sockets on this node', () => live.counts().connections)
  metrics.watch('plenary_jobs_failed', 'Jobs that failed to the end', () => sum('failed'))
  metrics.watch('plenary_jobs_waiting', 'Jobs that wait', () => sum('waiting'))
}

/** A call over the socket: parsed like one over HTTP. @throws Refusal at once, when it is not even asked */
function callByName(
  calls: ReturnType<typeof makeCalls>['calls'],
  caller: Caller,
  name: string,
  params: unknown,
  body: unknown,
): Promise<unknown> {
  if (!Object.hasOwn(endpoints, name)) throw new Refusal('not-found', { path: 'endpoint' })
  const endpoint = endpoints[name as EndpointName]
  if ('httpOnly' in endpoint) throw new Refusal('not-allowed', { path: 'endpoint' })
  const asked = {
    params: parse(endpoint.params, params ?? emptyOf(endpoint.params), 'params', caller.language),
    body: parse(endpoint.body, body ?? undefined, 'body', caller.language),
  }
  return calls[name as EndpointName](caller, asked.params as never, asked.body as never)
}

function listen(server: ReturnType<typeof openHttp>['server'], config: Config): Promise<number> {
  const { host, port } = config.server
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartRefusal(noListening(error, host, port))))
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function noListening({ code = '', message }: NodeJS.ErrnoException, host: string, port: number): string {
  const known: Record<string, string> = {
    EADDRINUSE: `server.port: ${port} is in use by another program; choose another`,
    EACCES: `server.port: this account may not listen at ${port}; choose a port from 1024 on`,
    EADDRNOTAVAIL: `server.host: this machine has no address ${host}`,
    ENOTFOUND: `server.host: there is no address for ${host}`,
    EAI_AGAIN: `server.host: the address of ${host} cannot be asked for at the moment`,
  }
  return known[code] ?? `server.host: ${host} cannot be listened at (${message})`
}

function closeServer(server: ReturnType<typeof openHttp>['server']): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
