import type { Caller, Calls } from '../../contract/doors.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { linking as linkingDeclared, people as peopleDeclared } from '../../contract/people.endpoints.ts'
import { Refusal } from '../../contract/refusal.ts'
import * as events from '../../modules/events/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import * as people from '../../modules/people/index.ts'
import type { ReadTx } from '../../platform/db.ts'
import { openRate } from '../../platform/rate.ts'
import type { Door } from './door.ts'
import { forgetRest } from './privacy.ts'

/** People, roles, bans, mergers and the list of acts. */
export const peopleCalls = (door: Door): Pick<Calls, keyof typeof peopleDeclared> => ({
  people: (caller, params) =>
    door.look(caller, async (tx, actor) => {
      const seen =
        params.event && people.has(actor, 'moderator', params.event) ? await meetings.personsOf(tx, params.event) : null
      const filter = { ...params, banned: params.banned === undefined ? undefined : params.banned === 'yes' }
      const found = await people.list(tx, actor, filter, seen)
      return { ...found, people: found.people.map(card) }
    }),
  person: (caller, { person }) =>
    door.read(caller, async (tx, actor) => {
      const page = await people.personPage(tx, actor, person, async (ids) =>
        (await meetings.joinedBy(tx, ids)).map((one) => one.event),
      )
      const joined = await meetings.joinedBy(tx, page.ids)
      const visible = joined.filter((one) => people.has(actor, 'moderator', one.event))
      return {
        ...card(page),
        handles: page.handles.map(dated),
        bans: page.bans.map((one) => ({ ...one, at: one.at.toISOString() })),
        merges: page.merges.map((one) => ({ ...one, at: one.at.toISOString() })),
        acts: page.acts.map((one) => ({ ...one, at: one.at.toISOString() })),
        meetings: visible.map((one) => ({ ...one, joinedAt: one.joinedAt.toISOString() })),
      }
    }),
  grantRole: (caller, { person, role, event }) =>
    door.act(caller, async (tx, actor) => {
      const where = scopeOf(event)
      await people.grant(tx, actor, person, role, where)
      await mustExist(tx, where)
    }),
  revokeRole: (caller, { person, role, event }) =>
    door.act(caller, (tx, actor) => people.revoke(tx, actor, person, role, scopeOf(event))),
  banPerson: (caller, { person, event }, { reason }) =>
    door.act(caller, async (tx, actor) => {
      await people.ban(tx, actor, person, scopeOf(event), reason)
      await mustExist(tx, scopeOf(event))
    }),
  unbanPerson: (caller, { person, event }) => door.act(caller, (tx, actor) => people.unban(tx, actor, person, scopeOf(event))),
  mergePeople: (caller, { person }, { other }) => door.act(caller, (tx, actor) => people.merge(tx, actor, person, other)),
  undoMerge: (caller, { merge }) => door.act(caller, (tx, actor) => people.undoMerge(tx, actor, merge)),
  removePerson: (caller, { person }) =>
    door.act(caller, async (tx, actor) => forgetRest(door, tx, await people.removePerson(tx, actor, person))),
  acts: async (caller, params) => {
    const found = await door.read(caller, (tx, actor) => people.acts(tx, actor, params))
    return { ...found, acts: found.acts.map((one) => ({ ...one, at: one.at.toISOString() })) }
  },
})

/** A code has 40 bits and ten minutes. A hall behind one address makes many codes and mistypes some; a thief would have to try a million times as many. */
const linkTries = { burst: 60, perSecond: 1, keysMax: 10_000 }

/** One's own handles. */
export function linkingCalls(door: Door): Pick<Calls, keyof typeof linkingDeclared> {
  const tries = openRate(linkTries)
  const limit = (caller: Caller) => {
    if (!tries.take(caller.address, Date.now())) throw new Refusal('too-many')
  }
  return {
    myHandles: async (caller) => {
      const { handles, waiting } = await door.read(caller, (tx, actor) => people.myHandles(tx, actor, door.clock()))
      return { handles: handles.map(dated), waiting }
    },
    makeLinkCode: async (caller) => {
      limit(caller)
      const { code, expiresAt } = await door.write(caller, people.makeLinkCode)
      return { code, expiresAt: expiresAt.toISOString() }
    },
    enterLinkCode: async (caller, _params, { code }) => {
      limit(caller)
      const outcome = await door.write(caller, (tx, actor) => people.enterLinkCode(tx, actor, code))
      return { waiting: outcome.linked ? null : outcome.waiting }
    },
    confirmLink: (caller, { link }) => door.act(caller, (tx, actor) => people.confirmLink(tx, actor, link)),
    dropLink: (caller, { link }) => door.act(caller, (tx, actor) => people.dropLink(tx, actor, link)),
    unlinkHandle: (caller, { handle }) => door.act(caller, (tx, actor) => people.unlinkHandle(tx, actor, handle)),
  }
}

const scopeOf = (event: EventId | '*'): EventId | null => (event === '*' ? null : event)

/** Asked once the command has let the actor in, so that nobody learns of events by it. */
async function mustExist(tx: ReadTx, event: EventId | null): Promise<void> {
  if (event !== null && !(await events.exists(tx, event))) throw new Refusal('not-found', { path: 'params.event' })
}

const card = <C extends { madeAt: Date; handles: readonly unknown[] }>({
  id,
  name,
  madeAt,
  handles,
  roles,
  bannedIn,
}: C & people.Card) => ({
  id,
  name,
  madeAt: madeAt.toISOString(),
  handles,
  roles,
  bannedIn,
})
const dated = <H extends { madeAt: Date }>(one: H) => ({ ...one, madeAt: one.madeAt.toISOString() })
