import { freshId } from '../../contract/ids.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { Cell, Plan, Room, RoomId } from '../../contract/schedule.schema.ts'
import type { Tx } from '../../platform/db.ts'
import type { Actor } from '../people/index.ts'
import * as schedule from '../schedule/index.ts'
import { announce, freshActId, holdDay, record } from './acting.ts'
import * as people from './people.store.ts'
import { mustRun } from './permission.ts'
import type { PtgDocument, PtgRoom } from './ptg.ts'
import type { As } from './rules.ts'
import { settingsOf, wholeOf } from './running.ts'
import * as store from './store.ts'

/** Takes in a ptgbot's document: each key it brings replaces what there is of that, and the rest stays. One act, which can be undone as a whole. */

export interface TakenIn {
  readonly tracks: number
  readonly rooms: number
  readonly bookings: number
}

/**
 * @param from where the document is from, for people
 * @param network whose nicks its people are, as `irc/irc.example.org`
 * @throws Refusal `not-allowed`, `banned`, `not-found`, `slot-taken` for bookings that overlap in a room
 */
export async function takeInPtg(
  tx: Tx,
  actor: Actor,
  event: EventId,
  given: { readonly document: PtgDocument; readonly from: string; readonly network: string | null },
  as?: As,
): Promise<TakenIn> {
  mustRun(actor, event)
  const day = await holdDay(tx, event)
  const id = freshActId(tx)
  const before = { ...(await wholeOf(tx, event, day)), cleared: true } as const
  const { document } = given
  await takeTracks(tx, actor, event, document)
  const plan = planOf(before.plan, document, () => freshId<RoomId>(tx.now.getTime()))
  if (document.given.has('slots') || document.given.has('schedule')) await schedule.putPlan(tx, actor, event, plan)
  await takeSaid(tx, event, document)
  await takeDay(tx, event, document, day)
  await takePeople(tx, event, id, given)
  await record(tx, actor, event, { act: 'take-in', words: given.from, scope: ['all'], before }, as, id)
  announce(tx, event, { kind: 'anew' })
  const bookings = plan.cells.filter(({ track }) => track !== null).length
  return { tracks: document.tracks.length, rooms: plan.rooms.length, bookings }
}

async function takeTracks(tx: Tx, actor: Actor, event: EventId, { tracks, given }: PtgDocument): Promise<void> {
  const names = new Set(tracks.map(({ name }) => name))
  await schedule.addTracks(tx, actor, event, [...names])
  const all = await schedule.tracks(tx, event)
  if (given.has('tracks'))
    await schedule.dropTracks(
      tx,
      actor,
      event,
      all.flatMap(({ name }) => (names.has(name) ? [] : [name])),
    )
  for (const { name, color, link, etherpad } of tracks) {
    const is = all.find((one) => one.name === name)
    const patch = {
      ...(given.has('colors') && color !== null && color !== is?.color ? { color } : {}),
      ...(given.has('urls') && link !== is?.link ? { link } : {}),
      ...(given.has('etherpads') && etherpad !== is?.etherpad ? { etherpad } : {}),
    }
    if (Object.keys(patch).length > 0) await schedule.changeTrack(tx, actor, event, name, patch)
  }
}

/** Rooms that were here by the same name are the same rooms. */
function planOf(held: Plan, { given, days, rooms }: PtgDocument, fresh: () => RoomId): Plan {
  const known = new Map(held.rooms.map((room) => [room.name, room]))
  const after = given.has('slots') ? days : held.days
  const codes = new Set(after.flatMap((day) => day.slots.map(({ code }) => code)))
  const isThere = ({ slot }: Pick<Cell, 'slot'>) => codes.has(slot)
  if (!given.has('schedule')) return { days: [...after], rooms: held.rooms, cells: held.cells.filter(isThere) }
  const made = rooms.map((room) => ({ room: roomOf(room, known.get(room.name), fresh), offers: room.offers }))
  return {
    days: [...after],
    rooms: made.map(({ room }) => room),
    cells: made.flatMap(({ room, offers }) =>
      offers.filter(isThere).map(({ slot, track }): Cell => ({ room: room.id, slot, track, blocked: null })),
    ),
  }
}

const roomOf = ({ name, about, icon, iconText, link }: PtgRoom, known: Room | undefined, fresh: () => RoomId): Room => ({
  id: known?.id ?? fresh(),
  ...{ name, about, icon, iconText, link },
  capacity: known?.capacity ?? null,
})

async function takeSaid(tx: Tx, event: EventId, { tracks, given }: PtgDocument): Promise<void> {
  const [hasNow, hasNext, hasPlace] = [given.has('now'), given.has('next'), given.has('location')]
  if (!hasNow && !hasNext && !hasPlace) return
  const of = new Map(tracks.map((one) => [one.name, one]))
  const held = new Map((await store.said(tx, event)).map((one) => [one.track, one]))
  const topic = (text: string) => ({ text, at: tx.now.toISOString() })
  const after = [...new Set([...of.keys(), ...held.keys()])].map((track): store.Said => {
    const [told, is] = [of.get(track), held.get(track) ?? { track, now: null, next: [], place: null }]
    return {
      track,
      now: hasNow ? (told?.now ? topic(told.now) : null) : is.now,
      next: hasNext ? (told?.next ?? []).map(topic) : is.next,
      place: hasPlace ? (told?.place ?? null) : is.place,
    }
  })
  await store.putSaid(tx, event, after)
}

async function takeDay(tx: Tx, event: EventId, document: PtgDocument, day: store.Day): Promise<void> {
  const { given, voiceNeeded, padsFrom, links, notices } = document
  await store.putSettings(tx, event, {
    ...settingsOf(day),
    ...(given.has('voice') ? { speaking: voiceNeeded ? 'voice' : 'everybody' } : {}),
    ...(given.has('eventid') ? { padsFrom } : {}),
    ...(given.has('links') ? { links: [...links] } : {}),
  })
  const at = tx.now.toISOString()
  const all = notices.map(({ level, text }) => ({ id: freshId(tx.now.getTime()), level, text, at }))
  if (given.has('motd')) await store.putNotices(tx, event, all)
}

/** Nobody has proved yet to be one of these nicks: whoever comes by it on its network is taken for them, as everywhere there. */
async function takePeople(
  tx: Tx,
  event: EventId,
  act: string,
  { document, network }: { readonly document: PtgDocument; readonly network: string | null },
): Promise<void> {
  const { given, checkIns, watches } = document
  const asOf = (nick: string): As => ({ name: nick, nameKey: nick.toLowerCase(), network })
  if (given.has('last_check_in')) {
    await people.clear(tx, event, 'check-ins', act)
    const all = checkIns.map(({ nick, place, in: since, out }) => ({ ...asOf(nick), person: null, place, in: since, out }))
    await people.addCheckIns(tx, event, all)
  }
  if (given.has('subscriptions')) {
    await people.clear(tx, event, 'watches', act)
    const all = watches.map(({ nick, pattern }) => ({ ...asOf(nick), person: null, pattern, language: 'en' }))
    await people.addWatches(tx, event, all)
  }
}
