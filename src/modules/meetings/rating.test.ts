import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { act, comeIn, id, newAnswer, openHall, openWorld, refusalOf } from '../../../test/world.ts'
import type { ActivityId, AnswerId } from '../../contract/activity.schema.ts'
import type { ItemId, RatedItem } from '../../contract/kinds/rating.schema.ts'
import { system } from '../people/index.ts'
import * as meetings from './index.ts'

const world = await openWorld()
const about = { title: 'How was it?', description: '', seconds: null, notes: '' }
const ratingOf = (n: number) => ({
  kind: 'rating' as const,
  ...about,
  items: Array.from({ length: n }, (_, i) => ({ id: id<ItemId>(), text: `Item ${i}` })),
  liveOnStage: true,
})
const NAMES = ['Ada', 'Grace', 'Linus', 'Barbara']

test('LK-91: in whatever order answers, repeats and second thoughts come, the result is what the first answer of each person says', async () => {
  const tries = fc.array(
    fc.record({ who: fc.nat(NAMES.length - 1), id: fc.nat(1), stars: fc.array(fc.nat(5), { minLength: 3, maxLength: 3 }) }),
    { minLength: 1, maxLength: 14 },
  )
  await fc.assert(
    fc.asyncProperty(tries, async (sent) => {
      const rating = ratingOf(3)
      const hall = await openHall(world, [rating], ['start', 'open'])
      const people = await comeIn(world, hall.code, NAMES)
      const ids = new Map<string, AnswerId>()
      const first = new Map<number, readonly number[]>()
      for (const one of sent) {
        const stars = Object.fromEntries(rating.items.flatMap((item, i) => (one.stars[i] ? [[item.id, one.stars[i]]] : [])))
        const key = `${one.who}/${one.id}`
        const answer = ids.get(key) ?? newAnswer()
        ids.set(key, answer)
        const given = { actor: people[one.who] ?? system, id: answer, activity: hall.activities[0] as ActivityId }
        const [outcome] = await world.db.write((tx) => meetings.answer(tx, [{ ...given, given: { kind: 'rating', stars } }]))
        if (outcome && 'counted' in outcome && !first.has(one.who)) first.set(one.who, one.stars)
      }
      await world.db.write((tx) => meetings.publishTally(tx, hall.activities[0] as ActivityId))
      await act(world, hall, 'results')
      const { tally } = await world.db.read((tx) => meetings.result(tx, system, hall.activities[0] as ActivityId))
      assert.ok(tally.kind === 'rating')
      assert.equal(tally.answered, first.size)
      for (const [i, item] of rating.items.entries()) {
        const marks = [...first.values()].flatMap((stars) => stars[i] || [])
        const row: RatedItem | undefined = tally.items.find((one) => one.item === item.id)
        assert.deepEqual(
          row?.stars,
          [1, 2, 3, 4, 5].map((some) => marks.filter((mark) => mark === some).length),
        )
      }
    }),
    { numRuns: 12 },
  )
})

test('LK-91: the standing is seen by who answered and by the stage, a rated item cannot be taken away, and what is no rating is refused', async () => {
  const rating = ratingOf(2)
  const hall = await openHall(world, [rating], ['start', 'open'])
  const activity = hall.activities[0] as ActivityId
  const [ada, grace] = await comeIn(world, hall.code, ['Ada', 'Grace'])
  assert.ok(ada && grace)
  const give = (stars: Record<ItemId, number>) =>
    world.db.write((tx) => meetings.answer(tx, [{ actor: ada, id: newAnswer(), activity, given: { kind: 'rating', stars } }]))
  const [strange] = await give({ [id<ItemId>()]: 3 })
  assert.equal(strange && 'code' in strange && strange.code, 'unknown-choice')
  const [item] = rating.items
  assert.ok(item)
  const [counted] = await give({ [item.id]: 5 })
  assert.deepEqual(counted, { counted: true, feed: `activity:${activity}/1` })
  assert.equal(await refusalOf(world.db.read((tx) => meetings.tallyView(tx, grace, activity))), 'not-allowed')
  await world.db.write((tx) => meetings.publishTally(tx, activity))
  const { view } = await world.db.read((tx) => meetings.tallyView(tx, ada, activity))
  assert.ok(view.tally?.kind === 'rating' && view.tally.items[0]?.item === item.id && view.tally.items[0].score === 5)
  await act(world, hall, 'next')
  const without = { ...rating, items: [...rating.items.slice(1), { id: id<ItemId>(), text: 'Other' }] }
  const change = world.db.write((tx) => meetings.putActivity(tx, system, hall.meeting, activity, without))
  assert.equal(await refusalOf(change), 'conflict')
})
