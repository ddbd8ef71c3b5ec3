import { randomInt } from 'node:crypto'
import { guardOfNew } from '../../contract/guard.schema.ts'
import { NAME_CHARS_MAX } from '../../contract/limits.ts'
import type { ConsoleChange, MeetingChange, MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed } from '../../contract/meeting.ts'
import { Refusal, type RefusalCode } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import {
  type Actor,
  actorsOfTokens,
  addGuests,
  freshToken,
  guestOf,
  idsOf,
  isBanned,
  type NewGuest,
  otherPeoplesSecrets,
  type Person,
} from '../people/index.ts'
import * as answers from './answers.store.ts'
import { mustNotBeLocked, shutTo } from './door.ts'
import { noOwnWords, type OwnWords } from './filter/index.ts'
import { dropMarks } from './guard.store.ts'
import { mustNotBePutOut, putOutAmong } from './guarding.ts'
import { isFit, type NameCheck, openNameCheck } from './names.ts'
import { asSeated, mustNotBeBanned, seated } from './persons.ts'
import { cleanText, foldName, numberedName } from './rules.ts'
import { publishScores } from './scoreboard.ts'
import { nameOf } from './scores.store.ts'
import { restorePoints } from './scoring.ts'
import { runs } from './seeing.ts'
import { type MeetingRow, meeting as meetingRow, openMeetingsByCode, setHere } from './store.ts'

/** Taking a seat: from the web with a code and a name, from a chat by the first answer. Many at once, because a hall comes in at once. */

/** `guest`: a secret the browser made and keeps until it has heard our answer; none: one is made here. */
export interface JoinWish {
  readonly actor: Actor
  readonly code: string
  readonly name: string
  readonly guest?: string | undefined
  /** The digits of the second code, where the meeting asks for them. */
  readonly second?: string | undefined
}
/** `guest`: the secret of somebody known by nothing else, for their browser to keep. */
export type Joined =
  | { readonly meeting: MeetingId; readonly name: string; readonly fresh: boolean; readonly guest: string | null }
  | Refusal

interface Wish {
  readonly meeting: MeetingId
  /** Further ids of whoever was merged. */
  readonly others: readonly PersonId[]
  /** Why nobody new comes in this way; null: the door is open to them. */
  readonly shut: RefusalCode | null
  readonly fits: NameCheck
  readonly person: PersonId
  readonly name: string
  readonly guest: string | null
}

/**
 * Whoever has a seat gets it again, with the name it has: also who asks again with the same secret, because the answer was lost.
 * Refusals: `wrong-code`, `name-unfit`, `name-taken`, `banned`, `meeting-locked`, `second-code-wrong`, `conflict` for a secret that is somebody's sign-in.
 * @param own the instance's own list of words
 */
export async function join(tx: Tx, wishes: readonly JoinWish[], own: OwnWords = noOwnWords): Promise<Joined[]> {
  const codes = [...new Set(wishes.map((wish) => wish.code))]
  const meetings = new Map((await openMeetingsByCode(tx, codes, 'hold')).map((row) => [row.code, row]))
  const foreign = await foreignSecrets(tx, wishes)
  const parsed = await parseAll(tx, meetings, foreign, wishes, own)
  const wanted = parsed.filter((one): one is Wish => !(one instanceof Refusal))
  const out = await putOutAmong(tx, wanted.flatMap(idsIn))
  const seated = namesOf(await answers.seatsAmong(tx, wanted))
  const isIn = (one: Wish) => seated.has(keyOf(one))
  const comers = wanted.filter((one) => !isIn(one) && !one.shut && !isBannedHere(out, one) && one.fits(one.name))
  const added = namesOf(
    comers.length === 0
      ? []
      : await answers.addSeats(
          tx,
          comers.map(({ meeting, person, name }) => ({ meeting, person, name, name_key: foldName(name) })),
        ),
  )
  await welcomeBack(
    tx,
    comers.filter((one) => added.has(keyOf(one)) && idsIn(one).some((id) => out.has(keyOf(id)))),
  )
  // The same browser may have come in by another door at the same moment: then its seat is there now.
  const turnedAway = comers.filter((one) => !added.has(keyOf(one)))
  if (turnedAway.length > 0) for (const seat of await answers.seatsAmong(tx, turnedAway)) seated.set(keyOf(seat), seat.name)
  const guests = wanted.flatMap((one): [string, NewGuest][] =>
    one.guest && (added.has(keyOf(one)) || seated.has(keyOf(one))) ? [[one.guest, { ...one, token: one.guest }]] : [],
  )
  await addGuests(tx, [...new Map(guests).values()])
  return parsed.map((one) => {
    if (one instanceof Refusal) return one
    return outcome(one, seated.get(keyOf(one)), added.get(keyOf(one)), isBannedHere(out, one))
  })
}

const idsIn = ({ meeting, person, others }: Wish): answers.Seat[] => [person, ...others].map((id) => ({ meeting, person: id }))
const isBannedHere = (out: ReadonlyMap<string, 'removed' | 'banned'>, one: Wish): boolean =>
  idsIn(one).some((id) => out.get(keyOf(id)) === 'banned')

/** Whoever was taken out and comes again has what their answers brought, and is out no more. */
async function welcomeBack(tx: Tx, back: readonly Wish[]): Promise<void> {
  for (const one of back) {
    await dropMarks(tx, one.meeting, [one.person, ...one.others], 'removed')
    await restorePoints(tx, one.meeting, one.person)
  }
}

/** Asked only where a browser brought a secret. */
async function foreignSecrets(tx: Tx, wishes: readonly JoinWish[]): Promise<ReadonlySet<string>> {
  const brought = wishes.flatMap(({ actor, guest }) => (guest && actor.kind !== 'person' ? [guest] : []))
  return brought.length === 0 ? new Set() : otherPeoplesSecrets(tx, brought)
}

const keyOf = (seat: answers.Seat): string => `${seat.meeting}/${seat.person}`
const namesOf = (seats: readonly (answers.Seat & { name: string })[]) => new Map(seats.map((seat) => [keyOf(seat), seat.name]))

function outcome(one: Wish, had: string | undefined, got: string | undefined, isBanned: boolean): Joined {
  if (had !== undefined) return { meeting: one.meeting, name: had, fresh: false, guest: one.guest }
  if (got !== undefined) return { meeting: one.meeting, name: got, fresh: true, guest: one.guest }
  if (isBanned) return new Refusal('banned')
  if (one.shut) return new Refusal(one.shut, one.shut === 'second-code-wrong' ? { path: 'body.second' } : {})
  return new Refusal(one.fits(one.name) ? 'name-taken' : 'name-unfit', { path: 'body.name' })
}

async function parseAll(
  tx: Tx,
  meetings: ReadonlyMap<string, MeetingRow>,
  foreign: ReadonlySet<string>,
  wishes: readonly JoinWish[],
  own: OwnWords,
) {
  const checks = new Map([...meetings.values()].map(({ id, guard }) => [id, openNameCheck(guard, own)]))
  const asked = wishes.map(({ actor, code }) => ({ meeting: meetings.get(code)?.id ?? null, actor }))
  const actors = await asSeated(tx, asked)
  const bans = await bansOf(tx, wishes)
  return wishes.map((wish, i): Wish | Refusal => {
    const meeting = meetings.get(wish.code)
    if (!meeting) return new Refusal('wrong-code', { path: 'params.code' })
    const actor = actors[i] ?? wish.actor
    const seat = parse(meeting, foreign, { ...wish, actor })
    if (seat instanceof Refusal) return seat
    if (isBanned(bans.get(wish.guest ?? '') ?? wish.actor, meeting.event)) return new Refusal('banned')
    return {
      ...seat,
      others: actor.kind === 'person' ? (actor.others ?? []) : [],
      shut: shutTo(meeting, wish.second, tx.now),
      fits: checks.get(meeting.id) ?? isFit,
    }
  })
}

/** Whoever comes without a credential but with a guest's secret is that guest, and banned as they are. */
async function bansOf(tx: Tx, wishes: readonly JoinWish[]): Promise<Map<string, Actor>> {
  const brought = wishes.flatMap(({ actor, guest }) => (guest && actor.kind !== 'person' ? [guest] : []))
  if (brought.length === 0) return new Map()
  const found = await actorsOfTokens(tx, brought, tx.now)
  return new Map(brought.flatMap((guest, i): [string, Actor][] => (found[i] ? [[guest, found[i]]] : [])))
}

type Parsed = Omit<Wish, 'shut' | 'fits' | 'others'>

function parse(meeting: MeetingRow, foreign: ReadonlySet<string>, wish: JoinWish): Parsed | Refusal {
  const name = cleanText(wish.name)
  if (name === '' || [...name].length > NAME_CHARS_MAX) return new Refusal('name-unfit', { path: 'body.name' })
  if (wish.actor.kind === 'person') return { meeting: meeting.id, person: wish.actor.id, name, guest: null }
  if (wish.guest && foreign.has(wish.guest)) return new Refusal('conflict', { path: 'body.guest' })
  const guest = wish.guest ?? freshToken()
  return { meeting: meeting.id, person: guestOf(guest), name, guest }
}

/**
 * A seat for whoever may run the meeting, without a code: under their own name, numbered where it is taken. Who has a seat here gets it again, and
 * `fresh` says so; seats in other meetings are of no matter. @throws Refusal `not-allowed`, `not-found`, `meeting-over`
 */
export async function seatForOrganizer(
  tx: Tx,
  asker: Actor,
  id: MeetingId,
  own: OwnWords = noOwnWords,
): Promise<{ name: string; fresh: boolean }> {
  const meeting = await runs(tx, asker, id)
  if (asker.kind !== 'person') throw new Refusal('not-allowed')
  if (meeting.at === 'after') throw new Refusal('meeting-over')
  const actor = await seated(tx, id, asker)
  const known = await nameOf(tx, id, actor.id)
  if (known) return { name: known.name, fresh: false }
  await seatUnderOwnName(tx, meeting, actor, 'host', own)
  return { name: (await nameOf(tx, id, actor.id))?.name ?? actor.name, fresh: true }
}

/** Takes another name. @throws Refusal `not-joined`, `banned`, `name-unfit`, `name-taken` */
export async function renameSeat(
  tx: Tx,
  asker: Actor,
  meeting: MeetingId,
  wanted: string,
  own: OwnWords = noOwnWords,
): Promise<string> {
  const actor = await seated(tx, meeting, asker)
  if (actor.kind !== 'person' || !(await nameOf(tx, meeting, actor.id))) throw new Refusal('not-joined')
  const row = await meetingRow(tx, meeting)
  mustNotBeBanned(actor, row?.event ?? null)
  const name = cleanText(wanted)
  const fits = openNameCheck(row?.guard ?? guardOfNew, own)
  if ([...name].length > NAME_CHARS_MAX || !fits(name)) throw new Refusal('name-unfit', { path: 'body.name' })
  const free = await answers.renameSeat(tx, { meeting, person: actor.id, name, name_key: foldName(name) })
  if (!free) throw new Refusal('name-taken', { path: 'body.name' })
  await publishScores(tx, meeting)
  return name
}

const NAME_TRIES_MAX = 50

/** Gives a chat person a seat on their first answer: their own name if it is free, else numbered; a name not fit for the screen is replaced. Whoever was taken out is back by it. @throws Refusal `banned`, `meeting-locked` */
export async function seatFromChat(
  tx: Tx,
  meeting: MeetingId,
  asker: Actor & { kind: 'person' },
  network: string,
  own: OwnWords = noOwnWords,
): Promise<void> {
  const actor = await seated(tx, meeting, asker)
  const row = await meetingRow(tx, meeting)
  mustNotBeBanned(actor, row?.event ?? null)
  if (!row || (await nameOf(tx, meeting, actor.id))) return
  await mustNotBePutOut(tx, meeting, actor)
  mustNotBeLocked(row)
  await seatUnderOwnName(tx, row, actor, network, own)
}

async function seatUnderOwnName(
  tx: Tx,
  { id: meeting, guard }: Pick<MeetingRow, 'id' | 'guard'>,
  actor: Person,
  instead: string,
  own: OwnWords,
): Promise<void> {
  const fits = openNameCheck(guard, own)
  const clean = [...cleanText(actor.name)].slice(0, NAME_CHARS_MAX).join('')
  const wanted = clean !== '' && fits(clean) ? clean : `${instead} ${randomInt(1_000, 10_000)}`
  for (let n = 1; n <= NAME_TRIES_MAX; n++) {
    const name = numberedName(wanted, n)
    const added = await answers.addSeats(tx, [{ meeting, person: actor.id, name, name_key: foldName(name) }])
    // Two lines of one person may come at once: whoever has a seat by now needs no other.
    if (added.length === 1) return comeBack(tx, meeting, actor)
    if (await nameOf(tx, meeting, actor.id)) return
  }
  throw new Refusal('name-taken')
}

async function comeBack(tx: Tx, meeting: MeetingId, actor: Person): Promise<void> {
  if (await dropMarks(tx, meeting, idsOf(actor), 'removed')) await restorePoints(tx, meeting, actor.id)
}

/** The meeting a code opens, a name that is free in it, and whether the asker has a seat already. */
export async function lookUp(tx: ReadTx, actor: Actor, code: string, suggestions: readonly string[]) {
  const [meeting] = await openMeetingsByCode(tx, [code])
  if (!meeting) throw new Refusal('wrong-code', { path: 'params.code' })
  const [taken, who] = await Promise.all([
    answers.namesTaken(tx, meeting.id, suggestions.map(foldName)),
    seated(tx, meeting.id, actor),
  ])
  const free = suggestions.find((name) => !taken.has(foldName(name)))
  const joined = who.kind === 'person' && (await nameOf(tx, meeting.id, who.id)) !== null
  if (!joined) {
    await mustNotBePutOut(tx, meeting.id, who)
    mustNotBeLocked(meeting)
  }
  return {
    meeting: meeting.id,
    title: meeting.title,
    suggestion: free ?? numberedName(suggestions[0] ?? 'Guest', randomInt(100, 10_000)),
    joined,
    secondCode: meeting.guard.secondCode,
  }
}

/** Tells everybody how many are here, if that moved. */
export async function publishHere(tx: Tx, meeting: MeetingId): Promise<void> {
  const here = await setHere(tx, meeting)
  if (here === null) return
  tx.announce(meetingFeed(meeting), { kind: 'here', here } satisfies MeetingChange)
  tx.announce(consoleFeed(meeting), { kind: 'here', here } satisfies ConsoleChange)
  await publishScores(tx, meeting)
}
