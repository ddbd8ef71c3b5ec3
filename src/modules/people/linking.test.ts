import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { allRows, newPerson, openWorld, type Person, personWith, refusalOf, type World } from '../../../test/world.ts'
import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import type { MergeId } from '../../contract/people.schema.ts'
import type { Tx } from '../../platform/db.ts'
import * as people from './index.ts'

let world: World
before(async () => {
  world = await openWorld()
})

const here = 'here' as EventId
const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world.db.write(work)
const refusal = (work: (tx: Tx) => Promise<unknown>) => refusalOf(world.db.write(work))
const standing = (id: PersonId) => world.db.read((tx) => people.standingOf(tx, id))
const irc = (nick: string, proven = true): people.ChatHandle => ({
  network: 'irc',
  account: proven ? `net/${nick}` : `net/${nick}@home`,
  name: nick,
  proven,
})
const inChat = (handle: people.ChatHandle) => write((tx) => people.actorOfHandle(tx, handle))
let n = 0
/** A guest, as their browser shows them. */
async function guest(name = `Guest ${n++}`): Promise<Person & { token: string }> {
  const token = people.freshToken()
  await write((tx) => people.addGuests(tx, [{ person: people.guestOf(token), name, token }]))
  return { ...(await byToken(token)), token }
}
async function byToken(token: string): Promise<Person> {
  const [actor] = await world.db.read((tx) => people.actorsOfTokens(tx, [token], world.clock.now))
  if (actor?.kind !== 'person') throw new Error('nobody')
  return actor
}
/** Somebody who signs in with an account. */
async function withAccount(name = `Account ${n++}`): Promise<Person> {
  const id = newPerson()
  await world.client`insert into people_persons (id, name, made_at) values (${id}, ${name}, ${world.clock.now})`
  await world.client`insert into people_handles (network, account, person, name, proven, made_at) values ('account', ${name}, ${id}, ${name}, true, ${world.clock.now})`
  return standing(id)
}
const mine = (actor: people.Actor) => world.db.read((tx) => people.myHandles(tx, actor, world.clock.now))
const oneOf = async (...ids: PersonId[]) => new Set(await Promise.all(ids.map(async (id) => (await standing(id)).id))).size === 1

describe('LK-138: linking needs proof from both sides', () => {
  test('a code made on the web, said by the chat account: one person from then on, under any nick', async () => {
    const ada = await guest('Ada')
    const before = await inChat(irc('ada1'))
    const { code } = await write((tx) => people.makeLinkCode(tx, ada))
    assert.match(code, /^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
    assert.deepEqual(await write((tx) => people.sayLinkCode(tx, irc('ada1'), code.toLowerCase().replace('-', ' '))), {
      linked: true,
    })
    const [web, chat] = [await byToken(ada.token), await inChat({ ...irc('ada1'), name: 'ada_away' })]
    assert.equal(web.id, chat.id)
    assert.deepEqual(new Set(people.idsOf(web)), new Set([ada.id, before.id]))
    assert.deepEqual(
      (await mine(web)).handles.map((one) => [one.network, one.account, one.name]),
      [['irc', 'net/ada1', 'ada_away']],
    )
    assert.notEqual((await inChat(irc('ada1', false))).id, web.id, 'a look-alike without proof is somebody else')
  })

  test('a code given in the chat, entered on the web', async () => {
    const bob = await guest('Bob')
    const { code } = await write((tx) => people.makeLinkCodeForHandle(tx, irc('bob1')))
    assert.deepEqual(await write((tx) => people.enterLinkCode(tx, bob, code)), { linked: true })
    assert.equal((await inChat(irc('bob1'))).id, (await byToken(bob.token)).id)
  })

  test('a code is good once, for ten minutes, on the other side, and nothing but a hash of it is kept', async () => {
    const eve = await guest()
    const say = (code: string, nick = 'once') => refusal((tx) => people.sayLinkCode(tx, irc(nick), code))
    const enter = (code: string) => refusal((tx) => people.enterLinkCode(tx, eve, code))
    const first = await write((tx) => people.makeLinkCode(tx, eve))
    const second = await write((tx) => people.makeLinkCode(tx, eve))
    assert.ok(!JSON.stringify(await allRows(world)).includes(second.code))
    assert.equal(await say(first.code), 'link-code-wrong', 'a newer one took its place')
    assert.equal(await enter(second.code), 'link-code-wrong', 'the asker cannot prove both sides')
    assert.equal(await say('ABCD-EFGH'), 'link-code-wrong')
    world.clock.forward(600_000)
    assert.equal(await say(second.code), 'link-code-wrong')
    const third = await write((tx) => people.makeLinkCode(tx, eve))
    world.clock.forward(599_000)
    const told = await Promise.all([say(third.code, 'once'), say(third.code, 'twice')])
    assert.deepEqual(told.sort(), ['link-code-wrong', null].sort())
    const given = await write((tx) => people.makeLinkCodeForHandle(tx, irc('third')))
    assert.equal(await say(given.code, 'third'), 'link-code-wrong')
  })

  test('a chat account that is somebody already: one person only after the web side confirms', async () => {
    const [one, other] = [await guest('One'), await guest('Other')]
    const first = await write((tx) => people.makeLinkCode(tx, one))
    await write((tx) => people.sayLinkCode(tx, irc('shared'), first.code))
    const second = await write((tx) => people.makeLinkCode(tx, other))
    const outcome = await write((tx) => people.sayLinkCode(tx, irc('shared'), second.code))
    assert.equal(outcome.linked, false)
    assert.equal(await oneOf(one.id, other.id), false)
    const [waiting] = (await mine(other)).waiting
    assert.ok(waiting && !outcome.linked && waiting.id === outcome.waiting && waiting.name === 'shared')
    assert.equal(await refusal((tx) => people.sayLinkCode(tx, irc('shared'), second.code)), 'link-code-wrong')
    assert.equal(await refusal((tx) => people.confirmLink(tx, personWith('Eve'), waiting.id)), 'not-found')
    await write((tx) => people.confirmLink(tx, other, waiting.id))
    assert.equal(await oneOf(one.id, other.id, (await inChat(irc('shared'))).id), true)
    assert.deepEqual((await mine(await byToken(other.token))).waiting, [])
  })

  test('a chat account opens nobody’s account, and brings no roles to a mere guest’s cookie', async () => {
    const owner = await withAccount()
    await write((tx) => people.grant(tx, people.system, owner.id, 'owner', null))
    const { code } = await write((tx) => people.makeLinkCode(tx, owner))
    await write((tx) => people.sayLinkCode(tx, irc('boss'), code))
    assert.deepEqual(
      (await inChat(irc('boss'))).roles.map((held) => held.role),
      ['owner'],
    )
    const thief = await guest()
    const theirs = await write((tx) => people.makeLinkCode(tx, thief))
    assert.equal(await refusal((tx) => people.sayLinkCode(tx, irc('boss'), theirs.code)), 'sign-in-instead')
    const given = await write((tx) => people.makeLinkCodeForHandle(tx, irc('boss')))
    assert.equal(await refusal((tx) => people.enterLinkCode(tx, thief, given.code)), 'sign-in-instead')
    const rival = await withAccount()
    assert.equal(await refusal((tx) => people.enterLinkCode(tx, rival, given.code)), 'sign-in-instead')
    // Even merged by an organizer, a guest's cookie holds no role, and links nothing to whoever does.
    await write((tx) => people.merge(tx, people.system, thief.id, owner.id))
    const merged = await byToken(thief.token)
    assert.deepEqual([merged.id, merged.roles, merged.guest], [owner.id, [], true])
    assert.equal(await refusal((tx) => people.makeLinkCode(tx, merged)), 'not-signed-in')
  })

  test('an account the network does not vouch for brings and takes no roles', async () => {
    const mod = await withAccount()
    await write((tx) => people.grant(tx, people.system, mod.id, 'moderator', here))
    const code = await write((tx) => people.makeLinkCode(tx, mod))
    assert.equal(await refusal((tx) => people.sayLinkCode(tx, irc('mere', false), code.code)), 'handle-unproven')
    const plain = await withAccount()
    const other = await write((tx) => people.makeLinkCode(tx, plain))
    assert.deepEqual(await write((tx) => people.sayLinkCode(tx, irc('mere', false), other.code)), { linked: true })
    await write((tx) => people.grant(tx, people.system, plain.id, 'moderator', here))
    assert.deepEqual((await inChat(irc('mere', false))).roles, [])
  })

  test('unlinking gives the chat account back to itself, twice does no harm, and nobody unlinks another’s', async () => {
    const [ada, eve] = [await withAccount('Ada L'), await guest()]
    const before = await inChat(irc('leaving'))
    const { code } = await write((tx) => people.makeLinkCode(tx, ada))
    await write((tx) => people.sayLinkCode(tx, irc('leaving'), code))
    const handle = (await mine(await standing(ada.id))).handles.find((one) => one.network === 'irc')
    assert.ok(handle)
    assert.equal(await refusal((tx) => people.unlinkHandle(tx, eve, handle.id)), 'not-found')
    await write((tx) => people.unlinkHandle(tx, ada, handle.id))
    assert.equal((await inChat(irc('leaving'))).id, before.id)
    assert.equal(await refusal((tx) => people.unlinkHandle(tx, ada, handle.id)), 'not-found')
    const account = (await mine(await standing(ada.id))).handles[0]
    assert.ok(account?.network === 'account')
    assert.equal(await refusal((tx) => people.unlinkHandle(tx, ada, account.id)), 'not-found', 'an account is ended elsewhere')
  })

  test('a stranger, and a program’s key, link nothing', async () => {
    const key: people.Actor = { ...personWith('Key'), scopes: ['people:write'] }
    assert.equal(await refusal((tx) => people.makeLinkCode(tx, people.stranger)), 'not-signed-in')
    assert.equal(await refusal((tx) => people.makeLinkCode(tx, key)), 'not-allowed')
    assert.equal(await refusalOf(mine(people.stranger)), 'not-signed-in')
  })
})

describe('merging two persons', () => {
  const merges = async () =>
    (await world.client`select id from people_merges where undone_at is null order by at, id`).map((row) => row.id as MergeId)
  const tree = async () => world.client`select id, merged_into from people_persons order by id`.then((rows) => [...rows])

  test('both ids stay resolvable, roles and bans count once, and undoing gives back exactly what was', async () => {
    const four = [await guest(), await guest(), await guest(), await guest()] as const
    const [a, b, c, d] = four
    await write((tx) => people.grant(tx, people.system, b.id, 'moderator', here))
    await write((tx) => people.ban(tx, people.system, d.id, 'there' as EventId, ''))
    const rows = await tree()
    const known = new Set(await merges())
    const merged: MergeId[] = []
    for (const [one, other] of [
      [a, b],
      [b, c],
      [c, d],
    ] as const) {
      await write((tx) => people.merge(tx, people.system, one.id, other.id))
      merged.push(...(await merges()).filter((id) => !known.has(id) && !merged.includes(id)))
    }
    const [ab, bc, cd] = merged as [MergeId, MergeId, MergeId]
    assert.equal(await oneOf(...four.map((one) => one.id)), true)
    const whole = await standing(c.id)
    assert.deepEqual([whole.id, whole.roles, whole.bannedIn], [b.id, [{ role: 'moderator', event: here }], ['there']])
    assert.equal(await refusal((tx) => people.merge(tx, people.system, a.id, d.id)), 'conflict')
    await write((tx) => people.undoMerge(tx, people.system, bc))
    assert.deepEqual([await oneOf(a.id, b.id, d.id), await oneOf(b.id, c.id)], [true, false])
    assert.equal(await refusal((tx) => people.undoMerge(tx, people.system, bc)), 'not-found')
    for (const id of [ab, cd]) await write((tx) => people.undoMerge(tx, people.system, id))
    assert.deepEqual(await tree(), rows)
  })

  test('of many mergers at once none makes a circle, and each pair is merged once', async () => {
    const ids = (await Promise.all(Array.from({ length: 5 }, () => guest()))).map((one) => one.id)
    const pairs = ids.flatMap((one) => ids.filter((other) => other !== one).map((other) => [one, other] as const))
    const told = await Promise.all(pairs.map(([one, other]) => refusal((tx) => people.merge(tx, people.system, one, other))))
    assert.equal(told.filter((one) => one === null).length, 4)
    assert.deepEqual(new Set(told), new Set([null, 'conflict']))
    assert.equal(await oneOf(...ids), true)
  })

  test('organizers of the instance merge, but nobody merges with whoever stands above them', async () => {
    const [boss, low] = [await withAccount(), await guest()]
    await write((tx) => people.grant(tx, people.system, boss.id, 'owner', null))
    const organizer = personWith('Olga', { role: 'organizer', event: null })
    assert.equal(await refusal((tx) => people.merge(tx, organizer, low.id, boss.id)), 'not-allowed')
    for (const actor of [
      people.stranger,
      personWith('P', { role: 'organizer', event: here }),
      personWith('P', { role: 'moderator', event: null }),
    ])
      assert.equal(await refusal((tx) => people.merge(tx, actor, low.id, low.id)), 'not-allowed')
    const plain = await guest()
    assert.equal(await refusal((tx) => people.merge(tx, organizer, low.id, plain.id)), null)
    assert.equal(await refusal((tx) => people.merge(tx, organizer, low.id, newPerson())), 'not-found')
  })
})
