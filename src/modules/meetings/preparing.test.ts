import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  act,
  choose,
  cloud,
  comeIn,
  type Hall,
  newActivity,
  newMeeting,
  openHall,
  openWorld,
  type Person,
  plain,
  pollOf,
  refusalOf,
  send,
  slide,
} from '../../../test/world.ts'
import type { ActivityId, ChoiceId, PreparedActivity } from '../../contract/activity.schema.ts'
import type { Body } from '../../contract/endpoints.ts'
import { guardOfNew } from '../../contract/guard.schema.ts'
import { ACTIVITIES_PER_MEETING_MAX, CHANNELS_PER_MEETING_MAX } from '../../contract/limits.ts'
import type { ChannelWish, NetworkName } from '../../contract/meeting.schema.ts'
import { system } from '../people/index.ts'
import * as meetings from './index.ts'

const world = await openWorld()

const create = (settings: Partial<Body<'createMeeting'>>, meeting = newMeeting()) =>
  world.db
    .write((tx) =>
      meetings.createMeeting(
        tx,
        system,
        meeting,
        {
          title: 'T',
          description: '',
          listed: true,
          rewardFirst: true,
          showFlags: false,
          flagPrefix: '',
          ...{ picture: null, pictureWords: '' },
          startsAt: null,
          endsAt: null,
          event: null,
          ...settings,
        },
        '#',
      ),
    )
    .then(() => meeting)
const put = (hall: Pick<Hall, 'meeting'>, prepared: PreparedActivity, activity = newActivity()) =>
  world.db.write((tx) => meetings.putActivity(tx, system, hall.meeting, activity, prepared))
const change = (hall: Pick<Hall, 'meeting'>, patch: Body<'changeMeeting'>) =>
  world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, patch))
const desk = async (hall: Pick<Hall, 'meeting'>) =>
  plain((await world.db.read((tx) => meetings.consoleView(tx, system, hall.meeting))).view)
const result = async (activity: ActivityId | undefined) =>
  plain(await world.db.read((tx) => meetings.result(tx, system, activity ?? newActivity())))

describe('a meeting', () => {
  test('has a code of its own when none is given, and the answer sign of the instance', async () => {
    const { settings } = await desk({ meeting: await create({}) })
    assert.match(settings.code, /^[a-z2-9]{6}$/)
    assert.deepEqual(
      { ...settings, code: '' },
      {
        title: 'T',
        description: '',
        code: '',
        answerPrefix: '#',
        listed: true,
        rewardFirst: true,
        guard: guardOfNew,
        showFlags: false,
        startsAt: null,
        endsAt: null,
        flagPrefix: '',
        picture: null,
        pictureWords: '',
      },
    )
  })

  test('a code opens one meeting at a time; it is free after the end, and the old one cannot go on while another uses it', async () => {
    const code = 'one-at-a-time'
    const old = { meeting: await create({ code }) }
    assert.equal(await refusalOf(create({ code })), 'conflict')
    const other = { meeting: await create({ code: 'another' }) }
    assert.equal(await refusalOf(change(other, { code })), 'conflict')
    await world.db.write((tx) => meetings.stepAsSystem(tx, old.meeting, 'end'))
    const young = { meeting: await create({ code }) }
    assert.equal(await refusalOf(world.db.write((tx) => meetings.stepAsSystem(tx, old.meeting, 'resume'))), 'conflict')
    assert.equal((await desk(old)).at, 'after')
    await world.db.write((tx) => meetings.stepAsSystem(tx, young.meeting, 'end'))
    await world.db.write((tx) => meetings.stepAsSystem(tx, old.meeting, 'resume'))
    assert.equal((await desk(old)).at, 'waiting')
    assert.equal(await refusalOf(world.db.write((tx) => meetings.stepAsSystem(tx, young.meeting, 'resume'))), 'conflict')
  })

  test('of many who take one code at once, one gets it: made, changed or resumed', async () => {
    const code = 'wanted-by-many'
    const over = await openHall(world, [], ['end'])
    await change(over, { code })
    const halls = [await openHall(world, []), await openHall(world, []), await openHall(world, [])]
    const told = await Promise.all([
      ...halls.map((hall) => refusalOf(change(hall, { code }))),
      refusalOf(create({ code })),
      refusalOf(create({ code })),
      refusalOf(world.db.write((tx) => meetings.stepAsSystem(tx, over.meeting, 'resume'))),
    ])
    assert.deepEqual(told.sort(), [...Array(5).fill('conflict'), null].sort())
  })

  test('the same id again is a conflict and changes nothing', async () => {
    const meeting = await create({ title: 'First' })
    assert.equal(await refusalOf(create({ title: 'Second' }, meeting)), 'conflict')
    assert.equal((await desk({ meeting })).settings.title, 'First')
  })

  test('what a change leaves out stays', async () => {
    const hall = await openHall(world, [])
    await change(hall, { description: 'New', listed: false })
    assert.deepEqual((await desk(hall)).settings, {
      title: 'Hall',
      description: 'New',
      code: hall.code,
      answerPrefix: '#',
      listed: false,
      rewardFirst: true,
      guard: guardOfNew,
      startsAt: null,
      endsAt: null,
      showFlags: false,
      flagPrefix: 'Plenary',
      ...{ picture: null, pictureWords: '' },
    })
  })

  test('is deleted with all that was in it, and nothing of another', async () => {
    const poll = pollOf('One', 'Two')
    const halls = [await openHall(world, [poll], ['start', 'open']), await openHall(world, [poll], ['start', 'open'])] as const
    for (const hall of halls) {
      const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
      assert.equal(await send(world, ada, hall.activities[0], choose(poll.choices[0]?.id as ChoiceId)), 'counted')
      await world.db.write((tx) => meetings.bindChannel(tx, system, hall.meeting, { network: 'irc', channel: `#${hall.code}` }))
    }
    const rowsOf = async ({ meeting, activities: [activity] }: Hall) => {
      const [row] = await world.client`
        select (select count(*)::int from meetings_meetings where id = ${meeting}) as meetings,
          (select count(*)::int from meetings_activities where meeting = ${meeting}) as activities,
          (select count(*)::int from meetings_participants where meeting = ${meeting}) as participants,
          (select count(*)::int from meetings_channels where meeting = ${meeting}) as channels,
          (select count(*)::int from meetings_answers where activity = ${activity ?? ''}) as answers`
      return Object.values(row ?? {})
    }
    await world.db.write((tx) => meetings.deleteMeeting(tx, system, halls[0].meeting))
    assert.deepEqual(await rowsOf(halls[0]), [0, 0, 0, 0, 0])
    assert.deepEqual(await rowsOf(halls[1]), [1, 1, 1, 1, 1])
  })
})

describe('LK-216, LK-217: text', () => {
  const nasty = `<script>alert("1")</script> & '"\` שלום 👩‍🚀`

  test('titles and choices come back as the same plain text, without control characters', async () => {
    const meeting = await create({ title: `${nasty}\u0000\u0007` })
    const poll = pollOf('One', 'Two')
    const activity = newActivity()
    const choices = poll.choices.map((one) => ({ ...one, text: `${one.text} ${nasty}\u0000` }))
    await put({ meeting }, { ...poll, title: `\u0008${nasty}\ud800`, choices }, activity)
    await world.db.write((tx) => meetings.stepAsSystem(tx, meeting, 'start'))
    await world.db.write((tx) => meetings.stepAsSystem(tx, meeting, 'open'))
    const { view } = await world.db.read((tx) => meetings.meetingView(tx, system, meeting))
    assert.equal(view.title, nasty)
    assert.ok(view.phase.at === 'open' && view.phase.activity.kind === 'poll')
    assert.equal(view.phase.activity.title, nasty)
    assert.deepEqual(
      view.phase.activity.choices.map((one) => one.text),
      [`One ${nasty}`, `Two ${nasty}`],
    )
  })

  test('a title or choice that is empty once cleaned is refused', async () => {
    const hall = await openHall(world, [])
    assert.equal(await refusalOf(create({ title: '\u0000 ' })), 'bad-input')
    assert.equal(await refusalOf(change(hall, { title: '\u0007' })), 'bad-input')
    assert.equal(await refusalOf(put(hall, { ...slide, title: '\u0000' })), 'bad-input')
    assert.equal(await refusalOf(put(hall, pollOf('One', '\u0000'))), 'bad-input')
    assert.deepEqual((await desk(hall)).activities, [])
  })

  const active: [string, string][] = [
    ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)><b onclick="x">b</b>'],
    ['a script link', '[x](javascript:alert(1)) [y](JaVaScRiPt&#58;alert(1)) [z](vbscript:x) <javascript:alert(1)>'],
    ['a data link', '[x](data:text/html;base64,PHNjcmlwdD4=) ![y](data:image/svg+xml;base64,PHN2Zz4=)'],
    ['a link out of its quotes', '[x](https://a.example/"onmouseover="alert(1)) ![" onerror="alert(1)](https://a.example/x.png)'],
    ['a link of another scheme', '[x](file:///etc/passwd) [y](//evil.example) https://a.example/<script>'],
    ['a reference', '[x][1]\n\n[1]: javascript:alert(1) "t\\" onload=alert(1)"'],
  ]
  for (const [what, description] of active) {
    test(`${what} in a description never becomes active`, async () => {
      const hall = await openHall(world, [{ ...slide, description }], ['start', 'open'])
      await change(hall, { description })
      const { view } = await world.db.read((tx) => meetings.meetingView(tx, system, hall.meeting))
      assert.ok(view.phase.at === 'open')
      for (const html of [view.descriptionHtml, view.phase.activity.descriptionHtml]) {
        const tags = [...html.matchAll(/<([a-z0-9]+)((?:\s[^>]*)?)>/gi)]
        for (const [, tag = '', attributes = ''] of tags) {
          assert.match(tag, /^(p|a|br|img|em|strong|ul|ol|li|h[1-6]|code|pre|blockquote|hr)$/)
          const named = [...attributes.matchAll(/\s([^\s=">/]+)="([^"]*)"/g)]
          for (const [, name = '', value = ''] of named) {
            assert.match(name, /^(href|src|alt|title|target|rel)$/)
            if (name === 'href' || name === 'src') assert.match(value, /^(https?:|mailto:|\/(?!\/))/)
          }
          assert.equal(attributes.replace(/\s([^\s=">/]+)="([^"]*)"/g, '').trim(), '', `nothing but attributes in ${attributes}`)
        }
      }
    })
  }
})

describe('an activity', () => {
  test('is added at the end and changed in place; the same again changes nothing, even while it is open', async () => {
    const [poll, other] = [pollOf('One', 'Two'), { ...slide, title: 'Second' }]
    const hall = await openHall(world, [poll, other], ['start', 'open'])
    const { activities } = await desk(hall)
    assert.deepEqual(
      activities.map((one) => one.prepared.title),
      [poll.title, 'Second'],
    )
    assert.equal(await refusalOf(put(hall, poll, hall.activities[0])), null)
    assert.equal(await refusalOf(put(hall, { ...poll, title: 'New' }, hall.activities[0])), 'not-in-this-phase')
    await put(hall, { ...other, title: 'Changed' }, hall.activities[1])
    assert.deepEqual(
      (await desk(hall)).activities.map((one) => one.prepared.title),
      [poll.title, 'Changed'],
    )
  })

  test("another meeting's is never touched", async () => {
    const [mine, other] = [await openHall(world, [slide]), await openHall(world, [slide])]
    const stolen = other.activities[0] as ActivityId
    const before = await desk(other)
    assert.equal(await refusalOf(put(mine, { ...slide, title: 'Stolen' }, stolen)), 'conflict')
    const attempts = [
      () => world.db.write((tx) => meetings.deleteActivity(tx, system, mine.meeting, stolen)),
      () => world.db.write((tx) => meetings.markDone(tx, system, mine.meeting, stolen, true)),
    ]
    for (const attempt of attempts) assert.equal(await refusalOf(attempt()), 'not-found')
    assert.equal(
      await refusalOf(world.db.write((tx) => meetings.orderActivities(tx, system, mine.meeting, [stolen]))),
      'conflict',
    )
    assert.deepEqual(await desk(other), before)
  })

  test('the one in front of the audience is neither deleted nor marked', async () => {
    const hall = await openHall(world, [slide], ['start', 'open'])
    const activity = hall.activities[0] as ActivityId
    assert.equal(
      await refusalOf(world.db.write((tx) => meetings.deleteActivity(tx, system, hall.meeting, activity))),
      'not-in-this-phase',
    )
    assert.equal(
      await refusalOf(world.db.write((tx) => meetings.markDone(tx, system, hall.meeting, activity, true))),
      'not-in-this-phase',
    )
    assert.equal((await desk(hall)).activities.length, 1)
  })

  test('with answers it keeps its kind and the choices that were chosen; its result follows what may change', async () => {
    const poll = pollOf('One', 'Two', 'Three')
    const hall = await openHall(world, [poll], ['start', 'open'])
    const [one, two, three] = poll.choices as [(typeof poll.choices)[0], (typeof poll.choices)[0], (typeof poll.choices)[0]]
    const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    assert.equal(await send(world, ada, hall.activities[0], choose(one.id)), 'counted')
    await act(world, hall, 'results', 'next')
    assert.equal(await refusalOf(put(hall, cloud, hall.activities[0])), 'conflict')
    assert.equal(await refusalOf(put(hall, { ...poll, choices: [two, three] }, hall.activities[0])), 'conflict')
    await put(hall, { ...poll, choices: [three, { ...one, text: 'First' }] }, hall.activities[0])
    const { activity, tally } = await result(hall.activities[0])
    assert.deepEqual(activity.kind === 'poll' && activity.choices.map((each) => each.text), ['Three', 'First'])
    assert.deepEqual(tally, { kind: 'poll', answered: 1, counts: { [three.id]: 0, [one.id]: 1 } })
  })

  test('choices share neither a short answer nor an id', async () => {
    const hall = await openHall(world, [])
    const poll = pollOf('One', 'Two')
    const [one, two] = poll.choices as [(typeof poll.choices)[0], (typeof poll.choices)[0]]
    assert.equal(
      await refusalOf(
        put(hall, {
          ...poll,
          choices: [
            { ...one, short: 'x' },
            { ...two, short: 'X' },
          ],
        }),
      ),
      'conflict',
    )
    assert.equal(await refusalOf(put(hall, { ...poll, choices: [one, one] })), 'conflict')
    assert.deepEqual((await desk(hall)).activities, [])
  })

  test('the order names all of them, each once', async () => {
    const hall = await openHall(world, [slide, slide, slide])
    const [a, b, c] = hall.activities as [ActivityId, ActivityId, ActivityId]
    const order = (...ids: ActivityId[]) => world.db.write((tx) => meetings.orderActivities(tx, system, hall.meeting, ids))
    for (const wrong of [[], [a, b], [a, a, b], [a, b, b], [a, b, c, c], [a, b, newActivity()]])
      assert.equal(await refusalOf(order(...wrong)), 'conflict')
    await order(c, a, b)
    assert.deepEqual(
      (await desk(hall)).activities.map((one) => one.id),
      [c, a, b],
    )
    await put(hall, slide)
    await world.db.write((tx) => meetings.deleteActivity(tx, system, hall.meeting, a))
    assert.deepEqual((await desk(hall)).activities.map((one) => one.id).slice(0, 2), [c, b])
  })

  test('many are added at once, each at a place of its own, up to the limit', async () => {
    const hall = await openHall(world, [])
    await Promise.all(Array.from({ length: 16 }, () => put(hall, slide)))
    assert.equal((await desk(hall)).activities.length, 16)
    await world.db.write(async (tx) => {
      for (let n = 16; n < ACTIVITIES_PER_MEETING_MAX; n++)
        await meetings.putActivity(tx, system, hall.meeting, newActivity(), slide)
    })
    assert.equal(await refusalOf(put(hall, slide)), 'too-many')
  })
})

describe('a chat channel', () => {
  const bind = (hall: Hall, channel: string, more: Partial<ChannelWish> = {}) =>
    world.db.write((tx) => meetings.bindChannel(tx, system, hall.meeting, { network: 'irc', channel, ...more }))
  const heard = (channel: string, server = 'one.example', network: NetworkName = 'irc') =>
    world.db.read((tx) => meetings.heardBy(tx, { network, server, channel }))

  test('is heard by one meeting at a time, whatever its case; it is free after the end', async () => {
    const [first, second] = [await openHall(world, []), await openHall(world, [])]
    await bind(first, '#Talk')
    assert.equal(await refusalOf(bind(first, '#talk')), null)
    assert.equal(await refusalOf(bind(second, '#TALK')), 'conflict')
    assert.equal((await heard('#tAlK'))?.id, first.meeting)
    assert.equal(await heard('#talk', 'one.example', 'twitch'), null)
    await act(world, first, 'end')
    await bind(second, '#talk')
    assert.equal((await heard('#talk'))?.id, second.meeting)
    assert.deepEqual((await desk(first)).channels, [])
  })

  test('of one name on two servers is two; one of no server is heard on all', async () => {
    const [first, second, third] = [await openHall(world, []), await openHall(world, []), await openHall(world, [])]
    await bind(first, '#both', { server: 'One.Example' })
    await bind(second, '#both', { server: 'two.example' })
    assert.deepEqual(
      [await heard('#both'), await heard('#both', 'TWO.example'), await heard('#both', 'three.example')].map((one) => one?.id),
      [first.meeting, second.meeting, undefined],
    )
    assert.equal(await refusalOf(bind(third, '#both')), 'conflict')
    assert.equal(await refusalOf(bind(third, '#both', { server: 'two.example' })), 'conflict')
    await bind(third, '#wide')
    assert.equal(await refusalOf(bind(first, '#wide', { server: 'one.example' })), 'conflict')
    assert.equal((await heard('#wide', 'any.example'))?.id, third.meeting)
    const { view } = await world.db.read((tx) => meetings.meetingView(tx, system, first.meeting))
    assert.deepEqual(plain(view.channels), [{ network: 'irc', server: 'one.example', channel: '#both' }])
  })

  test('bound anew, of one server or of all, stands once; unbound, only as it was bound', async () => {
    const hall = await openHall(world, [])
    const servers = async () => (await desk(hall)).channels.map((one) => one.server)
    await bind(hall, '#once')
    await bind(hall, '#once', { server: 'one.example' })
    await bind(hall, '#once', { server: 'two.example' })
    assert.deepEqual(await servers(), ['one.example', 'two.example'])
    await world.db.write((tx) => meetings.unbindChannel(tx, system, hall.meeting, { network: 'irc', channel: '#once' }))
    assert.deepEqual(await servers(), ['one.example', 'two.example'])
    await bind(hall, '#once')
    assert.deepEqual(await servers(), [null])
  })

  test('goes to one of many who ask at once, whether they name a server or not', async () => {
    for (let run = 0; run < 5; run++) {
      const halls = await Promise.all(Array.from({ length: 6 }, () => openHall(world, [])))
      const told = await Promise.all(
        halls.map((hall, i) => refusalOf(bind(hall, `#rush-${run}`, { server: i % 2 ? 'one.example' : null }))),
      )
      assert.deepEqual(
        told.filter((one) => one !== null),
        Array(5).fill('conflict'),
      )
      const bound = await Promise.all(halls.map(async (hall) => (await desk(hall)).channels.length))
      assert.deepEqual(
        bound,
        told.map((one) => (one === null ? 1 : 0)),
      )
    }
  })

  test('is spoken to in the language it was bound with, English unless said; another binding changes it', async () => {
    const hall = await openHall(world, [])
    await bind(hall, '#said')
    assert.equal((await heard('#said'))?.language, 'en')
    await bind(hall, '#said', { language: 'fr' })
    assert.equal((await heard('#said'))?.language, 'fr')
    assert.equal(await refusalOf(bind(hall, '#said', { language: 'xx' })), 'bad-input')
    assert.equal((await desk(hall)).channels.length, 1)
  })

  test('there is room for a few; one that is bound already takes none', async () => {
    const hall = await openHall(world, [])
    for (let n = 0; n < CHANNELS_PER_MEETING_MAX; n++) await bind(hall, `#room-${n}`)
    assert.equal(await refusalOf(bind(hall, '#room-0')), null)
    assert.equal(await refusalOf(bind(hall, '#one-more')), 'too-many')
    await world.db.write((tx) => meetings.unbindChannel(tx, system, hall.meeting, { network: 'irc', channel: '#ROOM-0' }))
    assert.equal(await refusalOf(bind(hall, '#one-more')), null)
  })
})

test('LK-15: a poll with a right choice is kept as a quiz on that same save, from every door; a quiz without one is refused', async () => {
  const { meeting } = await openHall(world, [])
  const poll = pollOf('Left', 'Right')
  const marked = { ...poll, choices: poll.choices.map((choice, i) => ({ ...choice, right: i === 1 })) }
  const [put, added] = [newActivity(), newActivity()]
  const save = (prepared: PreparedActivity) => world.db.write((tx) => meetings.putActivity(tx, system, meeting, put, prepared))
  assert.equal(await save({ ...poll, choices: poll.choices.map((choice) => ({ ...choice, right: false })) }), 'poll')
  assert.equal(await save(marked), 'quiz')
  assert.equal(await save(marked), 'quiz')
  await world.db.write((tx) => meetings.addActivities(tx, system, meeting, [{ id: added, prepared: marked }]))
  const { view } = await world.db.read((tx) => meetings.consoleView(tx, system, meeting))
  for (const { prepared } of view.activities)
    assert.deepEqual(prepared.kind === 'quiz' && [prepared.choices.map(({ right }) => right), prepared.points], [
      [false, true],
      1,
    ])
  assert.equal('multiple' in (view.activities[0]?.prepared ?? {}), false)
  const file = await world.db.read((tx) => meetings.meetingFile(tx, system, meeting))
  const copy = newMeeting()
  await world.db.write((tx) =>
    meetings.takeMeetingFile(tx, system, copy, { event: null, file: { ...file, activities: [marked] } }),
  )
  const taken = await world.db.read((tx) => meetings.consoleView(tx, system, copy))
  assert.equal(taken.view.activities[0]?.prepared.kind, 'quiz')
  const none = { kind: 'quiz', points: 1, firstPoints: 1, speed: false, penalty: 0 } as const
  const { multiple: _multiple, liveOnStage: _live, ...said } = poll
  const wrong = { ...said, ...none, choices: poll.choices.map((choice) => ({ ...choice, right: false })) }
  assert.equal(await refusalOf(save(wrong)), 'conflict')
})
