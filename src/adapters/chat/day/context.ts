import type { EventId } from '../../../contract/meeting.schema.ts'
import { Refusal, type RefusalCode } from '../../../contract/refusal.ts'
import type { As } from '../../../modules/board/index.ts'
import * as people from '../../../modules/people/index.ts'
import { type Db, idOfKey, type Tx } from '../../../platform/db.ts'
import type { Log } from '../../../platform/log.ts'
import type { BoardWords } from '../../../words/board/en.ts'
import type { Heard, Network } from '../network.ts'

export interface DayMeans {
  readonly db: Db
  readonly log: Log
  /** The page of an event's board. */
  readonly boardLink: (event: EventId) => string
  /** @throws Refusal `address-private`, `programme-unfit` */
  readonly fetchText: (address: string, bytesMax: number) => Promise<string>
}

/** What the settings say of a connection. */
export interface Hearing {
  /** Tells accounts and channels of one network from those of another. */
  readonly server: string
  /** Whose day its channels are about; null: nobody's. */
  readonly event: EventId | null
  /** What is said there. */
  readonly language: string
}
export interface HeardOfDay {
  readonly network: Network
  readonly hearing: Hearing & { readonly event: EventId }
  readonly heard: Heard
}

/** What a command of an event's day is carried out with. */
export interface Context {
  readonly tx: Tx
  readonly actor: people.Person
  readonly event: EventId
  readonly as: As
  readonly words: BoardWords
  readonly language: string
  /** A UUID made of the line, for what wants one. */
  readonly line: string
  /** As the network compares names. */
  readonly fold: (name: string) => string
}

/** What is answered; null: nothing, the board is the answer. */
export type Reply = string | null

/** Carries something out whose refusals have an answer of their own; all others are thrown on. */
export async function orSay<T>(
  work: Promise<T>,
  answers: { readonly [C in RefusalCode]?: string | ((refusal: Refusal) => string | Promise<string>) },
): Promise<T> {
  try {
    return await work
  } catch (error) {
    const answer = error instanceof Refusal ? answers[error.code] : undefined
    if (answer === undefined) throw error
    throw new Said(typeof answer === 'function' ? await answer(error as Refusal) : answer)
  }
}

/** An answer that ends the command: nothing of it has happened. */
export class Said extends Error {
  readonly reply: string
  constructor(reply: string) {
    super(reply)
    this.reply = reply
  }
}

const moment = { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const

/** A moment where the event is, and in whose time: whoever asks in a chat may be elsewhere. */
export const momentAt = (iso: string, timeZone: string, language: string): string =>
  new Intl.DateTimeFormat(language, { ...moment, timeZone }).format(new Date(iso))

/** Who types, as the command sees them. */
export async function contextOf(
  { network, hearing, heard }: HeardOfDay,
  tx: Context['tx'],
  words: Context['words'],
): Promise<Context> {
  const { sender, channel } = heard
  const { event, language, server } = hearing
  const handle = { network: network.name, account: `${server}/${sender.account}`, name: sender.name, proven: sender.proven }
  const person = await people.actorOfHandle(tx, handle)
  const standing = { event, rank: sender.standing, identified: sender.proven }
  const line = idOfKey(`day/${network.name}/${server}/${heard.id}`)
  return {
    tx,
    actor: channel === null ? person : { ...person, standing },
    event,
    as: { name: sender.name, nameKey: network.fold(sender.name), network: `${network.name}/${server}` },
    words,
    language,
    line,
    fold: network.fold,
  }
}
