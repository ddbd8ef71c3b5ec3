import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  act,
  choose,
  cloud,
  comeIn,
  type Hall,
  id,
  newAnswer,
  openHall,
  openWorld,
  type Person,
  plain,
  pollOf,
  send,
  slide,
  word,
} from '../../../test/world.ts'
import type { ActivityId, AnswerId, ChoiceId, Given, Tally } from '../../contract/activity.schema.ts'
import { tallyFeed } from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stranger, system } from '../people/index.ts'
import * as meetings from './index.ts'

const world = await openWorld()

type Sent = { actor: Person; id: AnswerId; activity: ActivityId; given: Given }

const round = async (answers: readonly Sent[]): Promise<string[]> =>
  (await world.db.write((tx) => meetings.answer(tx, answers))).map((one) => (one instanceof Refusal ? one.code : 'counted'))

/** What everybody is shown once the results are. */
async function shownTally(hall: Hall, n = 0): Promise<Tally> {
  await act(world, hall, 'results')
  const shown = await world.db.read((tx) => meetings.result(tx, system, hall.activities[n] as ActivityId))
  return shown.tally
}

interface KeptRow {
  id: AnswerId
  person: string
  given: { choices: ChoiceId[]; word: string }
}
async function rowsOf(activity: ActivityId | undefined): Promise<KeptRow[]> {
  const rows = await world.client<KeptRow[]>`
    select id, person, given from meetings_answers where activity = ${activity ?? ''} order by person, part`
  return plain([...rows])
}

const countsIn = (tally: Tally): number[] => (tally.kind === 'poll' ? Object.values(tally.counts) : [])
const wordsIn = (tally: Tally): Record<string, number> =>
  tally.kind === 'cloud' ? Object.fromEntries(tally.words.map((one) => [one.word, one.count])) : {}
const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `P${i}`)

async function pollHall(people: number, multiple = false) {
  const poll = { ...pollOf('One', 'Two', 'Three'), multiple }
  const hall = await openHall(world, [poll], ['start', 'open'])
  const choices = poll.choices.map((one) => one.id) as [ChoiceId, ChoiceId, ChoiceId]
  return {
    hall,
    poll,
    choices,
    activity: hall.activities[0] as ActivityId,
    people: await comeIn(world, hall.code, names(people)),
  }
}

describe('a poll', () => {
  test('LK-79: a hundred people answer at once and each counts once, though everyone sends it twice', async () => {
    const { hall, choices, activity, people } = await pollHall(100)
    const all = people.map((actor, i) => ({ actor, id: newAnswer(), activity, given: choose(choices[i % 3] as ChoiceId) }))
    const told = await Promise.all([...all, ...all].map((one) => round([one])))
    assert.deepEqual(told, Array(200).fill(['counted']))
    assert.equal((await rowsOf(activity)).length, 100)
    const tally = await shownTally(hall)
    assert.deepEqual(countsIn(tally), [34, 33, 33])
    assert.equal(tally.kind === 'poll' && tally.answered, 100)
  })

  test('LK-59: a second answer is refused and the first stands, by itself, in one round and from two tabs at once', async () => {
    const { hall, choices, activity, people } = await pollHall(3)
    const [ada, bob, eve] = people as [Person, Person, Person]
    assert.equal(await send(world, ada, activity, choose(choices[0])), 'counted')
    assert.equal(await send(world, ada, activity, choose(choices[1])), 'already-answered')
    assert.equal(await send(world, ada, activity, choose(choices[0])), 'already-answered')
    const two = [0, 1].map((i) => ({ actor: bob, id: newAnswer(), activity, given: choose(choices[i] as ChoiceId) }))
    assert.deepEqual(await round(two), ['counted', 'already-answered'])
    const tabs = await Promise.all(choices.map((one) => send(world, eve, activity, choose(one))))
    assert.deepEqual(tabs.sort(), ['already-answered', 'already-answered', 'counted'])
    const rows = await rowsOf(activity)
    assert.equal(rows.length, 3)
    assert.deepEqual(
      rows.filter((one) => one.person !== eve.id).map((one) => one.given.choices),
      [[choices[0]], [choices[0]]],
    )
    assert.equal(
      countsIn(await shownTally(hall)).reduce((a, b) => a + b),
      3,
    )
  })

  test('the same id again is the same answer, whatever it says now, also after closing', async () => {
    const { hall, choices, activity, people } = await pollHall(1)
    const [ada] = people as [Person]
    const answer = newAnswer()
    for (const chosen of [choices[0], choices[0], choices[2]])
      assert.equal(await send(world, ada, activity, choose(chosen), answer), 'counted')
    assert.deepEqual(countsIn(await shownTally(hall)), [1, 0, 0])
    assert.equal(await send(world, ada, activity, choose(choices[0]), answer), 'counted')
    assert.equal(await send(world, ada, activity, choose(choices[0])), 'activity-not-open')
    assert.equal((await rowsOf(activity)).length, 1)
  })

  test("somebody else's id is a conflict, also in one round, and counts nothing", async () => {
    const { choices, activity, people } = await pollHall(3)
    const [ada, bob, eve] = people as [Person, Person, Person]
    const answer = newAnswer()
    const both = [bob, eve].map((actor) => ({ actor, id: answer, activity, given: choose(choices[0]) }))
    assert.deepEqual(await round(both), ['counted', 'conflict'])
    assert.equal(await send(world, ada, activity, choose(choices[1]), answer), 'conflict')
    assert.deepEqual(
      (await rowsOf(activity)).map((one) => one.person),
      [bob.id],
    )
    assert.equal(await send(world, ada, activity, choose(choices[1])), 'counted')
  })

  test('LK-66: one choice of a single poll, several of a multiple one in one answer', async () => {
    const single = await pollHall(1)
    const [ada] = single.people as [Person]
    assert.equal(await send(world, ada, single.activity, choose(single.choices[0], single.choices[1])), 'bad-input')
    assert.equal((await rowsOf(single.activity)).length, 0)
    const several = await pollHall(2, true)
    const [bob, eve] = several.people as [Person, Person]
    assert.equal(
      await send(world, bob, several.activity, choose(several.choices[0], several.choices[2], several.choices[0])),
      'counted',
    )
    assert.equal(await send(world, bob, several.activity, choose(several.choices[1])), 'already-answered')
    assert.equal(await send(world, eve, several.activity, choose(several.choices[2])), 'counted')
    const tally = await shownTally(several.hall)
    assert.deepEqual(countsIn(tally), [1, 0, 2])
    assert.equal(tally.kind === 'poll' && tally.answered, 2)
  })

  test('LK-80: a poll without answers has a result of noughts', async () => {
    const { hall, choices } = await pollHall(2)
    assert.deepEqual(await shownTally(hall), {
      kind: 'poll',
      answered: 0,
      counts: Object.fromEntries(choices.map((one) => [one, 0])),
    })
  })

  test('LK-60: activities with equal or nested titles take one answer each', async () => {
    const titles = ['Lunch', 'Lunch', 'Lunch?', 'Lunch? Really?']
    const polls = titles.map((title) => ({ ...pollOf('Yes', 'No'), title }))
    const hall = await openHall(world, polls, ['start'])
    const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    for (const [i, poll] of polls.entries()) {
      await act(world, hall, 'open')
      assert.equal(await send(world, ada, hall.activities[i], choose(poll.choices[0]?.id as ChoiceId)), 'counted', titles[i])
      assert.deepEqual(countsIn(await shownTally(hall, i)), [1, 0])
      if (i < 3) await act(world, hall, 'next')
    }
  })
})

describe('who may answer what, and when', () => {
  test('LK-61: only while it is open: not before, nor closed, in results, on the scoreboard, skipped or after', async () => {
    const [poll, other] = [pollOf('One', 'Two'), pollOf('Three', 'Four')]
    const hall = await openHall(world, [poll, other], ['start'])
    const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    const first = () => send(world, ada, hall.activities[0], choose(poll.choices[0]?.id as ChoiceId))
    const second = () => send(world, ada, hall.activities[1], choose(other.choices[0]?.id as ChoiceId))
    assert.equal(await first(), 'activity-not-open')
    for (const step of ['open', 'close', 'results', 'scoreboard', 'next', 'end'] as const) {
      await act(world, hall, step)
      if (step === 'open') assert.equal(await second(), 'activity-not-open', 'another one')
      else assert.deepEqual([await first(), await second()], ['activity-not-open', 'activity-not-open'], step)
    }
    assert.deepEqual([...(await rowsOf(hall.activities[0])), ...(await rowsOf(hall.activities[1]))], [])
  })

  test('LK-62, LK-63, LK-67: the wrong kind, an unknown choice and a slide count nothing and use nothing up', async () => {
    const { hall, choices, activity, people } = await pollHall(1)
    const [ada] = people as [Person]
    assert.equal(await send(world, ada, activity, word('One')), 'wrong-kind')
    assert.equal(await send(world, ada, activity, choose(id<ChoiceId>())), 'unknown-choice')
    assert.equal(await send(world, ada, activity, choose()), 'bad-input')
    assert.equal(await send(world, ada, activity, choose(choices[0])), 'counted')
    assert.deepEqual(countsIn(await shownTally(hall)), [1, 0, 0])
    const mixed = await openHall(world, [cloud, slide], ['start', 'open'])
    const [bob] = (await comeIn(world, mixed.code, ['Bob'])) as [Person]
    assert.equal(await send(world, bob, mixed.activities[0], choose(choices[0])), 'wrong-kind')
    await act(world, mixed, 'next', 'open')
    assert.equal(await send(world, bob, mixed.activities[1], word('hello')), 'wrong-kind')
    assert.equal(await send(world, bob, mixed.activities[0], word('late')), 'activity-not-open', 'LK-73')
    assert.deepEqual([...(await rowsOf(mixed.activities[0])), ...(await rowsOf(mixed.activities[1]))], [])
  })

  test("LK-27, LK-127, LK-65: a stranger, an organizer without a seat and another meeting's participant have no answer here", async () => {
    const here = await pollHall(1)
    const there = await pollHall(1)
    const [ada] = here.people as [Person]
    const owner: Person = { kind: 'person', id: id(), name: 'Olga', roles: [{ role: 'owner', event: null }] }
    for (const actor of [ada, owner, stranger, system])
      assert.equal(await send(world, actor, there.activity, choose(there.choices[0])), 'not-joined')
    assert.equal(await send(world, ada, there.activity, choose(here.choices[0])), 'not-joined')
    assert.equal(await send(world, ada, id<ActivityId>(), choose(here.choices[0])), 'not-joined')
    assert.equal(await send(world, ada, here.activity, choose(there.choices[0])), 'unknown-choice')
    assert.deepEqual(await rowsOf(there.activity), [])
    assert.deepEqual(countsIn(await shownTally(there.hall)), [0, 0, 0])
  })

  test('one refused answer in a round harms none of the others', async () => {
    const { choices, activity, people } = await pollHall(3)
    const [ada, bob, eve] = people as [Person, Person, Person]
    const outsider: Person = { ...eve, id: id() }
    const told = await round([
      { actor: ada, id: newAnswer(), activity, given: choose(choices[0]) },
      { actor: outsider, id: newAnswer(), activity, given: choose(choices[0]) },
      { actor: bob, id: newAnswer(), activity, given: word('what') },
      { actor: bob, id: newAnswer(), activity: id<ActivityId>(), given: choose(choices[0]) },
      { actor: eve, id: newAnswer(), activity, given: choose(choices[2]) },
    ])
    assert.deepEqual(told, ['counted', 'not-joined', 'wrong-kind', 'not-joined', 'counted'])
  })

  test('after the time is up nothing counts, even before the closing has come', async () => {
    const poll = pollOf('One', 'Two')
    const hall = await openHall(world, [poll], ['start'])
    const [ada, bob] = (await comeIn(world, hall.code, ['Ada', 'Bob'])) as [Person, Person]
    await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'open', 30))
    const chosen = choose(poll.choices[0]?.id as ChoiceId)
    world.clock.forward(29_999)
    assert.equal(await send(world, ada, hall.activities[0], chosen), 'counted')
    world.clock.forward(1)
    assert.equal(await send(world, bob, hall.activities[0], chosen), 'activity-not-open')
    const { payload } = world.jobs.filter((job) => job.kind === 'close-activity').at(-1) ?? { payload: {} }
    const { meeting, activity, ...of } = payload as { meeting: Hall['meeting']; activity: ActivityId; opening: number }
    await world.db.write((tx) => meetings.closeActivity(tx, system, meeting, activity, of))
    const { view } = await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))
    assert.equal(view.phase.at, 'closed')
    assert.deepEqual(countsIn(await shownTally(hall)), [1, 0])
  })

  test('a timer of an earlier opening closes nothing', async () => {
    const hall = await openHall(world, [pollOf('One', 'Two')], ['start'])
    await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'open', 30))
    await act(world, hall, 'close', 'open')
    await world.db.write((tx) =>
      meetings.closeActivity(tx, system, hall.meeting, hall.activities[0] as ActivityId, { opening: 1 }),
    )
    const { view } = await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))
    assert.equal(view.phase.at === 'open' && view.phase.opening, 2)
  })
})

test('a round of new answers is taken in as one; with one that is not it fails whole and leaves nothing', async () => {
  const { choices, activity, people } = await pollHall(4)
  const [ada, bob, eve, max] = people as [Person, Person, Person, Person]
  const of = (actor: Person): Sent => ({ actor, id: newAnswer(), activity, given: choose(choices[0]) })
  const allNew = (answers: readonly Sent[]) => world.db.write((tx) => meetings.answer(tx, answers, undefined, 'all new'))
  const [first, second] = [of(ada), of(bob)]
  const told = await allNew([first, second])
  assert.ok(told.every((one) => !(one instanceof Refusal)))
  for (const not of [first, of(ada), { ...of(eve), id: second.id }])
    await assert.rejects(allNew([of(max), not]), (error) => meetings.isTaken(error))
  await assert.rejects(allNew([of(max), of(max)]), (error) => meetings.isTaken(error))
  assert.deepEqual((await rowsOf(activity)).map((row) => row.id).sort(), [first.id, second.id].sort())
  assert.deepEqual(await round([of(max), first, of(ada), { ...of(eve), id: second.id }]), [
    'counted',
    'counted',
    'already-answered',
    'conflict',
  ])
})

describe('a cloud', () => {
  async function cloudHall(people: number, wordsPerPersonMax = 5) {
    const hall = await openHall(world, [{ ...cloud, wordsPerPersonMax }], ['start', 'open'])
    return { hall, activity: hall.activities[0] as ActivityId, people: await comeIn(world, hall.code, names(people)) }
  }

  test('LK-69, LK-70: a word counts up by whoever sends it, in any spelling, and shows as it came first', async () => {
    const { hall, activity, people } = await cloudHall(2)
    const [ada, bob] = people as [Person, Person]
    for (const text of ['Hello  World', ' hello world ', 'ＨＥＬＬＯ\tWORLD'])
      assert.equal(await send(world, ada, activity, word(text)), 'counted')
    assert.equal(await send(world, bob, activity, word('hello\u200b world')), 'counted')
    assert.equal(await send(world, bob, activity, word('bye')), 'counted')
    for (const text of ['', '   ', '\u200b\u2060', 'x'.repeat(51)])
      assert.equal(await send(world, bob, activity, word(text)), 'bad-input')
    const tally = await shownTally(hall)
    assert.deepEqual(tally, {
      kind: 'cloud',
      answered: 2,
      words: [
        { word: 'Hello World', count: 4 },
        { word: 'bye', count: 1 },
      ],
    })
  })

  test('LK-72, LK-216: markup and quotes in a word are just signs', async () => {
    const { hall, activity, people } = await cloudHall(1)
    const nasty = `<img src=x onerror="alert('1')">&amp;`
    assert.equal(await send(world, people[0] as Person, activity, word(nasty)), 'counted')
    assert.deepEqual(wordsIn(await shownTally(hall)), { [nasty]: 1 })
  })

  test('the limit holds one by one, in one round and in rounds at once; a repeated id uses nothing up', async () => {
    const limit = 3
    const { hall, activity, people } = await cloudHall(3, limit)
    const [ada, bob, eve] = people as [Person, Person, Person]
    const said = (actor: Person, text: string, answer = newAnswer()): Sent => ({ actor, id: answer, activity, given: word(text) })
    const first = said(ada, 'a1')
    assert.deepEqual(await round([first]), ['counted'])
    assert.deepEqual(await round([first, said(ada, 'a2'), said(ada, 'a3'), first, said(ada, 'a4')]), [
      'counted',
      'counted',
      'counted',
      'counted',
      'word-limit',
    ])
    const twice = said(bob, 'b1')
    const told = await round([twice, twice, said(bob, 'b2'), twice, said(bob, 'b3'), said(bob, 'b4'), twice])
    assert.deepEqual(told, ['counted', 'counted', 'counted', 'counted', 'counted', 'word-limit', 'counted'])
    const atOnce = (await Promise.all(Array.from({ length: 8 }, (_, i) => round([said(eve, `e${i}`)])))).flat()
    assert.deepEqual(atOnce.sort(), [...Array(limit).fill('counted'), ...Array(5).fill('word-limit')])
    for (const person of people) assert.equal((await rowsOf(activity)).filter((row) => row.person === person.id).length, limit)
    const tally = await shownTally(hall)
    assert.equal(tally.kind === 'cloud' && tally.answered, 3)
    assert.equal(
      Object.values(wordsIn(tally)).reduce((a, b) => a + b),
      3 * limit,
    )
  })

  test('a cloud of one word for each takes one, alone, in one round and in rounds at once', async () => {
    const { activity, people } = await cloudHall(3, 1)
    const [ada, bob, eve] = people as [Person, Person, Person]
    assert.equal(await send(world, ada, activity, word('one')), 'counted')
    assert.equal(await send(world, ada, activity, word('two')), 'word-limit')
    const said = (actor: Person, text: string): Sent => ({ actor, id: newAnswer(), activity, given: word(text) })
    assert.deepEqual(await round([said(bob, 'b1'), said(bob, 'b2')]), ['counted', 'word-limit'])
    const atOnce = (await Promise.all([1, 2, 3].map((i) => round([said(eve, `e${i}`)])))).flat()
    assert.deepEqual(atOnce.sort(), ['counted', 'word-limit', 'word-limit'])
    for (const person of people) assert.equal((await rowsOf(activity)).filter((row) => row.person === person.id).length, 1)
  })

  test('words of one person in rounds at once are all counted while there is room', async () => {
    const { activity, people } = await cloudHall(1, 20)
    const told = await Promise.all(
      Array.from({ length: 20 }, (_, i) => send(world, people[0] as Person, activity, word(`w${i}`))),
    )
    assert.deepEqual(told, Array(20).fill('counted'))
  })

  test("somebody else's word id is a conflict", async () => {
    const { activity, people } = await cloudHall(2)
    const [ada, bob] = people as [Person, Person]
    const answer = newAnswer()
    assert.equal(await send(world, ada, activity, word('mine'), answer), 'counted')
    assert.equal(await send(world, bob, activity, word('mine'), answer), 'conflict')
    assert.equal((await rowsOf(activity)).length, 1)
  })
})

describe('opened again', () => {
  test('LK-54: going back keeps the answers; only those who have not answered yet may', async () => {
    const { hall, choices, activity, people } = await pollHall(2)
    const [ada, bob] = people as [Person, Person]
    assert.equal(await send(world, ada, activity, choose(choices[0])), 'counted')
    await act(world, hall, 'next', 'back')
    const { view } = await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))
    assert.equal(view.phase.at === 'open' && view.phase.activity.id === activity && view.phase.opening, 2)
    assert.equal(await send(world, ada, activity, choose(choices[1])), 'already-answered')
    assert.equal(await send(world, bob, activity, choose(choices[1])), 'counted')
    assert.deepEqual(countsIn(await shownTally(hall)), [1, 1, 0])
  })

  test('LK-54: with a reset the answers are forgotten and everybody may answer once more', async () => {
    const { hall, choices, activity, people } = await pollHall(2)
    const [ada, bob] = people as [Person, Person]
    for (const person of [ada, bob]) assert.equal(await send(world, person, activity, choose(choices[0])), 'counted')
    assert.deepEqual(countsIn(await shownTally(hall)), [2, 0, 0])
    const seat = id<never>()
    const organizer: Person = { kind: 'person', id: id(), name: 'Olga', roles: [{ role: 'owner', event: null }] }
    await world.db.write((tx) => meetings.takeControl(tx, organizer, hall.meeting, seat, false))
    await world.db.write((tx) =>
      meetings.takeStep(tx, organizer, hall.meeting, { seat, step: 'open', from: 'results', seconds: null, reset: true }),
    )
    const counted = await world.db.read((tx) => meetings.tallyView(tx, organizer, activity))
    assert.deepEqual(countsIn(counted.view.tally as Tally), [0, 0, 0])
    assert.equal(counted.view.opening, 2)
    assert.equal(await send(world, ada, activity, choose(choices[2])), 'counted')
    assert.deepEqual(countsIn(await shownTally(hall)), [0, 0, 1])
    const own = await world.db.read((tx) => meetings.seat(tx, ada, hall.meeting))
    assert.deepEqual(plain(own.answers), [{ activity, opening: 2, given: { kind: 'poll', choices: [choices[2]] } }])
  })
})

describe('answers while the meeting moves', () => {
  test('LK-61: whoever was told “counted” is in the result, whoever was refused is not, thirty times over', async () => {
    for (let run = 0; run < 30; run++) {
      const { hall, choices, activity, people } = await pollHall(24)
      const ids = people.map(() => newAnswer())
      const answering = people.map(async (actor, i) => {
        await new Promise((resolve) => setTimeout(resolve, (i * 7) % 13))
        return round([{ actor, id: ids[i] as AnswerId, activity, given: choose(choices[i % 3] as ChoiceId) }])
      })
      const closing = new Promise((resolve) => setTimeout(resolve, run % 12)).then(() =>
        act(world, hall, run % 2 ? 'results' : 'close'),
      )
      const publishing = Array.from({ length: 3 }, () => world.db.write((tx) => meetings.publishTally(tx, activity)))
      const told = (await Promise.all(answering)).flat()
      await Promise.all([closing, ...publishing])
      const counted = ids.filter((_, i) => told[i] === 'counted')
      assert.deepEqual(
        told.filter((one) => one !== 'counted' && one !== 'activity-not-open'),
        [],
      )
      assert.deepEqual((await rowsOf(activity)).map((row) => row.id).sort(), counted.sort())
      const expected = choices.map((_, c) => told.filter((one, i) => one === 'counted' && i % 3 === c).length)
      const tally = run % 2 ? (await world.db.read((tx) => meetings.result(tx, system, activity))).tally : await shownTally(hall)
      assert.deepEqual(countsIn(tally), expected)
    }
  })

  test('counts published at the same time never go back', async () => {
    const { hall, choices, activity, people } = await pollHall(40)
    await Promise.all(
      people.map(async (actor, i) => {
        await send(world, actor, activity, choose(choices[i % 3] as ChoiceId))
        await world.db.write((tx) => meetings.publishTally(tx, activity))
      }),
    )
    const news = await world.client<{ n: number }[]>`
      select (change -> 'tally' ->> 'answered')::int as n from platform_changes where feed = ${tallyFeed(activity, 1)} order by seq`
    const told = news.map((one) => one.n)
    assert.deepEqual(
      told,
      [...told].sort((a, b) => a - b),
    )
    assert.equal(told.at(-1), 40)
    const { view } = await world.db.read((tx) => meetings.tallyView(tx, system, activity))
    assert.equal(view.tally?.kind === 'poll' && view.tally.answered, 40)
    assert.equal(
      countsIn(await shownTally(hall)).reduce((a, b) => a + b),
      40,
    )
  })

  test('publishing what did not move says nothing', async () => {
    const { choices, activity, people } = await pollHall(1)
    await send(world, people[0] as Person, activity, choose(choices[0]))
    const publish = () => world.db.write((tx) => meetings.publishTally(tx, activity))
    const seq = async () => (await world.db.read((tx) => meetings.tallyView(tx, system, activity))).seq
    await publish()
    const before = await seq()
    await publish()
    await publish()
    assert.equal(await seq(), before)
  })

  test('a meeting deleted while people answer leaves no answer behind, and tells nobody a fault', async () => {
    for (let run = 0; run < 8; run++) {
      const { hall, choices, activity, people } = await pollHall(16)
      const answering = people.map((actor, i) => send(world, actor, activity, choose(choices[i % 3] as ChoiceId)))
      const joining = comeIn(world, hall.code, ['Late']).catch((error) => error)
      const [told, late] = await Promise.all([
        Promise.all(answering),
        joining,
        world.db.write((tx) => meetings.deleteMeeting(tx, system, hall.meeting)),
      ])
      assert.deepEqual(
        told.filter((one) => !['counted', 'not-joined'].includes(one)),
        [],
      )
      assert.ok(Array.isArray(late) || late instanceof Refusal)
      assert.deepEqual(await rowsOf(activity), [])
      assert.equal((await world.client`select 1 from meetings_participants where meeting = ${hall.meeting}`).length, 0)
    }
  })
})
