import { randomInt } from 'node:crypto'
import { NAME_CHARS_MAX } from '../../contract/limits.ts'
import type { ConsoleChange, MeetingChange, MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed } from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import {
  type Actor,
  actorsOfTokens,
  addGuests,
  freshToken,
  guestOf,
  isBanned,
  type NewGuest,
  otherPeoplesSecrets,
  type Person,
} from '../people/index.ts'
import * as answers from './answers.store.ts'
import { isFit } from './names.ts'
import { asSeated, mustNotBeBanned, seated } from './persons.ts'
import { cleanText, foldName, numberedName } from './rules.ts'
import { publishScores } from './scoreboard.ts'
import { nameOf } from './scores.store.ts'
import { runs } from './seeing.ts'
import { type MeetingRow, meeting as meetingRow, openMeetingsByCode, setHere } from './store.ts'

/** Taking a seat: from the web with a code and a name, from a chat by the first answer. Many at once, because a hall comes in at once. */

/** `guest`: a secret the browser made and keeps until it has heard our answer; none: one is made here. */
export interface JoinWish {
  readonly actor: Actor
  readonly code: string
  readonly name: string
  readonly guest?: string | undefined
}
/** `guest`: the secret of somebody known by nothing else, for their browser to keep. */
export type Joined =
  | { readonly meeting: MeetingId; readonly name: string; readonly fresh: boolean; readonly guest: string | null }
  | Refusal

interface Wish {
  readonly meeting: MeetingId
  readonly person: PersonId
  readonly name: string
  readonly guest: string | null
}

/**
 * Whoever has a seat gets it again, with the name it has: also who asks again with the same secret, because the answer was lost.
 * Refusals: `wrong-code`, `name-unfit`, `name-taken`, `banned`, `conflict` for a secret that is somebody's sign-in.
 */
export async function join(tx: Tx, wishes: readonly JoinWish[]): Promise<Joined[]> {
  const codes = [...new Set(wishes.map((wish) => wish.code))]
  const meetings = new Map((await openMeetingsByCode(tx, codes, 'hold')).map((row) => [row.code, row]))
  const foreign = await foreignSecrets(tx, wishes)
  const parsed = await parseAll(tx, meetings, foreign, wishes)
  const wanted = parsed.filter((one): one is Wish => !(one instanceof Refusal))
  const seated = namesOf(await answers.seatsAmong(tx, wanted))
  const comers = wanted.filter((one) => !seated.has(keyOf(one)) && isFit(one.name))
  const added = namesOf(
    comers.length === 0
      ? []
      : await answers.addSeats(
          tx,
          comers.map(({ meeting, person, name }) => ({ meeting, person, name, name_key: foldName(name) })),
        ),
  )
  // The same browser may have come in by another door at the same moment: then its seat is there now.
  const turnedAway = comers.filter((one) => !added.has(keyOf(one)))
  if (turnedAway.length > 0) for (const seat of await answers.seatsAmong(tx, turnedAway)) seated.set(keyOf(seat), seat.name)
  const guests = wanted.flatMap((one): [string, NewGuest][] =>
    one.guest && (added.has(keyOf(one)) || seated.has(keyOf(one))) ? [[one.guest, { ...one, token: one.guest }]] : [],
  )
  await addGuests(tx, [...new Map(guests).values()])
  return parsed.map((one) => (one instanceof Refusal ? one : outcome(one, seated.get(keyOf(one)), added.get(keyOf(one)))))
}

/** Asked only where a browser brought a secret. */
async function foreignSecrets(tx: Tx, wishes: readonly JoinWish[]): Promise<ReadonlySet<string>> {
  const brought = wishes.flatMap(({ actor, guest }) => (guest && actor.kind !== 'person' ? [guest] : []))
  return brought.length === 0 ? new Set() : otherPeoplesSecrets(tx, brought)
}

const keyOf = (seat: answers.Seat): string => `${seat.meeting}/${seat.person}`
const namesOf = (seats: readonly (answers.Seat & { name: string })[]) => new Map(seats.map((seat) => [keyOf(seat), seat.name]))

function outcome(one: Wish, had: string | undefined, got: string | undefined): Joined {
  if (had !== undefined) return { meeting: one.meeting, name: had, fresh: false, guest: one.guest }
  if (got !== undefined) return { meeting: one.meeting, name: got, fresh: true, guest: one.guest }
  return new Refusal(isFit(one.name) ? 'name-taken' : 'name-unfit', { path: 'body.name' })
}

async function parseAll(
  tx: Tx,
  meetings: ReadonlyMap<string, MeetingRow>,
  foreign: ReadonlySet<string>,
  wishes: readonly JoinWish[],
) {
  const asked = wishes.map(({ actor, code }) => ({ meeting: meetings.get(code)?.id ?? null, actor }))
  const actors = await asSeated(tx, asked)
  const bans = await bansOf(tx, wishes)
  return wishes.map((wish, i): Wish | Refusal => {
    const meeting = meetings.get(wish.code)
    const parsed = parse(meeting, foreign, { ...wish, actor: actors[i] ?? wish.actor })
    const known = bans.get(wish.guest ?? '') ?? wish.actor
    return !(parsed instanceof Refusal) && meeting && isBanned(known, meeting.event) ? new Refusal('banned') : parsed
  })
}

/** Whoever comes without a credential but with a guest's secret is that guest, and banned as they are. */
async function bansOf(tx: Tx, wishes: readonly JoinWish[]): Promise<Map<string, Actor>> {
  const brought = wishes.flatMap(({ actor, guest }) => (guest && actor.kind !== 'person' ? [guest] : []))
  if (brought.length === 0) return new Map()
  const found = await actorsOfTokens(tx, brought, tx.now)
  return new Map(brought.flatMap((guest, i): [string, Actor][] => (found[i] ? [[guest, found[i]]] : [])))
}

function parse(meeting: MeetingRow | undefined, foreign: ReadonlySet<string>, wish: JoinWish): Wish | Refusal {
  if (!meeting) return new Refusal('wrong-code', { path: 'params.code' })
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
export async function seatForOrganizer(tx: Tx, asker: Actor, id: MeetingId): Promise<{ name: string; fresh: boolean }> {
  const meeting = await runs(tx, asker, id)
  if (asker.kind !== 'person') throw new Refusal('not-allowed')
  if (meeting.at === 'after') throw new Refusal('meeting-over')
  const actor = await seated(tx, id, asker)
  const known = await nameOf(tx, id, actor.id)
  if (known) return { name: known.name, fresh: false }
  await seatUnderOwnName(tx, id, actor, 'host')
  return { name: (await nameOf(tx, id, actor.id))?.name ?? actor.name, fresh: true }
}

/** Takes another name. @throws Refusal `not-joined`, `banned`, `name-unfit`, `name-taken` */
export async function renameSeat(tx: Tx, asker: Actor, meeting: MeetingId, wanted: string): Promise<string> {
  const actor = await seated(tx, meeting, asker)
  if (actor.kind !== 'person' || !(await nameOf(tx, meeting, actor.id))) throw new Refusal('not-joined')
  mustNotBeBanned(actor, (await meetingRow(tx, meeting))?.event ?? null)
  const name = cleanText(wanted)
  if ([...name].length > NAME_CHARS_MAX || !isFit(name)) throw new Refusal('name-unfit', { path: 'body.name' })
  const free = await answers.renameSeat(tx, { meeting, person: actor.id, name, name_key: foldName(name) })
  if (!free) throw new Refusal('name-taken', { path: 'body.name' })
  await publishScores(tx, meeting)
  return name
}

const NAME_TRIES_MAX = 50

/** Gives a chat person a seat on their first answer: their own name if it is free, else numbered; a name not fit for the screen is replaced. @throws Refusal `banned` */
export async function seatFromChat(
  tx: Tx,
  meeting: MeetingId,
  asker: Actor & { kind: 'person' },
  network: string,
): Promise<void> {
  const actor = await seated(tx, meeting, asker)
  mustNotBeBanned(actor, (await meetingRow(tx, meeting))?.event ?? null)
  if (await nameOf(tx, meeting, actor.id)) return
  await seatUnderOwnName(tx, meeting, actor, network)
}

async function seatUnderOwnName(tx: Tx, meeting: MeetingId, actor: Person, instead: string): Promise<void> {
  const clean = [...cleanText(actor.name)].slice(0, NAME_CHARS_MAX).join('')
  const wanted = clean !== '' && isFit(clean) ? clean : `${instead} ${randomInt(1_000, 10_000)}`
  for (let n = 1; n <= NAME_TRIES_MAX; n++) {
    const name = numberedName(wanted, n)
    const added = await answers.addSeats(tx, [{ meeting, person: actor.id, name, name_key: foldName(name) }])
    // Two lines of one person may come at once: whoever has a seat by now needs no other.
    if (added.length === 1 || (await nameOf(tx, meeting, actor.id))) return
  }
  throw new Refusal('name-taken')
}

/** The meeting a code opens, a name that is free in it, and whether the asker has a seat already. */
export async function lookUp(tx: ReadTx, actor: Actor, code: string, suggestions: readonly string[]) {
  const [meeting] = await openMeetingsByCode(tx, [code])
  if (!meeting) throw new Refusal('wrong-code', { path: 'params.code' })
  const taken = await answers.namesTaken(tx, meeting.id, suggestions.map(foldName))
  const free = suggestions.find((name) => !taken.has(foldName(name)))
  const who = await seated(tx, meeting.id, actor)
  const joined = who.kind === 'person' && (await nameOf(tx, meeting.id, who.id)) !== null
  return {
    meeting: meeting.id,
    title: meeting.title,
    suggestion: free ?? numberedName(suggestions[0] ?? 'Guest', randomInt(100, 10_000)),
    joined,
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
