import type { Calls } from '../../contract/doors.ts'
import type { schedule as declared } from '../../contract/schedule.endpoints.ts'
import * as events from '../../modules/events/index.ts'
import * as schedule from '../../modules/schedule/index.ts'
import type { Door } from './door.ts'

type Declared = Pick<Calls, keyof typeof declared>

/** The plan, the bookings and the schedule of an event. */
export const scheduleCalls = (door: Door): Declared => ({
  ...sessionCalls(door),
  ...planCalls(door),
  ...bookingCalls(door),
})

const sessionCalls = (
  door: Door,
): Pick<
  Declared,
  | 'schedule'
  | 'session'
  | 'scheduleVersions'
  | 'scheduleVersion'
  | 'preparedSchedule'
  | 'releaseSchedule'
  | 'putSession'
  | 'dropSession'
  | 'importSchedule'
  | 'scheduleImports'
> => ({
  schedule: (_caller, { event }) =>
    door.db.read(async (tx) => {
      await events.event(tx, event)
      return schedule.releasedLines(tx, event)
    }),
  session: (_caller, { event, session }) => door.db.read((tx) => schedule.session(tx, event, session)),
  scheduleVersions: (caller, { event, ...page }) =>
    door.read(caller, async (tx, actor) => {
      await events.event(tx, event)
      return schedule.versions(tx, actor, event, page)
    }),
  scheduleVersion: (caller, { event, n }) => door.read(caller, (tx, actor) => schedule.version(tx, actor, event, n)),
  preparedSchedule: (caller, { event }) => door.read(caller, (tx, actor) => schedule.preparedSchedule(tx, actor, event)),
  releaseSchedule: async (caller, { event }, told) => ({
    released: await door.write(caller, (tx, actor) => schedule.release(tx, actor, event, told)),
  }),
  putSession: (caller, { event, session }, body) =>
    door.act(caller, (tx, actor) => schedule.putSession(tx, actor, event, session, body)),
  dropSession: (caller, { event, session }) => door.act(caller, (tx, actor) => schedule.dropSession(tx, actor, event, session)),
  importSchedule: async (caller, { event }, { document, address, kind, token, release, daysOnly, note }) => {
    const actor = await door.actorOf(caller)
    const from = address === undefined ? Buffer.from(document ?? '') : ({ kind, url: address, token: token ?? null } as const)
    return { taken: await door.programmes.take(actor, event, { from, release, daysOnly, note }) }
  },
  scheduleImports: async (caller, { event }) => ({
    sources: (await door.read(caller, (tx, actor) => schedule.sources(tx, actor, event))).map((one) => ({
      ...one,
      triedAt: one.triedAt?.toISOString() ?? null,
      goodAt: one.goodAt?.toISOString() ?? null,
    })),
    running: door.programmes.stageOf(event),
  }),
})

const planCalls = (door: Door): Pick<Declared, 'plan' | 'putPlan' | 'tracks' | 'addTracks' | 'changeTrack' | 'dropTrack'> => ({
  plan: (_caller, { event }) =>
    door.db.read(async (tx) => {
      await events.event(tx, event)
      return schedule.plan(tx, event)
    }),
  putPlan: (caller, { event }, body) => door.act(caller, (tx, actor) => schedule.putPlan(tx, actor, event, body)),
  tracks: (_caller, { event }) =>
    door.db.read(async (tx) => {
      await events.event(tx, event)
      return { tracks: await schedule.tracks(tx, event) }
    }),
  addTracks: async (caller, { event }, { names }) => ({
    made: await door.write(caller, (tx, actor) => schedule.addTracks(tx, actor, event, names)),
  }),
  changeTrack: (caller, { event, track }, patch) =>
    door.write(caller, (tx, actor) => schedule.changeTrack(tx, actor, event, track, patch)),
  dropTrack: (caller, { event, track }) =>
    door.act(caller, async (tx, actor) => void (await schedule.dropTracks(tx, actor, event, [track]))),
})

const bookingCalls = (
  door: Door,
): Pick<Declared, 'bookings' | 'book' | 'unbook' | 'block' | 'bookingActs' | 'undoBookingAct'> => ({
  bookings: async (caller, { event }) => ({
    bookings: (await door.read(caller, (tx, actor) => schedule.bookings(tx, actor, event))).map(
      ({ person: _person, madeAt, ...one }) => ({ ...one, madeAt: madeAt.toISOString() }),
    ),
  }),
  book: (caller, { event, booking: id }, body) =>
    door.act(caller, (tx, actor) => schedule.book(tx, actor, { ...body, id, event })),
  unbook: (caller, { event, booking }) => door.act(caller, (tx, actor) => schedule.unbookById(tx, actor, event, booking)),
  block: (caller, { event, booking: id }, body) =>
    door.act(caller, (tx, actor) => schedule.block(tx, actor, { ...body, id, event })),
  bookingActs: async (caller, { event, ...page }) => {
    const { acts, next } = await door.read(caller, (tx, actor) => schedule.bookingActs(tx, actor, event, page))
    return { acts: acts.map(({ person: _person, at, ...one }) => ({ ...one, at: at.toISOString() })), next }
  },
  undoBookingAct: (caller, { event, act }) => door.act(caller, (tx, actor) => schedule.undoBookingAct(tx, actor, event, act)),
})
