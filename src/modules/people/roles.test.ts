import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { newPerson, openWorld, type Person, personWith, plain, refusalOf, type World } from '../../../test/world.ts'
import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import * as people from './index.ts'

let world: World
before(async () => {
  world = await openWorld()
})

const here = 'here' as EventId
const there = 'there' as EventId
type Held = { role: people.Role; event: EventId | null }

/** A person with a sign-in and roles of their own. */
async function madePerson(name: string, ...roles: Held[]): Promise<Person> {
  const id = newPerson()
  await world.client`insert into people_persons (id, name, made_at) values (${id}, ${name}, ${world.clock.now})`
  for (const { role, event } of roles) await world.db.write((tx) => people.grant(tx, people.system, id, role, event))
  return world.db.read((tx) => people.standingOf(tx, id))
}
const again = (id: PersonId) => world.db.read((tx) => people.standingOf(tx, id))
const refusal = (work: (tx: Parameters<Parameters<World['db']['write']>[0]>[0]) => Promise<unknown>) =>
  refusalOf(world.db.write(work))
const actsAbout = async (id: PersonId) =>
  (await world.db.read((tx) => people.acts(tx, people.system, { subject: people.aboutPerson(id) }))).acts

describe('VN-133: roles are granted and revoked', () => {
  test('owners give every role, organizers those below their own, each within their event, others none', async () => {
    const givers: [Person, Held, boolean][] = [
      [personWith('P', { role: 'owner', event: null }), { role: 'owner', event: null }, true],
      [personWith('P', { role: 'owner', event: null }), { role: 'organizer', event: here }, true],
      [personWith('P', { role: 'owner', event: here }), { role: 'owner', event: here }, true],
      [personWith('P', { role: 'owner', event: here }), { role: 'member', event: null }, false],
      [personWith('P', { role: 'owner', event: here }), { role: 'member', event: there }, false],
      [personWith('P', { role: 'organizer', event: null }), { role: 'moderator', event: null }, true],
      [personWith('P', { role: 'organizer', event: null }), { role: 'moderator', event: there }, true],
      [personWith('P', { role: 'organizer', event: null }), { role: 'organizer', event: null }, false],
      [personWith('P', { role: 'organizer', event: here }), { role: 'moderator', event: here }, true],
      [personWith('P', { role: 'organizer', event: here }), { role: 'organizer', event: here }, false],
      [personWith('P', { role: 'organizer', event: here }), { role: 'moderator', event: there }, false],
      [personWith('P', { role: 'organizer', event: here }), { role: 'moderator', event: null }, false],
      [personWith('P', { role: 'moderator', event: null }), { role: 'member', event: null }, false],
      [personWith('P'), { role: 'member', event: here }, false],
    ]
    await madePerson('Somebody who stays', { role: 'owner', event: null })
    for (const [giver, held, may] of givers) {
      const to = await madePerson('Ada')
      const told = await refusal((tx) => people.grant(tx, giver, to.id, held.role, held.event))
      assert.equal(told, may ? null : 'not-allowed', JSON.stringify([giver.roles, held]))
      assert.deepEqual((await again(to.id)).roles, may ? [held] : [])
      await world.db.write((tx) => people.grant(tx, people.system, to.id, held.role, held.event))
      const taken = await refusal((tx) => people.revoke(tx, giver, to.id, held.role, held.event))
      assert.equal(taken, may ? null : 'not-allowed')
      assert.deepEqual((await again(to.id)).roles, may ? [] : [held])
    }
  })

  test('the last owner stays, also of two who take each other’s role away at once', async () => {
    await world.client`delete from people_roles`
    const owner: Held = { role: 'owner', event: null }
    const [one, other] = [await madePerson('One', owner), await madePerson('Other', owner)]
    const told = await Promise.all([
      refusal((tx) => people.revoke(tx, one, other.id, 'owner', null)),
      refusal((tx) => people.revoke(tx, other, one.id, 'owner', null)),
    ])
    assert.deepEqual(told.sort(), ['last-owner', null].sort())
    const left = (await again(one.id)).roles.length > 0 ? one : other
    assert.equal(await refusal((tx) => people.revoke(tx, people.system, left.id, 'owner', null)), 'last-owner')
    assert.equal(await refusal((tx) => people.removePerson(tx, left, left.id)), 'last-owner')
    assert.deepEqual((await again(left.id)).roles, [owner])
  })

  test('each grant, revocation, ban and removal stands in the list of acts, once, with who did it', async () => {
    const boss = await madePerson('Boss', { role: 'owner', event: null })
    const ada = await madePerson('Ada')
    for (let i = 0; i < 2; i++) {
      await world.db.write((tx) => people.grant(tx, boss, ada.id, 'member', here))
      await world.db.write((tx) => people.revoke(tx, boss, ada.id, 'moderator', here))
    }
    await world.db.write((tx) => people.revoke(tx, boss, ada.id, 'member', here))
    for (let i = 0; i < 2; i++) await world.db.write((tx) => people.ban(tx, boss, ada.id, here, 'rude'))
    await world.db.write((tx) => people.unban(tx, boss, ada.id, here))
    assert.equal(await refusal((tx) => people.grant(tx, personWith('Eve'), ada.id, 'member', here)), 'not-allowed')
    await world.db.write((tx) => people.removePerson(tx, boss, ada.id))
    const told = await actsAbout(ada.id)
    assert.deepEqual(
      told.map((one) => [one.act, one.by?.id, one.detail]),
      [
        ['person.remove', boss.id, {}],
        ['person.unban', boss.id, { event: here }],
        ['person.ban', boss.id, { event: here }],
        ['role.revoke', boss.id, { role: 'member', event: here }],
        ['role.grant', boss.id, { role: 'member', event: here }],
      ],
    )
    assert.deepEqual([told[0]?.by?.name, told[0]?.subjectName], ['Boss', ''])
    const find = async (filter: people.ActFilter) => (await world.db.read((tx) => people.acts(tx, boss, filter))).acts
    assert.deepEqual(
      new Set((await find({ actor: boss.id, act: 'role' })).map((one) => one.act)),
      new Set(['role.grant', 'role.revoke']),
    )
    assert.deepEqual((await find({ actor: boss.id, act: 'rol' })).length, 0)
    const [first, second] = await find({ subject: people.aboutPerson(ada.id) })
    assert.deepEqual((await find({ subject: people.aboutPerson(ada.id), after: first?.id }))[0], second)
    for (const actor of [
      people.stranger,
      personWith('P', { role: 'organizer', event: here }),
      personWith('P', { role: 'moderator', event: null }),
    ])
      assert.equal(await refusalOf(world.db.read((tx) => people.acts(tx, actor, {}))), 'not-allowed')
  })
})

describe('bans', () => {
  test('hold in their event, or everywhere; moderators ban and unban there', async () => {
    const mod = personWith('Mia', { role: 'moderator', event: here })
    const eve = await madePerson('Eve')
    assert.equal(await refusal((tx) => people.ban(tx, mod, eve.id, there, '')), 'not-allowed')
    assert.equal(await refusal((tx) => people.ban(tx, mod, eve.id, null, '')), 'not-allowed')
    assert.equal(await refusal((tx) => people.ban(tx, mod, eve.id, here, 'rude')), null)
    const banned = await again(eve.id)
    assert.deepEqual(
      [here, there, null].map((event) => people.isBanned(banned, event)),
      [true, false, false],
    )
    assert.equal(await refusal((tx) => people.grant(tx, people.system, eve.id, 'member', here)), 'banned')
    assert.equal(await refusal((tx) => people.unban(tx, personWith('P'), eve.id, here)), 'not-allowed')
    await world.db.write((tx) => people.unban(tx, mod, eve.id, here))
    await world.db.write((tx) => people.ban(tx, people.system, eve.id, null, ''))
    assert.deepEqual(
      [here, there, null].map((event) => people.isBanned({ ...banned, bannedIn: [null] }, event)),
      [true, true, true],
    )
  })
  test('whoever holds a role there cannot be banned', async () => {
    const boss = await madePerson('Boss', { role: 'moderator', event: here })
    const mod = personWith('Mia', { role: 'moderator', event: null })
    assert.equal(await refusal((tx) => people.ban(tx, mod, boss.id, here, '')), 'role-held')
    assert.equal(await refusal((tx) => people.ban(tx, mod, boss.id, null, '')), 'role-held')
    assert.equal(await refusal((tx) => people.ban(tx, mod, boss.id, there, '')), null)
  })
})

describe('forgetting a person', () => {
  test('name, handles, sign-ins, keys and roles are gone; nobody below may do it', async () => {
    const handle = { network: 'irc' as const, account: 'net/forget', name: 'forget-me', proven: true }
    const ada = await world.db.write((tx) => people.actorOfHandle(tx, handle))
    await world.db.write((tx) => people.grant(tx, people.system, ada.id, 'organizer', here))
    await world.db.write((tx) => people.addGuests(tx, [{ person: ada.id, name: 'Forget Me', token: people.freshToken() }]))
    assert.equal(
      await refusal((tx) => people.removePerson(tx, personWith('P', { role: 'organizer', event: null }), ada.id)),
      'not-allowed',
    )
    assert.equal(
      await refusal((tx) => people.removePerson(tx, personWith('P', { role: 'owner', event: here }), ada.id)),
      'not-allowed',
    )
    assert.deepEqual(await world.db.write((tx) => people.removePerson(tx, people.system, ada.id)), {
      ids: [ada.id],
      accounts: [],
    })
    for (const table of ['people_handles', 'people_sign_ins', 'people_roles', 'people_bans', 'people_keys', 'people_links'])
      assert.equal((await world.client.unsafe(`select 1 from ${table} where person = '${ada.id}'`)).length, 0, table)
    assert.ok(!JSON.stringify(plain(await world.client`select * from people_persons`)).includes('forget-me'))
    assert.equal(await refusalOf(again(ada.id)), 'not-found')
    const back = await world.db.write((tx) => people.actorOfHandle(tx, handle))
    assert.ok(back.id !== ada.id && back.roles.length === 0)
  })
})
