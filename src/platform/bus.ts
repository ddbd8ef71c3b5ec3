import type { Log } from './log.ts'

/**
 * Wakes followers: only names of feeds travel. A wake-up that is lost or heard twice does no harm, since every node also looks once a second.
 */
export interface Bus {
  publish(feeds: readonly string[]): Promise<void>
  /** Returns how to stop hearing. */
  onWake(hear: (feeds: readonly string[]) => void): () => void
  /** False: this program is the only node. */
  readonly many: boolean
  close(): Promise<void>
}

export function openLocalBus(): Bus {
  const hearers = new Set<(feeds: readonly string[]) => void>()
  return {
    many: false,
    publish: async (feeds) => {
      for (const hear of hearers) hear(feeds)
    },
    onWake(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    close: async () => hearers.clear(),
  }
}

const SUBJECT = 'plenary.feeds'

/** Many nodes on one database: a commit on one wakes the followers of all. Its own followers are woken without the detour. */
export async function openNatsBus(url: string, log: Log): Promise<Bus> {
  const here = openLocalBus()
  const { connect } = await import('@nats-io/transport-node')
  const connection = await connect({ servers: url, maxReconnectAttempts: -1, name: 'plenary', noEcho: true })
  const subscription = connection.subscribe(SUBJECT, {
    callback: (_error, message) => {
      const feeds = feedsOf(message.string())
      if (feeds) void here.publish(feeds)
    },
  })
  await connection.flush() // From here on the server knows that we hear.
  return {
    many: true,
    onWake: here.onWake,
    publish: async (feeds) => {
      await here.publish(feeds)
      try {
        connection.publish(SUBJECT, JSON.stringify(feeds))
      } catch (error) {
        log.warn({ err: error }, 'bus: a wake-up was not sent; other nodes look by themselves within a second')
      }
    },
    close: async () => {
      if (connection.isClosed()) return
      subscription.unsubscribe()
      await connection.drain().catch(() => connection.close()) // there is nothing to wait for while the server is gone
    },
  }
}

function feedsOf(text: string): string[] | null {
  try {
    const feeds: unknown = JSON.parse(text)
    return Array.isArray(feeds) && feeds.every((feed) => typeof feed === 'string') ? feeds : null
  } catch {
    return null
  }
}
