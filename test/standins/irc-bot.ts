/** Plenary's own IRC connection, opened for a test: what it heard and logged lies open, and the long waits are short. */
import { pino } from 'pino'
import { type IrcSettings, openIrc, type Pace } from '../../src/adapters/chat/irc/index.ts'
import { PACE } from '../../src/adapters/chat/irc/settings.ts'
import type { Heard, Network, Renamed } from '../../src/adapters/chat/network.ts'
import { until } from './irc-client.ts'

export interface Bot {
  readonly network: Network
  readonly heard: readonly Heard[]
  readonly renamed: readonly Renamed[]
  /** One JSON line each. */
  readonly logged: readonly string[]
  /** Waits until it is connected and in all these channels (default: those of its settings). */
  in(...channels: string[]): Promise<void>
  hears(text: string): Promise<Heard>
  logs(pattern: RegExp): Promise<string>
}

export interface BotWishes extends Partial<IrcSettings> {
  readonly server: string
  readonly port: number
}

export const QUICK: Pace = { ...PACE, nickRetryMs: 500, rejoinMinMs: 200, rejoinMaxMs: 1_000, bannedRetryMs: 2_000 }

export const NO_SASL = { mechanism: 'PLAIN', account: null, password: null, certificate: null, required: false } as const

let opened = 0

/** Each bot its own nick, so that many can be tried at once; everything else as little as will do. */
export function settingsOf(wishes: BotWishes): IrcSettings {
  return {
    tls: false,
    tlsTrust: null,
    nick: `plenary${++opened}`,
    alternativeNick: null,
    channels: ['#ptg'],
    sasl: NO_SASL,
    nickserv: { password: null, service: 'NickServ' },
    reconnect: { minS: 0.2, maxS: 1 },
    pauses: { lineS: 0.02, messageS: 0.05 },
    operators: 'above-o',
    ...wishes,
  }
}

/** Opens and connects; closing is the caller's (`withBot` does it). */
export function openBot(wishes: BotWishes, pace: Pace = QUICK): Bot {
  const logged: string[] = []
  const heard: Heard[] = []
  const renamed: Renamed[] = []
  const settings = settingsOf(wishes)
  const network = openIrc(
    settings,
    pino({ level: 'trace', base: null }, { write: (line: string) => void logged.push(line) }),
    pace,
  )
  network.connect(
    async (line) => void heard.push(line),
    async (change) => void renamed.push(change),
  )
  return {
    network,
    heard,
    renamed,
    logged,
    async in(...channels) {
      const wanted = channels.length > 0 ? channels : settings.channels
      await until(`the bot to be in ${wanted}: ${JSON.stringify(network.status())} ${logged.slice(-3)}`, () => {
        const status = network.status()
        return status.at === 'connected' && wanted.every((channel) => status.channels.includes(channel))
      })
    },
    hears: (text) => until(`the bot to hear ${text}`, () => heard.find((line) => line.text === text)),
    logs: (pattern) =>
      until(`the bot to log ${pattern}; logged ${logged.slice(-5)}`, () => logged.find((line) => pattern.test(line))),
  }
}

/** Runs a test with a bot and closes it whatever happens. */
export async function withBot(wishes: BotWishes, work: (bot: Bot) => Promise<void>, pace?: Pace): Promise<void> {
  const bot = openBot(wishes, pace)
  try {
    await work(bot)
  } finally {
    await bot.network.close()
  }
}
