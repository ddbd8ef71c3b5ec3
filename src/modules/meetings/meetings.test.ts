import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { choose, newActivity, newAnswer, newMeeting, openWorld, pollOf, type World } from '../../../test/world.ts'
import { MeetingChange } from '../../contract/meeting.schema.ts'
import { applyMeetingChange } from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import { changesAfter } from '../../platform/feeds.ts'
import { type Actor, system } from '../people/index.ts'
import * as meetings from './index.ts'

let world: World
before(async () => {
  world = await openWorld()
})

async function meetingWithPoll() {
  const meeting = newMeeting()
  const activity = newActivity()
  const poll = pollOf('One', 'Two', 'Three')
  await world.db.write(async (tx) => {
    await meetings.createMeeting(tx, system, meeting, { title: 'Test', description: '', listed: true, event: null }, '#')
    await meetings.putActivity(tx, system, meeting, activity, poll)
    await meetings.stepAsSystem(tx, meeting, 'start')
    await meetings.stepAsSystem(tx, meeting, 'open')
  })
  const { view } = await world.db.read((tx) => meetings.consoleView(tx, system, meeting))
  return { meeting, activity, poll, code: view.settings.code }
}

async function joined(code: string, names: readonly string[]): Promise<Actor[]> {
  const all = await world.db.write((tx) =>
    meetings.join(
      tx,
      names.map((name) => ({ actor: { kind: 'stranger' }, code, name })),
    ),
  )
  const tokens = all.map((one) => (one instanceof Refusal ? '' : (one.guest ?? '')))
  const { actorsOfTokens } = await import('../people/index.ts')
  return (await world.db.read((tx) => actorsOfTokens(tx, tokens, world.clock.now))).map((actor) => actor ?? { kind: 'stranger' })
}

describe('answering', () => {
  test('a hundred people vote at once and each vote counts once, though everyone sends it twice', async () => {
    const { meeting, activity, poll, code } = await meetingWithPoll()
    const people = await joined(
      code,
      Array.from({ length: 100 }, (_, i) => `P${i}`),
    )
    const votes = people.map((actor, i) => ({
      actor,
      id: newAnswer(),
      activity,
      given: choose(poll.choices[i % 3]?.id ?? ('' as never)),
    }))
    const rounds = await Promise.all([...votes, ...votes].map((vote) => world.db.write((tx) => meetings.answer(tx, [vote]))))
    assert.equal(rounds.flat().filter((outcome) => !(outcome instanceof Refusal)).length, 200)
    await world.db.write((tx) => meetings.stepAsSystem(tx, meeting, 'results'))
    const { view } = await world.db.read((tx) => meetings.meetingView(tx, system, meeting))
    assert.ok(view.phase.at === 'results' && view.phase.tally.kind === 'poll')
    assert.deepEqual(Object.values(view.phase.tally.counts), [34, 33, 33])
  })

  test('who follows has what a newcomer gets', async () => {
    const { meeting } = await meetingWithPoll()
    const first = await world.db.read((tx) => meetings.meetingView(tx, system, meeting))
    for (const step of ['close', 'results', 'open', 'results', 'next', 'back', 'next'] as const) {
      await world.db.write((tx) => meetings.stepAsSystem(tx, meeting, step))
      const heard = await world.db.read((tx) => changesAfter(tx, `meeting:${meeting}`, first.seq, 1000))
      const followed = heard.reduce((view, one) => applyMeetingChange(view, MeetingChange.parse(one.change)), first.view)
      assert.deepEqual(followed, (await world.db.read((tx) => meetings.meetingView(tx, system, meeting))).view, step)
    }
  })
})
