/**
 * Chat: people answer from where they already are. Each connection is held by one node at a time (a lease); what it hears goes to the one
 * dispatch, what is promised to a channel comes from the jobs. A network is a folder beside this file.
 */
import type { ChannelBinding } from '../../contract/meeting.schema.ts'
import type { Leases } from '../../platform/leases.ts'
import type { Log } from '../../platform/log.ts'
import { chatWords } from '../../words/chat/all.ts'
import { defaultLanguage, languageOf } from '../../words/languages.ts'
import { type DispatchMeans, openDispatch } from './dispatch.ts'
import { type IrcSettings, openIrc } from './irc/index.ts'
import { openedLine, resultsLine } from './lines.ts'
import type { Network } from './network.ts'
import { openRenaming } from './renaming.ts'

export interface ChatMeans extends Pick<DispatchMeans, 'db' | 'log'> {
  readonly leases: Leases
  readonly settings: readonly IrcSettings[]
  /** Whether meetings are a part that is on: while they are not, channels are neither heard nor told anything. */
  readonly liveIsOn: () => boolean
}

type Told = { prefix: string; activity: Parameters<typeof openedLine>[1]; tally: Parameters<typeof resultsLine>[2] | null }

export interface Chat {
  start(means: Pick<DispatchMeans, 'answers' | 'counted' | 'cameIn'>): void
  networks(): {
    network: 'irc'
    server: string
    at: 'connecting' | 'connected' | 'waiting' | 'stopped'
    why: string | null
    channels: string[]
  }[]
  /** Says it in the binding's language on each connection that is in the channel. Rejects while there is none. */
  tell(binding: ChannelBinding, what: Told): Promise<void>
  close(): Promise<void>
}

export function openChat(means: ChatMeans): Chat {
  const renamed = openRenaming(means)
  const connections = means.settings.map((settings) => ({ settings, network: null as Network | null }))

  const hold = (one: (typeof connections)[number], dispatch: ReturnType<typeof openDispatch>, log: Log) =>
    means.leases.hold(`chat/irc/${one.settings.server}/${one.settings.nick}`, async (lost) => {
      const network = openIrc(one.settings, log)
      one.network = network
      const server = one.settings.server.toLowerCase()
      network.connect(
        async (heard) => {
          if (heard.channel === null || means.liveIsOn()) await dispatch(network, server, heard)
        },
        (change) => renamed(network, server, change),
      )
      await new Promise<void>((resolve) =>
        lost.aborted ? resolve() : lost.addEventListener('abort', () => resolve(), { once: true }),
      )
      one.network = null
      await network.close()
    })

  return {
    start: (rest) => {
      const dispatch = openDispatch({ ...means, ...rest })
      for (const one of connections) void hold(one, dispatch, means.log)
    },
    networks: () =>
      connections.map(({ settings, network }) => {
        const status = network?.status() ?? { at: 'connecting' as const }
        return {
          network: 'irc' as const,
          server: settings.server,
          at: status.at,
          why: 'why' in status ? status.why : null,
          channels: 'channels' in status ? [...status.channels] : [],
        }
      }),
    tell: async ({ network: name, server, channel, language }, what) => {
      if (!means.liveIsOn()) return
      const words = await chatWords[languageOf(language) ?? defaultLanguage]()
      const line = what.tally ? resultsLine(words, what.activity, what.tally) : openedLine(words, what.activity, what.prefix)
      if (!line) return
      const inIt = connections.flatMap(({ settings, network }) => {
        const isIts = network?.name === name && (server === null || server === settings.server.toLowerCase())
        return isIts && isIn(network, channel) ? [network] : []
      })
      if (inIt.length === 0) throw new Error(`no connection is in ${channel} at the moment`)
      for (const network of inIt) await network.say(channel, line)
    },
    close: async () => {
      await Promise.all(connections.map(({ network }) => network?.close()))
    },
  }
}

function isIn(network: Network, channel: string): boolean {
  const status = network.status()
  return status.at === 'connected' && status.channels.some((one) => one.toLowerCase() === channel.toLowerCase())
}
