/**
 * The one table from endpoint to command: what HTTP and the socket carry out alike. Each row finds the actor, opens a transaction and calls the
 * command; permission and rules are the command's own.
 */
import type { ActivityId } from '../../contract/activity.schema.ts'
import type { Caller, Calls } from '../../contract/doors.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import * as events from '../../modules/events/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import * as people from '../../modules/people/index.ts'
import { type Batch, BatchFull, openBatch } from '../../platform/batch.ts'
import type { Db } from '../../platform/db.ts'
import { openRate } from '../../platform/rate.ts'

export interface CallMeans {
  readonly db: Db
  readonly clock: () => Date
  readonly parts: readonly string[]
  readonly version: string
  readonly answerPrefix: string
  /** Friendly names on offer in a language. */
  readonly suggestNames: (language: string) => string[]
  readonly networks: () => {
    network: 'irc'
    server: string
    at: 'connecting' | 'connected' | 'waiting' | 'stopped'
    why: string | null
    channels: string[]
  }[]
  /** News to tell at our own pace. */
  readonly counted: (activity: ActivityId) => void
  readonly cameIn: (meeting: MeetingId) => void
}

export interface CallTable {
  readonly calls: Calls
  readonly actorOf: (caller: Caller) => Promise<people.Actor>
  /** Where chats put answers in too: one stream of rounds for all doors. */
  readonly answers: Batch<meetings.GivenAnswer, meetings.Outcome>
}

const KNOWN_ACTOR_MS = 60_000
const ROUND_ITEMS_MAX = 2_000
const WAITING_ITEMS_MAX = 20_000
/** A wrong code costs one; a hall behind one address types many right ones. */
const wrongCodes = { burst: 30, perSecond: 0.5, keysMax: 10_000 }
const setUpTries = { burst: 10, perSecond: 0.1, keysMax: 10_000 }

const done = { done: true } as const

export function makeCalls(means: CallMeans): CallTable {
  const { db } = means
  const limits = { itemsMax: ROUND_ITEMS_MAX, waitingMax: WAITING_ITEMS_MAX }
  const tokens = openBatch((all: string[]) => db.read((tx) => people.actorsOfTokens(tx, all, means.clock())), limits)
  const answers = openBatch((all: meetings.GivenAnswer[]) => db.write((tx) => meetings.answer(tx, all)), limits)
  const joins = openBatch((all: meetings.JoinWish[]) => db.write((tx) => meetings.join(tx, all)), limits)
  const wrong = openRate(wrongCodes)
  const setUps = openRate(setUpTries)

  const actorOf = async (caller: Caller): Promise<people.Actor> => {
    if (!caller.token) return people.stranger
    return (await tokens.add(caller.token).catch(busy)) ?? people.stranger
  }
  /** A socket's caller is the same object for as long as it is open: who answers is looked up once in a while, since a seat is checked with the answer. */
  const known = new WeakMap<Caller, { actor: people.Actor; untilMs: number }>()
  const actorOfAnswer = async (caller: Caller): Promise<people.Actor> => {
    const before = known.get(caller)
    if (before && before.untilMs > Date.now()) return before.actor
    const actor = await actorOf(caller)
    if (actor.kind === 'person') known.set(caller, { actor, untilMs: Date.now() + KNOWN_ACTOR_MS })
    return actor
  }
  const read = async <T>(
    caller: Caller,
    work: (tx: Parameters<Parameters<Db['read']>[0]>[0], actor: people.Actor) => Promise<T>,
  ): Promise<T> => {
    const actor = await actorOf(caller)
    return db.read((tx) => work(tx, actor))
  }
  const write = async <T>(
    caller: Caller,
    work: (tx: Parameters<Parameters<Db['write']>[0]>[0], actor: people.Actor) => Promise<T>,
  ): Promise<T> => {
    const actor = await actorOf(caller)
    return db.write((tx) => work(tx, actor))
  }
  const act = async (caller: Caller, work: Parameters<typeof write<void>>[1]) => {
    await write(caller, work)
    return done
  }
  const guess = async <T>(caller: Caller, work: () => Promise<T>): Promise<T> => {
    if (!wrong.has(caller.address, Date.now())) throw new Refusal('too-many')
    try {
      return await work()
    } catch (error) {
      if (error instanceof Refusal && error.code === 'wrong-code') wrong.take(caller.address, Date.now())
      throw error
    }
  }

  const calls: Calls = {
    instance: async () => ({
      parts: [...means.parts],
      hasOwner: await db.read(people.hasOwner),
      version: means.version,
      serverTime: means.clock().toISOString(),
    }),
    redeemSetup: async (caller, _params, body) => {
      if (!setUps.take(caller.address, Date.now())) throw new Refusal('too-many')
      const token = await write(caller, (tx, actor) => people.redeemSetupLink(tx, actor, body.token, body.name))
      caller.remember?.('sign-in', token)
      return done
    },
    me: async (caller) => {
      const actor = await actorOf(caller)
      if (actor.kind !== 'person') return { signedIn: false, name: null, roles: [] }
      return { signedIn: actor.roles.length > 0, name: actor.name, roles: [...actor.roles] }
    },
    signOut: async (caller) => {
      const { token } = caller
      if (token) await db.write((tx) => people.signOut(tx, token))
      caller.remember?.('sign-in', null)
      return done
    },
    openMeetings: async () => ({ meetings: await db.read((tx) => meetings.openMeetings(tx, null)) }),
    myMeetings: async (caller) => ({ meetings: await read(caller, meetings.myMeetings) }),
    event: (_caller, { event }) =>
      db.read(async (tx) => ({ event: await events.event(tx, event), meetings: await meetings.openMeetings(tx, event) })),
    events: async () => ({ events: await db.read(events.events) }),
    createEvent: (caller, { event }, body) => act(caller, (tx, actor) => events.putEvent(tx, actor, event, body)),
    networks: async (caller) => {
      const actor = await actorOf(caller)
      if (actor.kind !== 'person' || actor.roles.length === 0) throw new Refusal('not-allowed')
      return { networks: means.networks() }
    },
    lookUpCode: (caller, { code }) =>
      guess(caller, () => read(caller, (tx, actor) => meetings.lookUp(tx, actor, code, means.suggestNames(caller.language)))),
    join: (caller, { code }, body) =>
      guess(caller, async () => {
        const actor = await actorOf(caller)
        const joined = await joins.add({ actor, code, name: body.name }).catch(busy)
        if (joined instanceof Refusal) throw joined
        if (joined.guest) caller.remember?.('guest', joined.guest)
        if (joined.fresh) means.cameIn(joined.meeting)
        return { meeting: joined.meeting, name: joined.name, fresh: joined.fresh }
      }),
    seat: (caller, { meeting }) => read(caller, (tx, actor) => meetings.seat(tx, actor, meeting)),
    renameSeat: async (caller, { meeting }, body) => ({
      name: await write(caller, (tx, actor) => meetings.renameSeat(tx, actor, meeting, body.name)),
    }),
    createMeeting: (caller, { meeting }, body) =>
      act(caller, (tx, actor) => meetings.createMeeting(tx, actor, meeting, body, means.answerPrefix)),
    changeMeeting: (caller, { meeting }, body) => act(caller, (tx, actor) => meetings.changeMeeting(tx, actor, meeting, body)),
    deleteMeeting: (caller, { meeting }) => act(caller, (tx, actor) => meetings.deleteMeeting(tx, actor, meeting)),
    meeting: (caller, { meeting }) => read(caller, (tx, actor) => meetings.meetingView(tx, actor, meeting)),
    console: (caller, { meeting }) => read(caller, (tx, actor) => meetings.consoleView(tx, actor, meeting)),
    putActivity: (caller, { meeting, activity }, body) =>
      act(caller, (tx, actor) => meetings.putActivity(tx, actor, meeting, activity, body)),
    deleteActivity: (caller, { meeting, activity }) =>
      act(caller, (tx, actor) => meetings.deleteActivity(tx, actor, meeting, activity)),
    markDone: (caller, { meeting, activity }, body) =>
      act(caller, (tx, actor) => meetings.markDone(tx, actor, meeting, activity, body.done)),
    orderActivities: (caller, { meeting }, body) =>
      act(caller, (tx, actor) => meetings.orderActivities(tx, actor, meeting, body.order)),
    takeControl: async (caller, { meeting }, body) => ({
      controller: await write(caller, (tx, actor) => meetings.takeControl(tx, actor, meeting, body.seat, body.force)),
    }),
    leaveControl: (caller, { meeting, seat }) => act(caller, (tx, actor) => meetings.leaveControl(tx, actor, meeting, seat)),
    step: async (caller, { meeting }, body) => ({
      at: await write(caller, (tx, actor) => meetings.takeStep(tx, actor, meeting, body)),
    }),
    bindChannel: (caller, { meeting }, body) => act(caller, (tx, actor) => meetings.bindChannel(tx, actor, meeting, body)),
    unbindChannel: (caller, { meeting, network, channel }) =>
      act(caller, (tx, actor) => meetings.unbindChannel(tx, actor, meeting, { network, channel })),
    answer: async (caller, { activity, answer }, body) => {
      const actor = await actorOfAnswer(caller)
      const outcome = await answers.add({ actor, id: answer, activity, given: body }).catch(busy)
      if (outcome instanceof Refusal) throw outcome
      means.counted(activity)
      return outcome
    },
    tally: (caller, { activity }) => read(caller, (tx, actor) => meetings.tallyView(tx, actor, activity)),
    result: (caller, { activity }) => read(caller, (tx, actor) => meetings.result(tx, actor, activity)),
  }
  return { calls, actorOf, answers }
}

function busy(error: unknown): never {
  throw error instanceof BatchFull ? new Refusal('unavailable') : error
}
