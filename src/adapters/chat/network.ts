/**
 * A chat network, as the rest of Plenary sees it: four verbs, and the protocol ends there.
 * Adding a network is a folder beside `irc/` that fulfils this interface.
 */
import type { ChatFault } from '../../contract/meeting.schema.ts'

export type NetworkName = 'irc' | 'discord' | 'twitch' | 'youtube'

/** What is known of who typed a line. */
export interface Sender {
  /** The name to show and to address in a reply (an IRC nick); never an identity. */
  readonly name: string
  /**
   * The stable id on this network. IRC: the services account, lower-cased by the server's case mapping, when `proven`; else `nick@host`, folded likewise.
   */
  readonly account: string
  /** True when the network itself vouches for the id (IRC: account-tag or WHOX/ACC says they are identified to services). */
  readonly proven: boolean
  /** The sender's standing in the channel the line was typed in; a private message has none. */
  readonly standing: 'operator' | 'voice' | 'none'
}

/** One line heard. */
export interface Heard {
  /** Unique per network connection and line: IRCv3 `msgid` where the server gives one, else an id of our own (a word said twice is two words). */
  readonly id: string
  /** The channel it was typed in; null for a private message. */
  readonly channel: string | null
  readonly sender: Sender
  /** The text, cleaned of control codes; at most 2,000 characters. */
  readonly text: string
  readonly at: Date
}

/** Somebody goes by another name from now on, on the same connection: the ids that lines under both names have where the network does not vouch for them. */
export interface Renamed {
  readonly from: string
  readonly to: string
  /** The names to show, the one before and this one. */
  readonly oldName: string
  readonly name: string
  /** The stable id of whom the network vouches for: that does not change. */
  readonly account: string | null
}

/** A text would take more lines than a channel bears: nothing of it was sent. */
export class TooManyLines extends Error {
  readonly linesMax: number
  /** The bytes that one line holds. */
  readonly lineBytesMax: number
  constructor(linesMax: number, lineBytesMax: number) {
    super(`more than ${linesMax} lines of ${lineBytesMax} bytes`)
    this.linesMax = linesMax
    this.lineBytesMax = lineBytesMax
  }
}

/** Something that is wrong, for as long as it is. `channel`: where it is about one. */
export interface Fault {
  readonly fault: ChatFault
  readonly channel: string | null
}

/**
 * How a connection stands, for the console and the health page. Faults stay while it tries again, until it is connected. Beside one of those at rest stands
 * why, in words of the network.
 */
export type NetworkStatus = { readonly faults: readonly Fault[] } & (
  | { at: 'connecting'; since: Date }
  | { at: 'connected'; since: Date; channels: readonly string[] }
  | { at: 'waiting'; since: Date; until: Date; why: string }
  | { at: 'stopped'; since: Date; why: string }
)

export interface Network {
  readonly name: NetworkName
  /** Connects, and keeps reconnecting until `close`. Resolves at once; `hear` is called for every line of people, in order, never for our own lines, and `renamed` between them when somebody changes their name. */
  connect(hear: (heard: Heard) => Promise<void>, renamed?: (change: Renamed) => Promise<void>): void
  /**
   * Sends one message to a channel or (by name) to a person, cut into as many lines as the network needs; resolves when the lines are written,
   * rejects when not connected. @throws TooManyLines
   */
  say(place: string, text: string): Promise<void>
  /** The same to a person, whenever nothing else wants to be said; false: nobody of this name is there. */
  tell(name: string, text: string): Promise<boolean>
  /** A name as this network compares names. */
  fold(name: string): string
  status(): NetworkStatus
  /** Leaves in order. Idempotent. */
  close(): Promise<void>
}
