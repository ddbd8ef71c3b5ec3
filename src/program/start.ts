import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import QRCode from 'qrcode'
import { openAccounts } from '../adapters/accounts/index.ts'
import { makeCalls } from '../adapters/calls/index.ts'
import { openChat } from '../adapters/chat/index.ts'
import { makeJobs } from '../adapters/jobs/index.ts'
import { openOut } from '../adapters/out/index.ts'
import { openProgrammes } from '../adapters/programme/index.ts'
import { openSheets } from '../adapters/sheets/index.ts'
import type { ActivityId } from '../contract/activity.schema.ts'
import type { MeetingId } from '../contract/meeting.schema.ts'
import { isOurSecret } from '../modules/instance/index.ts'
import * as meetings from '../modules/meetings/index.ts'
import * as people from '../modules/people/index.ts'
import type { Config } from '../platform/config.ts'
import { openLeases } from '../platform/leases.ts'
import type { Log } from '../platform/log.ts'
import { type Metrics, openMetrics } from '../platform/metrics.ts'
import { openOutgoing } from '../platform/outgoing.ts'
import { openCalm, openPace } from '../platform/pace.ts'
import { openSeal, secretOf } from '../platform/seal.ts'
import { suggestNames } from '../words/names/suggest.ts'
import { type Base, openBase } from './base.ts'
import { type Closer, closeAll } from './closing.ts'
import { type Current, openCurrent } from './current.ts'
import { makeSample } from './demo.ts'
import { openEventFiles } from './event-files.ts'
import { StartRefusal } from './refusal.ts'
import { mailingTopics } from './topics.ts'
import { version } from './version.ts'
import { openWeb } from './web.ts'

/** The whole program, running: everything is opened in order here, and closed in the opposite one. */

export const TALLY_EVERY_MS = 150
export const HERE_EVERY_MS = 1_000
/** From so many answers at once on, the running count waits until they are acknowledged, and so do those who are to see it. */
const CROWD_MIN = 50
const SILENT_SEATS_EVERY_MS = 5_000
/** For all doors together; together with the database it stays under the minute that service managers give. */
const DOORS_CLOSE_MS_MAX = 12_000

export interface Running {
  readonly url: string
  /** What is printed for people, one a line. */
  readonly lines: readonly string[]
  readonly port: number
  close(): Promise<void>
}

export async function start(config: Config, log: Log): Promise<Running> {
  const base = await openBase(config, log, 'as the program')
  const closers: Closer[] = []
  const close = async () => {
    await closeAll(closers, DOORS_CLOSE_MS_MAX, log)
    await base.close()
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
export async function openDoors(config: Config, log: Log, base: Base, closers: Closer[]) {
  const { db, bus, jobs } = base
  const metrics = openMetrics()
  const secret = secretOf(config)
  const seal = openSeal(secret)
  if (!(await db.write((tx) => isOurSecret(tx, seal)))) throw new StartRefusal(otherSecret(config))
  const accounts = openAccounts(secret, seal)
  const current = await openCurrent(base, config, seal, log)
  closers.push(() => current.close())
  const news = await openNews(log, base, metrics, closers)
  const leases = openLeases(db, log, bus.many ? undefined : 'only')
  const chat = openChat({
    db,
    log,
    leases,
    settings: config.chat.irc,
    isOn: (part) => current.settings().parts.on.includes(part),
    ownWords: () => current.settings().words,
  })
  const reached = { at: printedUrl(config) }
  const outgoing = openOutgoing(config.outgoing.allowPrivate)
  const isOn = () => current.settings().parts.on.includes('event-day')
  const programmes = openProgrammes({ db, outgoing, log, leases, isOn }, config.programme)
  const out = openOut({
    db,
    log,
    seal,
    current,
    bus,
    version,
    outgoing,
    publicUrl: () => reached.at,
    mailUrlIsConfigured: config.mail.url !== null,
  })
  closers.push(() => out.close())
  const table = makeCalls({
    db,
    clock: () => new Date(),
    current,
    seal,
    accounts,
    out,
    programmes,
    sheets: await openSheets(() => new Date()),
    version,
    address: () => reached.at,
    answerPrefix: config.live.answerPrefix,
    suggestNames,
    networks: chat.networks,
    ...news,
  })
  news.crowd.size = table.answers.size
  const boardLink = (event: string) => `${reached.at}/e/${event}`
  chat.start({ answers: table.answers, ...news, day: { boardLink, fetchText: out.fetchText } })
  closers.push(async () => {
    await chat.close()
    await leases.close()
  })
  const mailTopic = mailingTopics(accounts, seal)
  const told = { tell: chat.tell, tellTopic: chat.tellTopic, mailTopic }
  await jobs.work(makeJobs({ db, dropOldAccounts: accounts.dropOld, ...told, wake: { mails: out.wakeMails } }))

  const files = await openEventFiles({ db, current, url: () => reached.at })
  const port = await openWeb({ config, log, base, metrics, current, table, files, calm: news.calm }, closers)
  const url = config.server.publicUrl ?? `http://${ownAddress(config.server.host)}:${port}`
  reached.at = url
  return { url, port, lines: await greeting(config, base, url, current) }
}

/** Every node opens what the others sealed: with a secret of its own it would lose mails, keys of webhooks and passwords without a word. */
const otherSecret = ({ secret, data }: Config): string =>
  `secret: this database was used with another secret than ${secret ? 'this one' : `the one in ${join(data.dir, 'secret')}`}: give each node the one ` +
  'it was first started with (the setting `secret`, or the file `secret` of that data.dir); if it is lost, `plenary backup` and `plenary restore` into an empty database'

/** What is told at our own pace: running counts, how many are here; and what a start finds left over is put in order. */
async function openNews(log: Log, { db, bus }: Base, metrics: Metrics, closers: Closer[]) {
  /** How many answers wait at the moment, once there is who takes them. */
  const crowd = { size: () => 0 }
  const fault = (error: unknown) => log.error({ err: error }, 'news could not be told; it is told with the next')
  const tell = async (id: ActivityId) => {
    await db.write((tx) => meetings.publishTally(tx, id))
    await db.write((tx) => meetings.publishQueue(tx, id))
  }
  const calm = openCalm(() => crowd.size() >= CROWD_MIN)
  const tallies = openPace(TALLY_EVERY_MS, (id) => tell(id as ActivityId), fault, calm)
  const heres = openPace(HERE_EVERY_MS, (id) => db.write((tx) => meetings.publishHere(tx, id as MeetingId)), fault)
  const scores = openPace(HERE_EVERY_MS, (id) => db.write((tx) => meetings.publishScores(tx, id as MeetingId)), fault)
  closers.push(() => Promise.all([tallies.close(), heres.close(), scores.close()]))
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
  return { counted, cameIn: (id: MeetingId) => heres.touch(id), scored: (id: MeetingId) => scores.touch(id), crowd, calm }
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

async function greeting(config: Config, { db }: Base, url: string, current: Current): Promise<string[]> {
  const live = config.parts.includes('live')
  if (live)
    await makeSample(
      db,
      config.live.answerPrefix,
      config.chat.irc.flatMap((one) => [...one.channels]),
    )
  const lines: [string, string][] = []
  const running = await db.read(meetings.anyRunning)
  const view = running ? await db.read((tx) => meetings.consoleView(tx, people.system, running)) : null
  const join = view ? `${url}/join/${encodeURIComponent(view.view.settings.code)}` : null
  if (live && view && join) {
    lines.push(['join', join], ['stage', `${url}/stage/${view.view.id}?key=${view.view.stageKey}`])
    lines.push(['board', view.view.event ? `${url}/e/${view.view.event}` : `${url}/`])
  } else {
    lines.push(['board', `${url}/`])
  }
  const hasOwner = await db.read(people.hasOwner)
  const desk = `${url}/${current.settings().home.consolePath}`
  const link = hasOwner ? desk : `${desk}/setup#${await db.write(people.makeSetupLink)}`
  lines.push(['console', link], ['data', config.database.url ? 'the database of database.url' : config.data.dir])
  const qr = join ? await QRCode.toString(join, { type: 'utf8', errorCorrectionLevel: 'L' }) : ''
  return [...(qr ? qr.trimEnd().split('\n') : []), ...lines.map(([name, value]) => `${name.padEnd(8)} ${value}`)]
}

/** True when the pages were built. */
export const pagesAreBuilt = (): boolean => existsSync(join(import.meta.dirname, '../../dist/web/attend/index.html'))
