/**
 * The socket: follow, unfollow, call. What commands announce reaches every follower from here; what followers call goes through the same
 * endpoints as HTTP. It knows feeds and endpoints by name, and no module.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import type { Caller, FeedDoor } from '../../contract/doors.ts'
import { FRAME_BYTES_MAX } from '../../contract/limits.ts'
import { accessFeed } from '../../contract/people.ts'
import type { Bus } from '../../platform/bus.ts'
import type { Log } from '../../platform/log.ts'
import { openAccess } from './access.ts'
import { Connection, type ConnectionMeans } from './connection.ts'
import { Feed } from './feed.ts'
import { frameOf } from './frame.ts'

export interface LiveMeans extends Pick<ConnectionMeans, 'call' | 'describe' | 'calm'> {
  readonly server: Server
  readonly feeds: FeedDoor
  readonly bus: Bus
  readonly log: Log
  readonly callerOf: (request: IncomingMessage) => Caller
  readonly isOwnOrigin: (request: IncomingMessage) => boolean
  /** The connection that had taken a seat at the controls has gone. */
  readonly leftSeat: (caller: Caller, meeting: string, seat: string) => Promise<void>
}

export interface Live {
  counts(): { connections: number; feeds: number }
  close(): Promise<void>
}

export const CONNECTIONS_MAX = 20_000
const LOOK_EVERY_MS = 1_000
const BEAT_EVERY_MS = 15_000
const GONE_FEED_MS = 10_000
const CLOSE_TIMEOUT_MS = 2_000
const CLOSE_LOOK_MS = 20
const socketsHow = { noServer: true, maxPayload: FRAME_BYTES_MAX, perMessageDeflate: false, clientTracking: false }

export function openLive(means: LiveMeans): Live {
  const connections = new Set<Connection>()
  const feeds = new Map<string, Feed>()
  const sockets = new WebSocketServer(socketsHow)

  const feed = (name: string): Feed => {
    const known = feeds.get(name) ?? new Feed(name, means.feeds)
    feeds.set(name, known)
    return known
  }
  const fault = (error: unknown) => means.log.error({ err: error }, 'live: a feed could not be read; it is looked at again')
  const wake = (names: readonly string[]) => {
    for (const name of names) void feeds.get(name)?.wake().catch(fault)
    if (names.includes(accessFeed)) void access.look().catch(fault)
  }

  const access = openAccess(means.feeds, connections)
  void access.look().catch(fault)
  const closed = (connection: Connection) => {
    connections.delete(connection)
    for (const [meeting, seat] of connection.seats) {
      // A tab that came back on a new line before its old one was found dead still sits there.
      if ([...connections].some((other) => other.seats.get(meeting) === seat)) continue
      void means
        .leftSeat(connection.caller, meeting, seat)
        .catch((error) => means.log.debug({ err: error }, 'live: a seat was not left in order; it runs out by itself'))
    }
  }

  const ofConnection: ConnectionMeans = { ...means, permit: means.feeds.permit, feed, closed }

  const upgrade = (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', destroyed)
    const status = refusalOf(request, means, connections.size)
    if (status) return socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    socket.setNoDelay(true)
    sockets.handleUpgrade(request, socket, head, (ws) => {
      connections.add(new Connection(ws, socket, means.callerOf(request), ofConnection))
    })
  }
  means.server.on('upgrade', upgrade)

  const looking = setInterval(() => void look(feeds, access.last, means.feeds, wake).catch(fault), LOOK_EVERY_MS)
  const beating = setInterval(() => {
    const frame = frameOf({ beat: Date.now() })
    for (const connection of connections) {
      connection.check()
      connection.send(frame)
    }
  }, BEAT_EVERY_MS)
  const tidying = setInterval(() => {
    for (const [name, one] of feeds) if (one.followers === 0) feeds.delete(name)
  }, GONE_FEED_MS)
  const deaf = means.bus.onWake(wake)

  return {
    counts: () => ({ connections: connections.size, feeds: feeds.size }),
    close: async () => {
      deaf()
      for (const timer of [looking, beating, tidying]) clearInterval(timer)
      means.server.off('upgrade', upgrade)
      for (const connection of connections) connection.close(1012, 'restarting')
      for (const until = Date.now() + CLOSE_TIMEOUT_MS; connections.size > 0 && Date.now() < until; )
        await setTimeout(CLOSE_LOOK_MS)
    },
  }
}

/** It stands with each connection for as long as that is open, so it holds on to nothing. */
function destroyed(this: Socket): void {
  this.destroy()
}

function refusalOf(request: IncomingMessage, means: LiveMeans, open: number): string | null {
  if (request.url?.split('?', 1)[0] !== '/ws') return '404 Not Found'
  if (!means.isOwnOrigin(request)) return '403 Forbidden'
  return open >= CONNECTIONS_MAX ? '503 Service Unavailable' : null
}

/** Every second, in case a wake-up was lost: one query for all feeds. */
async function look(
  feeds: ReadonlyMap<string, Feed>,
  access: () => number,
  door: FeedDoor,
  wake: (names: readonly string[]) => void,
): Promise<void> {
  const followed = [...feeds.values()].filter((feed) => feed.followers > 0)
  const seqs = await door.seqs([accessFeed, ...followed.map((feed) => feed.name)])
  if ((seqs.get(accessFeed) ?? 0) !== access()) wake([accessFeed])
  wake(followed.filter((feed) => (seqs.get(feed.name) ?? 0) > feed.last || feed.hasWaiting).map((feed) => feed.name))
}
