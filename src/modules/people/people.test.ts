import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { newPerson, openWorld, personWith, refusalOf, signedIn, type World } from '../../../test/world.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import * as people from './index.ts'
import type { Role } from './rules.ts'

let world: World
before(async () => {
  world = await openWorld()
})

const here = 'here' as EventId
const there = 'there' as EventId
const actorOf = async (token: string) =>
  (await world.db.read((tx) => people.actorsOfTokens(tx, [token], world.clock.now)))[0] ?? null

describe('roles', () => {
  const ranks: Role[] = ['member', 'moderator', 'organizer', 'owner']
  test('a higher role includes the lower ones, in its own event or in all', () => {
    for (const [i, held] of ranks.entries()) {
      for (const [j, asked] of ranks.entries()) {
        const inEvent = personWith('P', { role: held, event: here })
        const everywhere = personWith('P', { role: held, event: null })
        assert.deepEqual(
          [here, there, null].map((event) => people.has(inEvent, asked, event)),
          [i >= j, false, false],
        )
        assert.deepEqual(
          [here, there, null].map((event) => people.has(everywhere, asked, event)),
          Array(3).fill(i >= j),
        )
      }
    }
  })
  test('a stranger and a person without roles have none, the system has all', () => {
    for (const asked of ranks) {
      assert.deepEqual(
        [people.stranger, personWith('P'), people.system].map((actor) => people.has(actor, asked, null)),
        [false, false, true],
      )
    }
  })
  test('roles are given by whoever stands above them, in one event those of that event', async () => {
    const ada = await signedIn(world, 'Ada')
    const ofHere = personWith('Olga', { role: 'owner', event: here })
    const grant = (actor: people.Actor, event: EventId | null) =>
      refusalOf(world.db.write((tx) => people.grant(tx, actor, ada.person, 'moderator', event)))
    assert.deepEqual(
      [
        await grant(ofHere, there),
        await grant(ofHere, null),
        await grant(personWith('P', { role: 'moderator', event: null }), here),
      ],
      Array(3).fill('not-allowed'),
    )
    assert.equal(await grant(ofHere, here), null)
    assert.equal(await grant(ofHere, here), null)
    const actor = await actorOf(ada.token)
    assert.deepEqual(actor?.kind === 'person' && actor.roles, [{ role: 'moderator', event: here }])
  })
})

describe('a set-up link', () => {
  test('makes the first who uses it an owner, once, of many at once', async () => {
    const link = await world.db.write((tx) => people.makeSetupLink(tx))
    const before = (await world.client`select 1 from people_persons`).length
    const told = await Promise.allSettled(
      Array.from({ length: 6 }, () => world.db.write((tx) => people.redeemSetupLink(tx, people.stranger, link, 'Olga'))),
    )
    const tokens = told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    assert.equal(tokens.length, 1)
    const owner = await actorOf(tokens[0] ?? '')
    assert.deepEqual(owner?.kind === 'person' && [owner.name, owner.roles], ['Olga', [{ role: 'owner', event: null }]])
    assert.equal(await world.db.read(people.hasOwner), true)
    assert.equal((await world.client`select 1 from people_persons`).length, before + 1)
  })
  test('runs out after an hour, and a newer one puts it out of use', async () => {
    const redeem = (link: string) => refusalOf(world.db.write((tx) => people.redeemSetupLink(tx, people.stranger, link, 'Olga')))
    const old = await world.db.write((tx) => people.makeSetupLink(tx))
    const young = await world.db.write((tx) => people.makeSetupLink(tx))
    assert.equal(await redeem(old), 'link-used')
    assert.equal(await redeem('never-was'), 'link-used')
    world.clock.forward(3_600_000)
    assert.equal(await redeem(young), 'link-used')
  })
  test("a guest who opens it becomes an owner as a person of their own: the guest's long-lived cookie opens no console", async () => {
    const guest = { person: newPerson(), name: 'Ada', token: people.freshToken() }
    await world.db.write((tx) => people.addGuests(tx, [guest]))
    const link = await world.db.write((tx) => people.makeSetupLink(tx))
    const token = await world.db.write(async (tx) =>
      people.redeemSetupLink(tx, (await actorOfIn(tx, guest.token)) ?? people.stranger, link, 'Ada L.'),
    )
    const owner = await actorOf(token)
    assert.ok(owner?.kind === 'person' && owner.id !== guest.person)
    assert.deepEqual(owner.roles, [{ role: 'owner', event: null }])
    assert.deepEqual(await actorOf(guest.token), { kind: 'person', id: guest.person, name: 'Ada', roles: [], guest: true })
    const again = await world.db.write((tx) => people.makeSetupLink(tx))
    const second = await world.db.write((tx) => people.redeemSetupLink(tx, owner, again, 'Ada Lovelace'))
    assert.deepEqual(await actorOf(second), { ...owner, name: 'Ada Lovelace' })
  })
  const actorOfIn = async (tx: Parameters<typeof people.actorsOfTokens>[0], token: string) =>
    (await people.actorsOfTokens(tx, [token], world.clock.now))[0]
})

describe('tokens', () => {
  test('LK-26: a guest is known by the token until it runs out; nothing but its hash is kept', async () => {
    const guests = ['Ada', 'Bob'].map((name) => ({ person: newPerson(), name, token: people.freshToken() }))
    await world.db.write((tx) => people.addGuests(tx, guests))
    const [ada, bob] = guests as [(typeof guests)[0], (typeof guests)[0]]
    const found = await world.db.read((tx) => people.actorsOfTokens(tx, [bob.token, 'unknown', ada.token], world.clock.now))
    assert.deepEqual(found, [
      { kind: 'person', id: bob.person, name: 'Bob', roles: [], guest: true },
      null,
      { kind: 'person', id: ada.person, name: 'Ada', roles: [], guest: true },
    ])
    const kept = JSON.stringify(await world.client`select *, encode(token_hash, 'escape') as e from people_sign_ins`)
    assert.ok(!kept.includes(ada.token))
    world.clock.forward(180 * 86_400_000)
    assert.equal(await actorOf(ada.token), null)
    world.clock.forward(1)
    await world.db.write((tx) => people.dropOldSignIns(tx))
    assert.equal((await world.client`select 1 from people_sign_ins where person = ${ada.person}`).length, 0)
  })
  test('signing out ends that one sign-in alone', async () => {
    const person = newPerson()
    const tokens = [people.freshToken(), people.freshToken()] as const
    await world.db.write((tx) => people.addGuests(tx, [{ person, name: 'Ada', token: tokens[0] }]))
    const other = newPerson()
    await world.db.write((tx) => people.addGuests(tx, [{ person: other, name: 'Bob', token: tokens[1] }]))
    await world.db.write((tx) => people.signOut(tx, tokens[0]))
    assert.equal(await actorOf(tokens[0]), null)
    assert.equal((await actorOf(tokens[1]))?.kind, 'person')
  })
})

describe('LK-36: chat accounts', () => {
  const handle = (network: 'irc' | 'twitch', account: string, name: string, proven = true) =>
    world.db.write((tx) => people.actorOfHandle(tx, { network, account, name, proven }))
  test('the account makes the person, not the name', async () => {
    const ada = await handle('irc', 'net/ada', 'ada')
    assert.equal((await handle('irc', 'net/ada', 'lovelace')).id, ada.id)
    const others = [
      await handle('irc', 'net/eve', 'ada'),
      await handle('irc', 'other/ada', 'ada'),
      await handle('twitch', 'net/ada', 'ada'),
    ]
    assert.equal(new Set([ada.id, ...others.map((one) => one.id)]).size, 4)
  })
  test('lines that come at once make one person and leave no other behind', async () => {
    const before = (await world.client`select 1 from people_persons`).length
    const all = await Promise.all(Array.from({ length: 8 }, () => handle('irc', 'net/quick', 'quick')))
    assert.equal(new Set(all.map((one) => one.id)).size, 1)
    assert.equal((await world.client`select 1 from people_persons`).length, before + 1)
  })
  test('an account the network does not vouch for holds no role', async () => {
    const mod = await handle('irc', 'net/mod', 'mod')
    await world.db.write((tx) => people.grant(tx, people.system, mod.id, 'moderator', null))
    assert.deepEqual(
      (await handle('irc', 'net/mod', 'mod')).roles.map((one) => one.role),
      ['moderator'],
    )
    assert.deepEqual((await handle('irc', 'net/mod', 'mod', false)).roles, [])
  })
})
