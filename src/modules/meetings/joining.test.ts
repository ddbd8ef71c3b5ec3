import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  act,
  allRows,
  choose,
  comeIn,
  type Hall,
  id,
  openHall,
  openWorld,
  type Person,
  personWith,
  plain,
  pollOf,
  refusalOf,
  send,
  slide,
} from '../../../test/world.ts'
import type { ActivityId, ChoiceId } from '../../contract/activity.schema.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { seatFeed } from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import {
  type Actor,
  actorOfHandle,
  actorsOfTokens,
  freshToken,
  makeSetupLink,
  redeemSetupLink,
  signOut,
  stranger,
  system,
} from '../people/index.ts'
import * as meetings from './index.ts'

const world = await openWorld()

/** What each was told: their name, or why not. */
async function join(code: string, ...wishes: [Actor, string][]): Promise<string[]> {
  const told = await world.db.write((tx) =>
    meetings.join(
      tx,
      wishes.map(([actor, name]) => ({ actor, code, name })),
    ),
  )
  return told.map((one) => (one instanceof Refusal ? one.code : `${one.name}${one.fresh ? '' : ' again'}`))
}

const seats = async (meeting: string): Promise<string[]> =>
  (await world.client<{ name: string }[]>`select name from meetings_participants where meeting = ${meeting} order by name`).map(
    (row) => row.name,
  )

describe('joining', () => {
  test('LK-24: the right code gives a seat with no points in that meeting', async () => {
    const hall = await openHall(world, [])
    const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    assert.deepEqual(plain(await world.db.read((tx) => meetings.seat(tx, ada, hall.meeting))), {
      name: 'Ada',
      points: 0,
      feed: seatFeed(hall.meeting, ada.id),
      rank: null,
      scored: 0,
      answers: [],
      shown: [],
    })
  })

  test('LK-25: a wrong code or a name that cannot be shown makes no seat and no person', async () => {
    const hall = await openHall(world, [])
    const persons = async () => (await world.client`select 1 from people_persons`).length
    const before = await persons()
    assert.deepEqual(await join('wrong-code', [stranger, 'Ada']), ['wrong-code'])
    const names = ['', '   ', '\u200b', '\u3164', 'x'.repeat(41), '🦊'.repeat(41), 'fuck', 'PUTE', 'Ada connard']
    assert.deepEqual(
      await join(hall.code, ...names.map((name) => [stranger, name] as [Actor, string])),
      names.map(() => 'name-unfit'),
    )
    assert.deepEqual(await seats(hall.meeting), [])
    assert.equal(await persons(), before)
  })

  test('LK-216: emoji, right-to-left and markup are names like any other, without the signs that steer', async () => {
    const hall = await openHall(world, [])
    const names = ['🦊'.repeat(40), 'שלום עולם', 'محمد', '<b>Ada</b>', '👩‍🚀', 'Scunthorpe']
    assert.deepEqual(await join(hall.code, ...names.map((name) => [stranger, name] as [Actor, string])), names)
    assert.deepEqual(await join(hall.code, [stranger, '\u202eevil\u0000\u202c  one\n']), ['evil one'])
    assert.deepEqual(await seats(hall.meeting), [...names, 'evil one'].sort())
  })

  test('LK-36: of two hundred who come at once with one name, exactly one gets it', async () => {
    const hall = await openHall(world, [])
    const spellings = ['Ada', 'ada', ' ADA ', 'Ａｄａ', 'A\u200bda']
    const wish = (i: number): [Actor, string] => [stranger, spellings[i % 5] as string]
    const rounds = Array.from({ length: 10 }, (_, r) => join(hall.code, ...Array.from({ length: 20 }, (_, i) => wish(r + i))))
    const told = (await Promise.all(rounds)).flat()
    assert.equal(told.length, 200)
    assert.equal(told.filter((one) => one === 'name-taken').length, 199)
    assert.equal((await seats(hall.meeting)).length, 1)
  })

  test('LK-26: the same browser gets the same seat with its name, later, in one round and in rounds at once', async () => {
    const hall = await openHall(world, [])
    const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    assert.deepEqual(await join(hall.code, [ada, 'Somebody']), ['Ada again'])
    const bob = personWith('Bob')
    assert.deepEqual(await join(hall.code, [bob, 'Bob'], [bob, 'Robert']), ['Bob', 'Bob'])
    const eve = personWith('Eve')
    const told = (await Promise.all(Array.from({ length: 6 }, () => join(hall.code, [eve, 'Eve'])))).flat()
    assert.deepEqual(told.sort(), ['Eve', ...Array(5).fill('Eve again')])
    assert.deepEqual(await seats(hall.meeting), ['Ada', 'Bob', 'Eve'])
  })

  test('LK-27: a seat in one meeting is none in another', async () => {
    const [here, there] = [await openHall(world, []), await openHall(world, [])]
    const [ada] = (await comeIn(world, here.code, ['Ada'])) as [Person]
    const refused = (work: Promise<unknown>) => refusalOf(work)
    assert.equal(await refused(world.db.read((tx) => meetings.seat(tx, ada, there.meeting))), 'not-joined')
    assert.equal(await refused(world.db.read((tx) => meetings.meetingView(tx, ada, there.meeting))), 'not-joined')
    assert.equal((await world.db.read((tx) => meetings.lookUp(tx, ada, there.code, ['Fox']))).joined, false)
    assert.equal((await world.db.read((tx) => meetings.lookUp(tx, ada, here.code, ['Fox']))).joined, true)
    assert.deepEqual(await join(there.code, [ada, 'Ada']), ['Ada'])
  })

  test('LK-28: whose seat was taken away may join again', async () => {
    const hall = await openHall(world, [])
    const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    await world.client`delete from meetings_participants where person = ${ada.id}`
    assert.equal(await refusalOf(world.db.read((tx) => meetings.seat(tx, ada, hall.meeting))), 'not-joined')
    assert.deepEqual(await join(hall.code, [ada, 'Ada']), ['Ada'])
    assert.equal((await world.db.read((tx) => meetings.seat(tx, ada, hall.meeting))).name, 'Ada')
  })

  test('LK-30: a code says which meeting it opens and offers a name that is free', async () => {
    const hall = await openHall(world, [])
    await comeIn(world, hall.code, ['Kind Fox'])
    const found = await world.db.read((tx) => meetings.lookUp(tx, stranger, hall.code, ['kind  fox', 'Calm Owl']))
    assert.deepEqual(found, { meeting: hall.meeting, title: 'Hall', suggestion: 'Calm Owl', joined: false, secondCode: false })
    const full = await world.db.read((tx) => meetings.lookUp(tx, stranger, hall.code, ['Kind Fox']))
    assert.match(full.suggestion, /^Kind Fox \d+$/)
    assert.equal(await refusalOf(world.db.read((tx) => meetings.lookUp(tx, stranger, 'nowhere', ['Fox']))), 'wrong-code')
  })

  test('the code of a meeting that is over opens nothing', async () => {
    const hall = await openHall(world, [], ['end'])
    assert.deepEqual(await join(hall.code, [stranger, 'Ada']), ['wrong-code'])
  })

  test('how many are here is told once it moved, and says nothing else', async () => {
    const hall = await openHall(world, [])
    await comeIn(world, hall.code, ['Ada', 'Bob'])
    const publish = () => world.db.write((tx) => meetings.publishHere(tx, hall.meeting))
    await publish()
    const first = await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))
    assert.equal(first.view.here, 2)
    await publish()
    assert.equal((await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))).seq, first.seq)
  })
})

describe('another name', () => {
  const rename = (hall: Hall, actor: Actor, name: string) =>
    world.db.write((tx) => meetings.renameSeat(tx, actor, hall.meeting, name))

  test('a free and fit one is taken, others are not', async () => {
    const hall = await openHall(world, [])
    const [ada] = (await comeIn(world, hall.code, ['Ada', 'Bob'])) as [Person]
    assert.equal(await refusalOf(rename(hall, ada, ' BOB ')), 'name-taken')
    assert.equal(await refusalOf(rename(hall, ada, 'fuck')), 'name-unfit')
    assert.equal(await refusalOf(rename(hall, ada, 'x'.repeat(41))), 'name-unfit')
    assert.equal(await refusalOf(rename(hall, personWith('Eve'), 'Eve')), 'not-joined')
    assert.equal(await rename(hall, ada, 'ADA'), 'ADA')
    assert.equal(await rename(hall, ada, ' Lady\u0000  Ada '), 'Lady Ada')
    assert.deepEqual(await seats(hall.meeting), ['Bob', 'Lady Ada'])
  })

  test('one of many who take a name at once gets it, against newcomers too', async () => {
    const hall = await openHall(world, [])
    const people = await comeIn(world, hall.code, ['A', 'B', 'C', 'D', 'E'])
    const told = await Promise.all([
      ...people.map((actor) => refusalOf(rename(hall, actor, 'Zoe'))),
      ...[1, 2, 3].map(async () => ((await join(hall.code, [stranger, 'zoe']))[0] === 'name-taken' ? 'name-taken' : null)),
    ])
    assert.deepEqual(told.sort(), [...Array(7).fill('name-taken'), null].sort())
    assert.equal((await seats(hall.meeting)).filter((name) => name.toLowerCase() === 'zoe').length, 1)
  })
})

describe('from a chat', () => {
  const handle = (network: 'irc' | 'twitch', account: string, name: string) =>
    world.db.write((tx) => actorOfHandle(tx, { network, account, name, proven: true }))
  const sit = (meeting: MeetingId, actor: Person, network = 'irc') =>
    world.db.write((tx) => meetings.seatFromChat(tx, meeting, actor, network))

  test('LK-36: the same name on the web, on IRC and on Twitch is three people, each with an answer of their own', async () => {
    const poll = pollOf('One', 'Two')
    const hall = await openHall(world, [poll], ['start', 'open'])
    const [web] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    const chatters = [await handle('irc', 'net/ada', 'Ada'), await handle('twitch', '42', 'ada')]
    for (const actor of chatters) await sit(hall.meeting, actor)
    assert.deepEqual(await seats(hall.meeting), ['Ada', 'Ada 2', 'ada 3'])
    for (const actor of [web, ...chatters])
      assert.equal(await send(world, actor, hall.activities[0], choose(poll.choices[0]?.id as ChoiceId)), 'counted')
    assert.equal(
      await send(world, chatters[0] as Person, hall.activities[0], choose(poll.choices[1]?.id as ChoiceId)),
      'already-answered',
    )
    await act(world, hall, 'results')
    const { tally } = await world.db.read((tx) => meetings.result(tx, system, hall.activities[0] as ActivityId))
    assert.deepEqual(tally.kind === 'poll' && Object.values(tally.counts), [3, 0])
  })

  test('a renamed account keeps its seat, and lines that come at once make one', async () => {
    const hall = await openHall(world, [slide])
    const ada = await handle('irc', 'net/renamed', 'Ada')
    await Promise.all(Array.from({ length: 8 }, () => sit(hall.meeting, ada)))
    assert.deepEqual(await seats(hall.meeting), ['Ada'])
    const later = await handle('irc', 'net/renamed', 'Lovelace')
    assert.equal(later.id, ada.id)
    await sit(hall.meeting, later)
    assert.deepEqual(await seats(hall.meeting), ['Ada'])
  })

  test('a name not fit for the screen is replaced, one too long is cut', async () => {
    const hall = await openHall(world, [slide])
    await sit(hall.meeting, { kind: 'person', id: id(), name: 'f.u.c.k', roles: [] }, 'twitch')
    await sit(hall.meeting, { kind: 'person', id: id(), name: '\u0000', roles: [] })
    await sit(hall.meeting, { kind: 'person', id: id(), name: '🦊'.repeat(60), roles: [] })
    const [first, second, third] = await seats(hall.meeting)
    assert.match(first ?? '', /^irc \d{4}$/)
    assert.match(second ?? '', /^twitch \d{4}$/)
    assert.equal(third, '🦊'.repeat(40))
  })
})

describe('joining with a secret of the browser', () => {
  /** What each was told, and the guest token it was given. */
  const joinAs = async (code: string, ...wishes: { guest?: string; name: string; actor?: Actor }[]) => {
    const told = await world.db.write((tx) =>
      meetings.join(
        tx,
        wishes.map((wish) => ({ actor: stranger, code, ...wish })),
      ),
    )
    return told.map((one) => (one instanceof Refusal ? [one.code] : [one.name, one.fresh, one.guest]))
  }
  const personOf = async (token: string) => {
    const [actor] = await world.db.read((tx) => actorsOfTokens(tx, [token], world.clock.now))
    return actor?.kind === 'person' ? actor.id : null
  }
  const persons = async () => (await world.client`select 1 from people_persons`).length

  test('whoever asks again, since the answer was lost, has the same seat under the first name', async () => {
    const hall = await openHall(world, [])
    const guest = freshToken()
    assert.deepEqual(await joinAs(hall.code, { guest, name: 'Ada' }), [['Ada', true, guest]])
    const before = [await personOf(guest), await persons()]
    assert.deepEqual(await joinAs(hall.code, { guest, name: 'Ada' }), [['Ada', false, guest]])
    assert.deepEqual(await joinAs(hall.code, { guest, name: 'Grace' }), [['Ada', false, guest]])
    assert.deepEqual([await personOf(guest), await persons()], before)
    assert.deepEqual(await seats(hall.meeting), ['Ada'])
    assert.deepEqual(await joinAs(hall.code, { guest: freshToken(), name: 'Ada' }), [['name-taken']])
  })

  test('a name that was taken is no seat; the next one is', async () => {
    const hall = await openHall(world, [])
    await comeIn(world, hall.code, ['Ada'])
    const [guest, before] = [freshToken(), await persons()]
    assert.deepEqual(await joinAs(hall.code, { guest, name: 'ada' }), [['name-taken']])
    assert.deepEqual([await personOf(guest), await persons()], [null, before])
    assert.deepEqual(await joinAs(hall.code, { guest, name: 'Bob' }), [['Bob', true, guest]])
  })

  test('asked many times at once, in one round and in many, it is one person with one seat in each meeting', async () => {
    const halls = [await openHall(world, []), await openHall(world, [])]
    for (let run = 0; run < 5; run++) {
      const [guest, before] = [freshToken(), await persons()]
      const names = Array.from({ length: 6 }, (_, i) => ({ guest, name: `Run ${run} ${i % 2}` }))
      const told = await Promise.all(halls.flatMap((hall) => names.map((one) => joinAs(hall.code, one, one))))
      assert.ok(
        told.flat().every((one) => one[2] === guest),
        JSON.stringify(told),
      )
      for (const half of [told.slice(0, 6), told.slice(6)]) assert.equal(new Set(half.flat().map(([name]) => name)).size, 1)
      assert.equal(await persons(), before + 1)
    }
    for (const hall of halls) assert.equal((await seats(hall.meeting)).length, 5)
  })

  test('a secret that ran out or was signed out opens the same seat again', async () => {
    const hall = await openHall(world, [])
    const guest = freshToken()
    await joinAs(hall.code, { guest, name: 'Ada' })
    const before = await personOf(guest)
    for (const end of [
      () => world.client`update people_sign_ins set expires_at = made_at where person = ${before}`,
      () => world.db.write((tx) => signOut(tx, guest)),
    ]) {
      await end()
      assert.equal(await personOf(guest), null)
      assert.deepEqual(await joinAs(hall.code, { guest, name: 'Ada' }), [['Ada', false, guest]])
      assert.equal(await personOf(guest), before)
    }
  })

  test("somebody's sign-in is no guest's secret: it signs nobody in, and stays as it was", async () => {
    const hall = await openHall(world, [])
    const owner = await world.db.write(async (tx) => redeemSetupLink(tx, stranger, await makeSetupLink(tx), 'Olga'))
    const [[, , cookie] = []] = await joinAs(hall.code, { name: 'Ada' })
    const before = await allRows(world)
    assert.deepEqual(await joinAs(hall.code, { guest: owner, name: 'Eve' }), [['conflict']])
    assert.deepEqual(await allRows(world), before)
    assert.deepEqual(await joinAs(hall.code, { guest: String(cookie), name: 'Eve' }), [['Ada', false, cookie]])
  })

  test('whoever is known already joins as who they are, whatever secret comes with it', async () => {
    const hall = await openHall(world, [])
    const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    const guest = freshToken()
    assert.deepEqual(await joinAs(hall.code, { guest, name: 'Bob', actor: ada }), [['Ada', false, null]])
    assert.equal(await personOf(guest), null)
  })
})
