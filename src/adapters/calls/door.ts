import type { ActivityId } from '../../contract/activity.schema.ts'
import type { Caller } from '../../contract/doors.ts'
import type { Letter, MailServer } from '../../contract/mails.schema.ts'
import type { ChatFault, EventId, MeetingId, NetworkName } from '../../contract/meeting.schema.ts'
import type { MeetingResults, ResultsForm, SheetRead } from '../../contract/moving.schema.ts'
import type { TakenIn } from '../../contract/schedule.schema.ts'
import type { Kept } from '../../modules/instance/index.ts'
import type { Content } from '../../modules/mails/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import * as people from '../../modules/people/index.ts'
import { type Batch, openBatch } from '../../platform/batch.ts'
import type { Db, ReadTx, Tx } from '../../platform/db.ts'
import type { Seal } from '../../platform/seal.ts'
import type { Accounts } from './accounts.ts'

/** What every row of the table needs: who asks, and a transaction to carry it out in. What a hall does at once is taken in together. */
export interface CallMeans {
  readonly db: Db
  readonly clock: () => Date
  /** The settings that hold, at hand. */
  readonly current: { settings(): Kept; refresh(): Promise<void> }
  readonly seal: Seal
  readonly accounts: Accounts
  readonly version: string
  /** Where people reach this instance. */
  readonly address: () => string
  /** What leaves this program by itself, as it would leave. */
  readonly out: {
    letterOf(content: Content, language: string): Letter
    mailServer(): MailServer
    wakeWebhooks(): void
    /** @throws Refusal `address-private` */
    mayReach(address: string): Promise<void>
    /** The text at an address. @throws Refusal `address-private`, `fetch-failed` */
    fetchText(address: string, bytesMax: number): Promise<string>
  }
  readonly programmes: {
    /** Null: it is what was read there before. @throws Refusal */
    take(
      actor: people.Actor,
      event: EventId,
      wish: {
        readonly from: Uint8Array | { readonly kind: 'pretalx' | 'schedule'; readonly url: string; readonly token: string | null }
        readonly release: boolean
        readonly daysOnly: boolean
        readonly note: string
      },
    ): Promise<TakenIn | null>
    stageOf(event: EventId): { stage: 'fetching' | 'reading' | 'writing'; detail: string } | null
  }
  /** Files of questions and of results. */
  readonly sheets: {
    /** @throws Refusal `too-large`, `sheet-unfit` */
    read(bytes: Uint8Array): Promise<SheetRead>
    write(
      results: MeetingResults,
      form: ResultsForm,
      language: string,
    ): Promise<{ readonly name: string; readonly type: string; readonly bytes: Uint8Array }>
  }
  readonly answerPrefix: string
  /** Friendly names on offer in a language. */
  readonly suggestNames: (language: string) => string[]
  readonly networks: () => {
    network: NetworkName
    server: string
    at: 'connecting' | 'connected' | 'waiting' | 'stopped'
    why: string | null
    channels: string[]
    faults: { fault: ChatFault; channel: string | null }[]
  }[]
  /** News to tell at our own pace. */
  readonly counted: (activity: ActivityId) => void
  readonly cameIn: (meeting: MeetingId) => void
  readonly scored: (meeting: MeetingId) => void
}

export interface Door extends CallMeans {
  readonly answers: Batch<meetings.GivenAnswer, meetings.Outcome>
  readonly joins: Batch<meetings.JoinWish, meetings.Joined>
  /** The instance's own list for the filter. */
  ownWords(): meetings.OwnWords
  actorOf(caller: Caller): Promise<people.Actor>
  /** For answers alone: looked up once in a while, since a seat is checked with each answer. */
  knownActorOf(caller: Caller): people.Actor | Promise<people.Actor>
  /** Whether this caller is one of these persons; if so, what was looked up of them before is forgotten. */
  anew(caller: Caller, persons: ReadonlySet<string>): boolean
  read<T>(caller: Caller, work: (tx: ReadTx, actor: people.Actor) => Promise<T>): Promise<T>
  /** Single questions, which need not agree with each other. */
  look<T>(caller: Caller, work: (tx: ReadTx, actor: people.Actor) => Promise<T>): Promise<T>
  write<T>(caller: Caller, work: (tx: Tx, actor: people.Actor) => Promise<T>): Promise<T>
  /** A command that answers nothing but that it was done. */
  act(caller: Caller, work: (tx: Tx, actor: people.Actor) => Promise<void>): Promise<{ done: true }>
}

const KNOWN_ACTOR_MS = 60_000
const limits = { itemsMax: 2_000, waitingMax: 20_000 }
/** So that the database works on some answers of a hall while the next are read. Of two from one person the database decides, as between nodes. */
const answerLimits = { itemsMax: 500, waitingMax: 20_000, roundsAtOnceMax: 3 }
/** Likewise; of two who want one name the database decides. */
const joinLimits = { ...limits, roundsAtOnceMax: 2 }

export const done = { done: true } as const

export function openDoor(means: CallMeans): Door {
  const { db } = means
  const tokens = openBatch((all: string[]) => db.look((tx) => people.actorsOfTokens(tx, all, means.clock())), limits)
  /** A socket's caller is the same object for as long as it is open. */
  const known = new WeakMap<Caller, { actor: people.Actor; untilMs: number }>()
  /** Who a caller was found to be. */
  const found = new WeakMap<Caller, string>()
  let changes = 0
  const ownWords = () => means.current.settings().words
  const lookUp = async (caller: Caller): Promise<people.Actor> => {
    const since = changes
    const actor = await door.actorOf(caller)
    // What was read before a change that was heard meanwhile is not kept.
    if (actor.kind === 'person' && since === changes) known.set(caller, { actor, untilMs: Date.now() + KNOWN_ACTOR_MS })
    return actor
  }
  /** Nearly always a round brings nothing but new answers. */
  const takeIn = (all: meetings.GivenAnswer[], how: 'all new' | 'any'): Promise<meetings.Outcome[]> =>
    db
      .write((tx) => meetings.answer(tx, all, ownWords(), how))
      .catch((error) => {
        if (how === 'any' || !meetings.isTaken(error)) throw error
        return takeIn(all, 'any')
      })
  const door: Door = {
    ...means,
    ownWords,
    answers: openBatch((all: meetings.GivenAnswer[]) => takeIn(all, 'all new'), answerLimits),
    joins: openBatch((all: meetings.JoinWish[]) => db.write((tx) => meetings.join(tx, all, ownWords())), joinLimits),
    actorOf: async (caller) => {
      const actor = (caller.token && (await tokens.add(caller.token))) || people.stranger
      if (actor.kind === 'person') found.set(caller, actor.id)
      return actor
    },
    anew: (caller, persons) => {
      const isOne = persons.has(found.get(caller) ?? '')
      if (isOne) {
        known.delete(caller)
        changes++
      }
      return isOne
    },
    knownActorOf: (caller) => {
      const before = known.get(caller)
      return before && before.untilMs > Date.now() ? before.actor : lookUp(caller)
    },
    read: async (caller, work) => {
      const actor = await door.actorOf(caller)
      return db.read((tx) => work(tx, actor))
    },
    look: async (caller, work) => {
      const actor = await door.actorOf(caller)
      return db.look((tx) => work(tx, actor))
    },
    write: async (caller, work) => {
      const actor = await door.actorOf(caller)
      return db.write((tx) => work(tx, actor))
    },
    act: async (caller, work) => {
      await door.write(caller, work)
      return done
    },
  }
  return door
}
