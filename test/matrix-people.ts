import { randomBytes } from 'node:crypto'
import type { EventId, PersonId } from '../src/contract/meeting.schema.ts'
import * as people from '../src/modules/people/index.ts'
import type { App } from './app.ts'
import { but, type Case, here, looksAfterAll, one, organizes, organizesAll, owns, runs, self } from './matrix-rows.ts'
import { id } from './world.ts'

/** The cases about people: their roles, bans, mergers and handles. */
export function ofPeople(app: App): Case[] {
  const { world } = app
  const fresh = async (): Promise<PersonId> => {
    const token = people.freshToken()
    await world.db.write((tx) => people.addGuests(tx, [{ person: people.guestOf(token), name: 'Somebody', token }]))
    return people.guestOf(token)
  }
  const role = (held: people.Role, event: EventId | null, how: 'holds it' | 'does not') => async () => {
    const person = await fresh()
    if (how === 'holds it') await world.db.write((tx) => people.grant(tx, people.system, person, held, event))
    return { params: { person, role: held, event: event ?? '*' } }
  }
  const banned = (event: EventId | null) => async () => {
    const person = await fresh()
    await world.db.write((tx) => people.ban(tx, people.system, person, event, ''))
    return { params: { person, event: event ?? '*' } }
  }
  const ofFresh = (event: string) => async () => ({ params: { person: await fresh(), event }, body: {} })
  const holding = (held: people.Role, event: EventId | null) => async () => ({
    params: { person: (await role(held, event, 'holds it')()).params.person },
  })
  return [
    one('people', looksAfterAll, () => ({ params: {} })),
    one('people', runs, () => ({ params: { event: here } }), 'of one event'),
    one('person', looksAfterAll, async () => ({ params: { person: await fresh() } }), 'somebody of no event'),
    one('person', runs, holding('member', here), 'somebody of the event'),
    one('person', but(looksAfterAll, 'not-found'), () => ({ params: { person: id() } }), 'nobody'),
    one('grantRole', organizes, role('member', here, 'does not'), 'member here'),
    one('grantRole', organizes, role('moderator', here, 'does not'), 'moderator here'),
    one('grantRole', owns, role('organizer', here, 'does not'), 'organizer here'),
    one('grantRole', owns, role('owner', here, 'does not'), 'owner here'),
    one('grantRole', organizesAll, role('moderator', null, 'does not'), 'moderator of all'),
    one('grantRole', owns, role('owner', null, 'does not'), 'owner of all'),
    one('grantRole', but(organizesAll, 'not-found'), role('member', 'nowhere' as EventId, 'does not'), 'in no event'),
    one('revokeRole', organizes, role('moderator', here, 'holds it'), 'moderator here'),
    one('revokeRole', owns, role('organizer', here, 'holds it'), 'organizer here'),
    one('revokeRole', owns, role('owner', null, 'holds it'), 'owner of all'),
    one('banPerson', runs, ofFresh(here), 'here'),
    one('banPerson', looksAfterAll, ofFresh('*'), 'from all'),
    one(
      'banPerson',
      but(runs, 'role-held'),
      async () => ({ params: { ...(await holding('member', here)()).params, event: here }, body: {} }),
      'who holds a role',
    ),
    one('unbanPerson', runs, banned(here), 'here'),
    one('unbanPerson', looksAfterAll, banned(null), 'from all'),
    ...ofMergers(app, fresh, holding),
    one('acts', organizesAll, () => ({ params: {} })),
    one('acts', organizesAll, () => ({ params: { act: 'role', subject: `event:${here}` } }), 'of one kind'),
  ]
}

type Person = { params: { person: PersonId } }

function ofMergers(
  { world }: App,
  fresh: () => Promise<PersonId>,
  holding: (role: people.Role, event: EventId | null) => () => Promise<Person>,
): Case[] {
  return [
    one('mergePeople', organizesAll, async () => ({ params: { person: await fresh() }, body: { other: await fresh() } })),
    one(
      'mergePeople',
      owns,
      async () => ({ ...(await holding('owner', null)()), body: { other: await fresh() } }),
      'with an owner',
    ),
    one('undoMerge', but(organizesAll, 'not-found'), () => ({ params: { merge: id() } }), 'of nobody'),
    one(
      'undoMerge',
      organizesAll,
      async () => {
        const [person, other] = [await fresh(), await fresh()]
        await world.db.write((tx) => people.merge(tx, people.system, person, other))
        const [row] = await world.client`select id from people_merges where person in ${world.client([person, other])}`
        return { params: { merge: String(row?.id) } }
      },
      'of two guests',
    ),
    one('removePerson', organizesAll, async () => ({ params: { person: await fresh() } }), 'a guest'),
    one('removePerson', owns, holding('organizer', here), 'an organizer'),
  ]
}

export function ofLinking({ world }: App): Case[] {
  const handle = async () => {
    const account = `net/${randomBytes(6).toString('hex')}`
    await world.db.write((tx) => people.actorOfHandle(tx, { network: 'irc', account, name: 'nick', proven: true }))
    const [row] = await world.client`select id from people_handles where account = ${account}`
    return { params: { handle: String(row?.id) } }
  }
  return [
    one('myHandles', self),
    one('makeLinkCode', self),
    one('enterLinkCode', but(self, 'link-code-wrong'), () => ({ body: { code: 'ABCD-EFGH' } })),
    one('confirmLink', but(self, 'not-found'), () => ({ params: { link: id() } })),
    one('dropLink', self, () => ({ params: { link: id() } })),
    one('unlinkHandle', but(self, 'not-found'), handle, 'of somebody else'),
  ]
}
