import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import QRCode from 'qrcode'
import { makeFeedDoor } from '../adapters/calls/feeds.ts'
import { makeCalls } from '../adapters/calls/index.ts'
import { openChat } from '../adapters/chat/index.ts'
import { callerOf, isOwnOrigin } from '../adapters/http/caller.ts'
import { openHttp, parse } from '../adapters/http/index.ts'
import { openPages } from '../adapters/http/pages.ts'
import { describe } from '../adapters/http/problem.ts'
import { makeJobs } from '../adapters/jobs/index.ts'
import { type Live, openLive } from '../adapters/live/index.ts'
import type { ActivityId } from '../contract/activity.schema.ts'
import type { Caller } from '../contract/doors.ts'
import { endpoints } from '../contract/endpoints.ts'
import type { MeetingId } from '../contract/meeting.schema.ts'
import { Refusal } from '../contract/refusal.ts'
import type { EndpointName } from '../contract/routes.ts'
import * as meetings from '../modules/meetings/index.ts'
import * as people from '../modules/people/index.ts'
import type { Config } from '../platform/config.ts'
import { openLeases } from '../platform/leases.ts'
import type { Log } from '../platform/log.ts'
import { type Metrics, openMetrics } from '../platform/metrics.ts'
import { openPace } from '../platform/pace.ts'
import { suggestNames } from '../words/names/suggest.ts'
import { type Base, openBase } from './base.ts'
import { makeSample } from './demo.ts'

/** The whole program, running: everything is opened in order here, and closed in the opposite one. */

export const TALLY_EVERY_MS = 150
export const HERE_EVERY_MS = 1_000
const SILENT_SEATS_EVERY_MS = 5_000
const CLOSE_TIMEOUT_MS = 5_000

export const version: string = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).version

export interface Running {
  readonly url: string
  /** What is printed for people, one a line. */
  readonly lines: readonly string[]
  readonly port: number
  close(): Promise<void>
}

export async function start(config: Config, log: Log): Promise<Running> {
  const base = await openBase(config, log, 'as the program')
  const closers: (() => Promise<unknown> | undefined)[] = [() => base.close()]
  const close = async () => {
    for (const one of closers.reverse()) await one()
  }
  try {
    const opened = await openDoors(config, log, base, closers)
    return { ...opened, close }
  } catch (error) {
    await close().catch(() => {})
    throw error
  }
}

/** Opens everything that stands on the database; what is to be closed is put on `closers`. */
export async function openDoors(config: Config, log: Log, base: Base, closers: (() => Promise<unknown> | undefined)[]) {
  const { db, bus, jobs } = base
  const metrics = openMetrics()
  const { counted, cameIn } = await openNews(log, base, metrics, closers)
  const leases = openLeases(db, log, bus.many ? undefined : 'only')
  const chat = openChat({ db, log, leases, settings: config.chat.irc })
  const table = makeCalls({
    db,
    clock: () => new Date(),
    parts: config.parts,
    version,
    answerPrefix: config.live.answerPrefix,
    suggestNames,
    networks: chat.networks,
    counted,
    cameIn,
  })
  chat.start({ answers: table.answers, counted, cameIn })
  closers.push(async () => {
    await chat.close()
    await leases.close()
  })
  await jobs.work(makeJobs({ db, tell: chat.tell }))

  const pages = await openPages(join(import.meta.dirname, '../../dist/web'), config.parts)
  const origin = { trustProxy: config.server.trustProxy, publicUrl: config.server.publicUrl }
  const http = openHttp({
    calls: table.calls,
    pages,
    log,
    ...origin,
    version,
    health: async () => readiness(base),
    metrics: () => metrics.print(),
  })
  const feeds = makeFeedDoor(db, table.actorOf)
  const live = openLive({
    server: http.server,
    feeds,
    bus,
    log,
    callerOf: (request) => callerOf(request, origin),
    isOwnOrigin: (request) => isOwnOrigin(request, origin),
    describe: (error, language) => describe(error, language, log),
    call: (caller, endpoint, params, body) => callByName(table.calls, caller, endpoint, params, body),
    leftSeat: async (caller, meeting, seat) => {
      await table.calls.leaveControl(caller, endpoints.leaveControl.params.parse({ meeting, seat }), undefined)
    },
  })
  watch(metrics, jobs, live)
  closers.push(async () => {
    await live.close()
    await closeServer(http.server)
  })
  const port = await listen(http.server, config)
  const url = config.server.publicUrl ?? `http://${ownAddress(config.server.host)}:${port}`
  return { url, port, lines: await greeting(config, base, url) }
}

/** What is told at our own pace: running counts, how many are here; and what a start finds left over is put in order. */
async function openNews(log: Log, { db, bus }: Base, metrics: Metrics, closers: (() => Promise<unknown> | undefined)[]) {
  const fault = (error: unknown) => log.error({ err: error }, 'news could not be told; it is told with the next')
  const tallies = openPace(TALLY_EVERY_MS, (id) => db.write((tx) => meetings.publishTally(tx, id as ActivityId)), fault)
  const heres = openPace(HERE_EVERY_MS, (id) => db.write((tx) => meetings.publishHere(tx, id as MeetingId)), fault)
  closers.push(() => Promise.all([tallies.close(), heres.close()]))
  await db.write((tx) => meetings.clearSilentControllers(tx, !bus.many))
  await db.write((tx) => meetings.promiseClosings(tx))
  for (const id of await db.write((tx) => meetings.openActivities(tx))) tallies.touch(id)
  const silent = setInterval(
    () => void db.write((tx) => meetings.clearSilentControllers(tx, false)).catch(fault),
    SILENT_SEATS_EVERY_MS,
  )
  closers.push(async () => clearInterval(silent))
  const answered = metrics.count('plenary_answers_counted_total', 'Answers counted on this node')
  const counted = (id: ActivityId) => {
    answered()
    tallies.touch(id)
  }
  return { counted, cameIn: (id: MeetingId) => heres.touch(id) }
}

function watch(metrics: Metrics, jobs: Base['jobs'], live: Live): void {
  const sum = async (what: 'failed' | 'waiting') => (await jobs.counts()).reduce((all, one) => all + one[what], 0)
  metrics.watch('plenary_connections', 'Open sockets on this node', () => live.counts().connections)
  metrics.watch('plenary_jobs_failed', 'Jobs that failed to the end', () => sum('failed'))
  metrics.watch('plenary_jobs_waiting', 'Jobs that wait', () => sum('waiting'))
}

/** A call over the socket: parsed like one over HTTP. */
async function callByName(
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
    params: parse(endpoint.params, params ?? undefined, 'params'),
    body: parse(endpoint.body, body ?? undefined, 'body'),
  }
  return calls[name as EndpointName](caller, asked.params as never, asked.body as never)
}

async function readiness(base: Base): Promise<{ ready: boolean; why: string[] }> {
  const ready = await base.client`select 1`.then(
    () => true,
    () => false,
  )
  return { ready, why: ready ? [] : ['the database does not answer'] }
}

function listen(server: ReturnType<typeof openHttp>['server'], config: Config): Promise<number> {
  const { host, port } = config.server
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new StartRefusal(`server.port: ${port} is in use by another program; choose another`)
          : error,
      ),
    )
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

/** One clear line for people: the program cannot start like this. */
export class StartRefusal extends Error {}

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

/** Where people reach the program, as far as the configuration tells. */
export const printedUrl = (config: Config): string =>
  config.server.publicUrl ?? `http://${ownAddress(config.server.host)}:${config.server.port}`

/** This machine's address in its network, so that a phone beside it can open the printed link. */
function ownAddress(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return all.find((one) => one.family === 'IPv4' && !one.internal)?.address ?? '127.0.0.1'
}

async function greeting(config: Config, base: Base, url: string): Promise<string[]> {
  const { db } = base
  const live = config.parts.includes('live')
  if (live)
    await makeSample(
      db,
      config.live.answerPrefix,
      config.chat.irc.flatMap((one) => [...one.channels]),
    )
  const lines: [string, string][] = []
  const [running] = await db.read(async (tx) =>
    (await meetings.myMeetings(tx, people.system)).filter((one) => one.at !== 'after'),
  )
  const view = running ? await db.read((tx) => meetings.consoleView(tx, people.system, running.id)) : null
  const join = view ? `${url}/join/${encodeURIComponent(view.view.settings.code)}` : null
  if (live && view && join) {
    lines.push(['join', join], ['stage', `${url}/stage/${view.view.id}?key=${view.view.stageKey}`])
    lines.push(['board', view.view.event ? `${url}/e/${view.view.event}` : `${url}/`])
  } else {
    lines.push(['board', `${url}/`])
  }
  const hasOwner = await db.read(people.hasOwner)
  const link = hasOwner ? `${url}/console` : `${url}/console/setup#${await db.write(people.makeSetupLink)}`
  lines.push(['console', link], ['data', config.database.url ? 'the database of database.url' : config.data.dir])
  const qr = join ? await QRCode.toString(join, { type: 'utf8', errorCorrectionLevel: 'L' }) : ''
  return [...(qr ? qr.trimEnd().split('\n') : []), ...lines.map(([name, value]) => `${name.padEnd(8)} ${value}`)]
}

/** True when the pages were built. */
export const pagesAreBuilt = (): boolean => existsSync(join(import.meta.dirname, '../../dist/web/attend/index.html'))
