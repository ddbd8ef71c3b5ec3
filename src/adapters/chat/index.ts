/**
 * Chat: people answer from where they already are. Each connection is held by one node at a time (a lease); what it hears goes to the one
 * dispatch, what is promised to a channel comes from the jobs. A network is a folder beside this file.
 */
import type { ChannelBinding, EventId } from '../../contract/meeting.schema.ts'
import type { ToldTopic } from '../../modules/board/index.ts'
import type { OwnWords } from '../../modules/meetings/index.ts'
import type { Leases } from '../../platform/leases.ts'
import type { Log } from '../../platform/log.ts'
import { boardWords } from '../../words/board/all.ts'
import { chatWords } from '../../words/chat/all.ts'
import { defaultLanguage, languageOf } from '../../words/languages.ts'
import { topicLine } from './day/telling.ts'
import { type DispatchMeans, openDispatch } from './dispatch.ts'
import type { IrcSettings } from './irc/index.ts'
import { openedLine, resultsLine } from './lines.ts'
import type { Fault, Network } from './network.ts'
import { openRenaming } from './renaming.ts'

export interface ChatMeans extends Pick<DispatchMeans, 'db' | 'log'> {
  readonly leases: Leases
  readonly settings: readonly (IrcSettings & { readonly event: string | null; readonly language: string })[]
  /** Whether a part is on: while it is not, nothing of it is heard or told in channels. */
  readonly isOn: (part: 'live' | 'event-day') => boolean
  readonly ownWords: () => OwnWords
}

type Told = { prefix: string; activity: Parameters<typeof openedLine>[1]; tally: Parameters<typeof resultsLine>[2] | null }

export interface Chat {
  start(means: Pick<DispatchMeans, 'answers' | 'counted' | 'cameIn' | 'day'>): void
  networks(): {
    network: 'irc'
    server: string
    at: 'connecting' | 'connected' | 'waiting' | 'stopped'
    why: string | null
    channels: string[]
    faults: Fault[]
  }[]
  /** Says it in the binding's language on each connection that is in the channel. Rejects while there is none. */
  tell(binding: ChannelBinding, what: Told): Promise<void>
  /** Tells one person of a topic they watch for; false: they are not there. Rejects while there is no connection to their network. @param at when it was said */
  tellTopic(to: Watcher, topic: ToldTopic & { readonly at: string }): Promise<boolean>
  close(): Promise<void>
}

/** @property network such as `irc/irc.example.org` */
export interface Watcher {
  readonly network: string
  readonly name: string
  readonly language: string
}

export function openChat(means: ChatMeans): Chat {
  const renamed = openRenaming(means)
  const connections = means.settings.map((settings) => ({ settings, network: null as Network | null }))

  const hold = (one: (typeof connections)[number], dispatch: ReturnType<typeof openDispatch>, log: Log) =>
    means.leases.hold(`chat/irc/${one.settings.server}/${one.settings.nick}`, async (lost) => {
      // Loaded where a network is configured alone.
      const { openIrc } = await import('./irc/index.ts')
      if (lost.aborted) return
      const network = openIrc(one.settings, log)
      one.network = network
      const server = one.settings.server.toLowerCase()
      const hearing = { server, event: one.settings.event as EventId | null, language: one.settings.language }
      network.connect(
        (heard) => dispatch(network, hearing, heard),
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
        const status = network?.status() ?? { at: 'connecting' as const, faults: [] }
        return {
          network: 'irc' as const,
          server: settings.server,
          at: status.at,
          why: 'why' in status ? status.why : null,
          channels: 'channels' in status ? [...status.channels] : [],
          faults: [...status.faults],
        }
      }),
    tell: async ({ network: name, server, channel, language }, what) => {
      if (!means.isOn('live')) return
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
    tellTopic: async ({ network: place, name, language }, topic) => {
      const words = await boardWords[languageOf(language) ?? defaultLanguage]()
      const of = connections.find(({ settings, network }) => place === `${network?.name}/${settings.server.toLowerCase()}`)
      if (of?.network?.status().at !== 'connected') throw new Error(`no connection to ${place} at the moment`)
      return of.network.tell(name, topicLine(words, topic, new Date()))
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
