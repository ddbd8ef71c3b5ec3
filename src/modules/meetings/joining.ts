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
import { type MeetingRow, nameOf, openMeetingsByCode, setHere } from './store.ts'

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
  const meetings = new Map(
    (await openMeetingsByCode(tx, [...new Set(wishes.map((wish) => wish.code))])).map((row) => [row.code, row]),
  )
  const parsed = wishes.map((wish) => parse(tx, meetings.get(wish.code), wish))
  const wanted = parsed.filter((one): one is Wish => !(one instanceof Refusal))
  const seated = new Map((await answers.seatsAmong(tx, wanted)).map((seat) => [`${seat.meeting}/${seat.person}`, seat.name]))
  const comers = wanted.filter((one) => !seated.has(`${one.meeting}/${one.person}`))
  const added = await answers.addSeats(
    tx,
    comers.filter((one) => isFit(one.name)).map((one) => ({ ...one, name_key: foldName(one.name) })),
  )
  const fresh = new Set(added.map((seat) => `${seat.meeting}/${seat.person}`))
  const guests = comers.filter((one) => one.guest && fresh.has(`${one.meeting}/${one.person}`))
  await addGuests(
    tx,
    guests.map((one) => ({ person: one.person, name: one.name, token: one.guest ?? '' })),
  )
  return parsed.map((one) => {
    if (one instanceof Refusal) return one
    const key = `${one.meeting}/${one.person}`
    const had = seated.get(key)
    if (had !== undefined) return { meeting: one.meeting, name: had, fresh: false, guest: null }
    if (fresh.has(key)) return { meeting: one.meeting, name: one.name, fresh: true, guest: one.guest }
    return new Refusal(isFit(one.name) ? 'name-taken' : 'name-unfit', { path: 'body.name' })
  })
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
  if (!isFit(name)) throw new Refusal('name-unfit', { path: 'body.name' })
  const free = await answers.renameSeat(tx, { meeting, person: actor.id, name, name_key: foldName(name) })
  if (!free) throw new Refusal('name-taken', { path: 'body.name' })
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
    if (added.length === 1) return
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
}
