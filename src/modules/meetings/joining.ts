import { randomInt } from 'node:crypto'
import { freshId } from '../../contract/ids.ts'
import { NAME_CHARS_MAX } from '../../contract/limits.ts'
import type { ConsoleChange, MeetingChange, MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed } from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { type Actor, addGuests, freshToken } from '../people/index.ts'
import * as answers from './answers.store.ts'
import { isFit } from './names.ts'
import { cleanText, foldName, numberedName } from './rules.ts'
import { phaseOf } from './seeing.ts'
import { type MeetingRow, meeting as meetingRow, nameOf, openMeetingsByCode, setHere } from './store.ts'

/** Taking a seat: from the web with a code and a name, from a chat by the first answer. Many at once, because a hall comes in at once. */

export interface JoinWish {
  readonly actor: Actor
  readonly code: string
  readonly name: string
}
/** `guest`: the token of a person made just now, for their browser to keep. */
export type Joined =
  | { readonly meeting: MeetingId; readonly name: string; readonly fresh: boolean; readonly guest: string | null }
  | Refusal

interface Wish {
  readonly meeting: MeetingId
  readonly person: PersonId
  readonly name: string
  readonly guest: string | null
}

/** Refusals: `wrong-code`, `name-unfit`, `name-taken`. Whoever has a seat gets it again, with the name it has. */
export async function join(tx: Tx, wishes: readonly JoinWish[]): Promise<Joined[]> {
  const codes = [...new Set(wishes.map((wish) => wish.code))]
  const meetings = new Map((await openMeetingsByCode(tx, codes, 'hold')).map((row) => [row.code, row]))
  const parsed = wishes.map((wish) => parse(tx, meetings.get(wish.code), wish))
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
  const turnedAway = comers.filter((one) => one.guest === null && !added.has(keyOf(one)))
  if (turnedAway.length > 0) for (const seat of await answers.seatsAmong(tx, turnedAway)) seated.set(keyOf(seat), seat.name)
  await addGuests(
    tx,
    comers.flatMap(({ person, name, guest, ...at }) =>
      guest && added.has(keyOf({ person, ...at })) ? [{ person, name, token: guest }] : [],
    ),
  )
  return parsed.map((one) => (one instanceof Refusal ? one : outcome(one, seated.get(keyOf(one)), added.get(keyOf(one)))))
}

const keyOf = (seat: answers.Seat): string => `${seat.meeting}/${seat.person}`
const namesOf = (seats: readonly (answers.Seat & { name: string })[]) => new Map(seats.map((seat) => [keyOf(seat), seat.name]))

function outcome(one: Wish, had: string | undefined, got: string | undefined): Joined {
  if (had !== undefined) return { meeting: one.meeting, name: had, fresh: false, guest: null }
  if (got !== undefined) return { meeting: one.meeting, name: got, fresh: true, guest: one.guest }
  return new Refusal(isFit(one.name) ? 'name-taken' : 'name-unfit', { path: 'body.name' })
}

function parse(tx: Tx, meeting: MeetingRow | undefined, wish: JoinWish): Wish | Refusal {
  if (!meeting) return new Refusal('wrong-code', { path: 'params.code' })
  const name = cleanText(wish.name)
  if (name === '' || [...name].length > NAME_CHARS_MAX) return new Refusal('name-unfit', { path: 'body.name' })
  if (wish.actor.kind === 'person') return { meeting: meeting.id, person: wish.actor.id, name, guest: null }
  return { meeting: meeting.id, person: freshId<PersonId>(tx.now.getTime()), name, guest: freshToken() }
}

/** Takes another name. @throws Refusal `not-joined`, `name-unfit`, `name-taken` */
export async function renameSeat(tx: Tx, actor: Actor, meeting: MeetingId, wanted: string): Promise<string> {
  if (actor.kind !== 'person' || !(await nameOf(tx, meeting, actor.id))) throw new Refusal('not-joined')
  const name = cleanText(wanted)
  if ([...name].length > NAME_CHARS_MAX || !isFit(name)) throw new Refusal('name-unfit', { path: 'body.name' })
  const free = await answers.renameSeat(tx, { meeting, person: actor.id, name, name_key: foldName(name) })
  if (!free) throw new Refusal('name-taken', { path: 'body.name' })
  await publishScores(tx, meeting)
  return name
}

const NAME_TRIES_MAX = 50

/** Gives a chat person a seat on their first answer: their own name if it is free, else numbered; a name not fit for the screen is replaced. */
export async function seatFromChat(
  tx: Tx,
  meeting: MeetingId,
  actor: Actor & { kind: 'person' },
  network: string,
): Promise<void> {
  if (await nameOf(tx, meeting, actor.id)) return
  const clean = [...cleanText(actor.name)].slice(0, NAME_CHARS_MAX).join('')
  const wanted = clean !== '' && isFit(clean) ? clean : `${network} ${randomInt(1_000, 10_000)}`
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
  const joined = actor.kind === 'person' && (await nameOf(tx, meeting.id, actor.id)) !== null
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

/** While the scoreboard is shown, a new name on it is news. */
async function publishScores(tx: Tx, id: MeetingId): Promise<void> {
  const row = await meetingRow(tx, id)
  if (row?.at !== 'scoreboard') return
  tx.announce(meetingFeed(id), { kind: 'phase', phase: await phaseOf(tx, row) } satisfies MeetingChange)
}
