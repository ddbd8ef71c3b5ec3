import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ask, openApp, ownerOf } from '../../../test/app.ts'
import {
  choose,
  cloud,
  comeIn,
  type Hall,
  id,
  newAnswer,
  openHall,
  pollOf,
  send,
  signedIn,
  slide,
  word,
} from '../../../test/world.ts'
import type { ActivityId } from '../../contract/activity.schema.ts'
import type { FlagId } from '../../contract/flags.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { EndpointName } from '../../contract/routes.ts'
import { putEvent } from '../../modules/events/index.ts'
import * as flags from '../../modules/flags/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { actorOfHandle, system } from '../../modules/people/index.ts'

/** Goal: an organizer finds whatever is in any of their meetings. Method: two meetings with people, answers and flags in each; every filter of every list is asked for by itself. */
const app = await openApp()
const owner = await ownerOf(app)
const { db } = app.world
const poll = pollOf('Left', 'Right')
const here = 'here' as EventId
let spring: Hall
let autumn: Hall

const asked = async (name: EndpointName, query: Record<string, string> = {}, token = owner) => {
  const { status, body } = await ask(app, name, { query, token })
  assert.equal(status, 200, JSON.stringify(body))
  return body
}
const aFlag = (code: string, name: string) => ({
  ...{ code, name, description: '', picture: null, pictureWords: '', points: 4, firstPoints: 2 },
})

before(async () => {
  // The sample has things of its own.
  for (const { id: sample } of (await asked('myMeetings')).meetings)
    await db.write((tx) => meetings.deleteMeeting(tx, system, sample))
  await db.write((tx) =>
    putEvent(tx, system, here, { title: 'Here', timeZone: 'UTC', startsOn: '2026-06-01', endsOn: '2026-06-02' }),
  )
  spring = await openHall(
    app.world,
    [{ ...poll, title: 'Which way?', description: 'Ask **Émilie**' }, slide],
    ['start', 'open'],
    here,
  )
  autumn = await openHall(app.world, [{ ...cloud, title: 'In one word' }], ['start', 'open'])
  await db.write((tx) =>
    meetings.changeMeeting(tx, system, spring.meeting, { title: 'Spring', description: 'İlkbahar', showFlags: true }),
  )
  await db.write((tx) => meetings.changeMeeting(tx, system, autumn.meeting, { title: 'Autumn', showFlags: true }))
  const [ada, ben] = await comeIn(app.world, spring.code, ['Ada', 'Ben'])
  const [cem] = await comeIn(app.world, autumn.code, ['Cem'])
  const dee = await db.write((tx) => actorOfHandle(tx, { network: 'irc', account: 'oftc/dee', name: 'dee_on_irc', proven: true }))
  assert.ok(ada && ben && cem)
  await db.write((tx) => meetings.seatFromChat(tx, spring.meeting, dee, 'irc'))
  const [way] = spring.activities as [ActivityId]
  const [one] = autumn.activities as [ActivityId]
  await send(app.world, ada, way, choose(poll.choices[0]?.id ?? ('' as never)))
  await send(app.world, ben, way, choose(poll.choices[1]?.id ?? ('' as never)))
  await send(app.world, cem, one, word('yellow'))
  await db.write((tx) => flags.putFlag(tx, system, spring.meeting, id<FlagId>(), aFlag('Down7', 'Cellar')))
  await db.write((tx) => flags.putFlag(tx, system, autumn.meeting, id<FlagId>(), aFlag('Up9', 'Tower')))
  await db.write((tx) => flags.handIn(tx, ben, spring.meeting, id(), 'Down7'))
  await db.write((tx) => flags.handIn(tx, ada, spring.meeting, id(), 'nonsense'))
  await db.write((tx) => flags.handIn(tx, cem, autumn.meeting, id(), 'Up9'))
})

test('activities of all meetings: title, kind, done, meeting and votes; found by each filter, and done from the list', async () => {
  const titles = async (query: Record<string, string> = {}) =>
    (await asked('allActivities', query)).activities.map((row: { title: string }) => row.title)
  assert.deepEqual(await titles(), ['In one word', 'Which way?', slide.title])
  assert.deepEqual(await titles({ meeting: spring.meeting }), ['Which way?', slide.title])
  assert.deepEqual(await titles({ kind: 'cloud' }), ['In one word'])
  for (const text of ['WHICH', 'émilie', 'ÉMILIE', ' way? ']) assert.deepEqual(await titles({ text }), ['Which way?'], text)
  assert.deepEqual(await titles({ text: '%' }), [])
  const [, , last] = (await asked('allActivities')).activities
  assert.deepEqual(last.meeting, { id: spring.meeting, title: 'Spring' })
  const params = { meeting: spring.meeting, activity: last.id }
  assert.equal((await ask(app, 'markDone', { params, body: { done: true }, token: owner })).status, 200)
  assert.deepEqual(await titles({ done: 'yes' }), [slide.title])
  assert.deepEqual(await titles({ done: 'no' }), ['In one word', 'Which way?'])
  await db.write((tx) => meetings.publishTally(tx, spring.activities[0] as ActivityId))
  const { activities } = await asked('allActivities', { text: 'which' })
  assert.deepEqual([activities[0].answered, activities[0].inFront, activities[0].done], [2, true, false])
})

test('participants of all meetings: most points first, by meeting, by network, by name and by the name of a chat account', async () => {
  const names = async (query: Record<string, string> = {}) =>
    (await asked('allParticipants', query)).participants.map((row: { name: string }) => row.name)
  assert.deepEqual((await names()).slice(0, 2).sort(), ['Ben', 'Cem'])
  assert.equal((await names()).length, 4)
  assert.deepEqual(await names({ meeting: autumn.meeting }), ['Cem'])
  assert.deepEqual(await names({ text: 'aD' }), ['Ada'])
  assert.deepEqual(await names({ network: 'irc' }), ['dee_on_irc'])
  assert.deepEqual(await names({ text: 'ON_IRC' }), ['dee_on_irc'])
  assert.deepEqual((await names({ network: 'web' })).sort(), ['Ada', 'Ben', 'Cem'])
  const { participants } = await asked('allParticipants', { text: 'ben' })
  const [{ id: own, person, ...told }] = participants
  assert.equal(own, `${spring.meeting}.${person}`)
  assert.deepEqual(told, { name: 'Ben', points: 6, networks: ['web'], meeting: { id: spring.meeting, title: 'Spring' } })
})

test('LK-21: answers, flags and tries tell their meeting, and are found by it', async () => {
  const { answers } = await asked('allAnswers')
  assert.deepEqual(
    answers.map((row: { said: string[]; by: { name: string; networks: string[] }; meeting: { title: string } }) => [
      row.said,
      row.by.name,
      row.by.networks,
      row.meeting.title,
    ]),
    [
      [['yellow'], 'Cem', ['web'], 'Autumn'],
      [['Right'], 'Ben', ['web'], 'Spring'],
      [['Left'], 'Ada', ['web'], 'Spring'],
    ],
  )
  const who = async (query: Record<string, string>) =>
    (await asked('allAnswers', query)).answers.map((row: { by: { name: string } }) => row.by.name)
  assert.deepEqual(await who({ meeting: spring.meeting }), ['Ben', 'Ada'])
  assert.deepEqual(await who({ activity: autumn.activities[0] ?? '' }), ['Cem'])
  assert.deepEqual(await who({ text: 'AD' }), ['Ada'])
  assert.deepEqual(await who({ text: 'nobody' }), [])
  const found = (await asked('allFlags')).flags
  assert.deepEqual(
    found.map((row: { code: string; found: number; meeting: { title: string } }) => [row.code, row.found, row.meeting.title]),
    [
      ['Up9', 1, 'Autumn'],
      ['Down7', 1, 'Spring'],
    ],
  )
  const codes = async (query: Record<string, string>) =>
    (await asked('allFlags', query)).flags.map((row: { code: string }) => row.code)
  assert.deepEqual(await codes({ meeting: spring.meeting }), ['Down7'])
  assert.deepEqual([await codes({ text: 'cell' }), await codes({ text: 'uP' })], [['Down7'], ['Up9']])
  const { tries } = await asked('allFlagTries', { meeting: autumn.meeting })
  assert.deepEqual(
    tries.map((row: { text: string; outcome: string; flag: string; meeting: unknown }) => [
      row.text,
      row.outcome,
      row.flag,
      row.meeting,
    ]),
    [['Up9', 'first', 'Tower', { id: autumn.meeting, title: 'Autumn' }]],
  )
})

test('LK-17: searching by title or description, by code and by person finds what is there, and nothing where nothing is', async () => {
  const typed = async (query: Record<string, string> = {}) =>
    (await asked('allFlagTries', query)).tries.map(
      (row: { text: string; meeting: { title: string } }) => `${row.text} ${row.meeting.title}`,
    )
  assert.deepEqual(await typed(), ['Up9 Autumn', 'nonsense Spring', 'Down7 Spring'])
  assert.deepEqual(await typed({ text: 'down' }), ['Down7 Spring'])
  assert.deepEqual(await typed({ text: 'ada' }), ['nonsense Spring'])
  assert.deepEqual(await typed({ outcome: 'unknown' }), ['nonsense Spring'])
  assert.deepEqual(await typed({ meeting: autumn.meeting }), ['Up9 Autumn'])
  const titles = async (query: Record<string, string>) =>
    (await asked('myMeetings', query)).meetings.map((row: { title: string }) => row.title)
  const questions = async (text: string) =>
    (await asked('allActivities', { text })).activities.map((row: { title: string }) => row.title)
  for (const text of ['which WAY', 'émilie', 'Émil']) assert.deepEqual(await questions(text), ['Which way?'], text)
  for (const text of ['SPRING', 'ilkbahar', 'İLKBAHAR']) assert.deepEqual(await titles({ text }), ['Spring'], text)
  for (const text of ['%', '_', "'", '\\', 'nothing']) {
    assert.deepEqual(await titles({ text }), [], text)
    for (const name of ['allActivities', 'allParticipants', 'allAnswers', 'allFlags', 'allFlagTries'] as const)
      assert.deepEqual(Object.values(await asked(name, { text: `${text}~` })).find(Array.isArray), [], `${name} ${text}`)
  }
})

test('whoever looks after one event finds what is in its meetings alone', async () => {
  const { token } = await signedIn(app.world, 'Olga', 'moderator', here)
  for (const name of ['allActivities', 'allParticipants', 'allAnswers', 'allFlags', 'allFlagTries'] as const) {
    const rows = Object.values(await asked(name, {}, token)).find(Array.isArray) as { meeting: { id: string } }[]
    assert.ok(rows.length > 0, name)
    assert.ok(
      rows.every(({ meeting }) => meeting.id === spring.meeting),
      name,
    )
    const foreign = await ask(app, name, { query: { meeting: autumn.meeting }, token })
    assert.equal(foreign.body.code, 'not-allowed')
  }
})

test('own meetings are told by their time: running, to come, past', async () => {
  const waiting = await openHall(app.world, [slide])
  const missed = await openHall(app.world, [slide])
  const over = await openHall(app.world, [slide], ['start', 'end'])
  await db.write((tx) => meetings.changeMeeting(tx, system, missed.meeting, { endsAt: '2020-01-01T00:00:00.000Z' }))
  await db.write((tx) =>
    meetings.bindChannel(tx, system, spring.meeting, { network: 'irc', server: null, channel: '#spring', language: 'en' }),
  )
  const ids = async (time: string) => (await asked('myMeetings', { time })).meetings.map((row: { id: string }) => row.id)
  assert.deepEqual(await ids('running'), [autumn.meeting, spring.meeting])
  assert.deepEqual(await ids('to-come'), [waiting.meeting])
  assert.deepEqual(await ids('past'), [over.meeting, missed.meeting])
  const card = (await asked('myMeetings', { text: 'spring' })).meetings[0]
  const { networks, code, activities, done, here: people } = card
  assert.deepEqual([networks, code, activities, done, people], [['irc'], spring.code, 2, 1, card.here])
})

test('an answer whose giver was put out keeps the name they had', async () => {
  const [eve] = await comeIn(app.world, autumn.code, ['Eve'])
  assert.ok(eve)
  await db.write((tx) =>
    meetings.answer(tx, [{ actor: eve, id: newAnswer(), activity: autumn.activities[0] as ActivityId, given: word('blue') }]),
  )
  await db.write((tx) => meetings.removeParticipant(tx, system, autumn.meeting, eve.id, { ban: false, withAnswers: false }))
  assert.equal((await asked('allAnswers')).answers[0].by.name, 'Eve')
})
