import type { Calls } from '../../contract/doors.ts'
import type { Reply } from '../../contract/endpoints.ts'
import { caseless } from '../../contract/letters.ts'
import { Refusal } from '../../contract/refusal.ts'
import { type search as declared, FOUND_PER_KIND_MAX } from '../../contract/search.endpoints.ts'
import * as events from '../../modules/events/index.ts'
import * as instance from '../../modules/instance/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { type Actor, findPeople, has } from '../../modules/people/index.ts'
import type { ReadTx } from '../../platform/db.ts'
import type { Door } from './door.ts'

type Found = Reply<'search'>['found'][number]

/** The console's search: one question to each module for what the asker may see there, compared without case. */
export const searchCalls = (door: Door): Pick<Calls, keyof typeof declared> => ({
  search: (caller, { text }) =>
    door.look(caller, async (tx, actor) => {
      mustRunSomething(actor)
      const wanted = caseless(text)
      const isLive = door.current.settings().parts.on.includes('live')
      const [people, ...lists] = await Promise.all([
        peopleLike(tx, actor, text),
        isLive ? ownMeetings(tx, actor) : [],
        allEvents(tx),
        allPages(tx, actor),
      ])
      const fits = ({ title, more, id }: Found) => caseless(`${title}\n${more}\n${id}`).includes(wanted)
      const found = lists.flatMap((list) => list.filter(fits).slice(0, FOUND_PER_KIND_MAX))
      return { found: [...found, ...people] }
    }),
})

function mustRunSomething(actor: Actor): void {
  if (actor.kind === 'stranger') throw new Refusal('not-signed-in')
  const runs = actor.kind === 'system' || actor.roles.some(({ event }) => has(actor, 'moderator', event))
  if (!runs) throw new Refusal('not-allowed')
}

const ownMeetings = async (tx: ReadTx, actor: Actor): Promise<Found[]> =>
  (await meetings.myTitles(tx, actor)).map(({ id, title, event }) => ({ kind: 'meeting', id, title, more: event ?? '' }))

const allEvents = async (tx: ReadTx): Promise<Found[]> =>
  (await events.titles(tx)).map(({ id, title }) => ({ kind: 'event', id, title, more: id }))

/** Found by the module itself, by name and by handle: there may be many thousands. */
async function peopleLike(tx: ReadTx, actor: Actor, text: string): Promise<Found[]> {
  if (!has(actor, 'moderator', null)) return []
  const wanted = caseless(text)
  return (await findPeople(tx, actor, text, FOUND_PER_KIND_MAX)).map(({ id, name, handles }) => ({
    kind: 'person',
    id,
    title: name,
    more: handles
      .map((handle) => handle.name)
      .filter((one) => one !== name && caseless(one).includes(wanted))
      .join(', '),
  }))
}

async function allPages(tx: ReadTx, actor: Actor): Promise<Found[]> {
  if (!has(actor, 'organizer', null)) return []
  const { pages } = await instance.pages(tx, actor)
  return pages.map(({ id, title, titleSecond }) => ({ kind: 'page', id, title, more: titleSecond }))
}
