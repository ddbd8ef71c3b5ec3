import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newActivity } from '../../../test/world.ts'
import type { ChoiceId } from '../../contract/activity.schema.ts'
import { elapsed, quizPoints, SEEN_LATE_MS_MAX, usualLimitMs } from './points.ts'

const [right, alsoRight, wrong] = [1, 2, 3].map(() => newActivity() as string as ChoiceId) as [ChoiceId, ChoiceId, ChoiceId]
const choices = [right, alsoRight, wrong].map((id) => ({ id, text: 'x', short: 'x', right: id !== wrong }))
const about = { title: 'Q', description: '', seconds: null, notes: '' }
const quiz = { kind: 'quiz' as const, ...about, choices, points: 1, firstPoints: 1, speed: false, penalty: 0 }
const said = (choice: ChoiceId, elapsedMs: number | null = null) => ({ choices: [choice], elapsedMs })
const usual = { first: true, limitMs: usualLimitMs }

test('LK-83, LK-84: one point for each right answer and one more for the first, nothing for a wrong one', () => {
  const answers = [said(wrong), said(alsoRight), said(right), said(wrong)]
  assert.deepEqual(quizPoints(quiz, answers, usual), [0, 2, 1, 0])
  assert.deepEqual(quizPoints(quiz, answers, { ...usual, first: false }), [0, 1, 1, 0])
  assert.deepEqual(quizPoints({ ...quiz, points: 5, firstPoints: 3, penalty: 2 }, answers, usual), [-2, 8, 5, -2])
  assert.deepEqual(quizPoints(quiz, [], usual), [])
})

test('points fall evenly to half of them at the end of the time, and not within the first half second', () => {
  const fast = { ...quiz, points: 1_000, firstPoints: 0, speed: true }
  const at = (...ms: (number | null)[]) =>
    quizPoints(
      fast,
      ms.map((one) => said(right, one)),
      { first: false, limitMs: 10_000 },
    )
  assert.deepEqual(at(0, 500, 501, 2_000, 5_000, 10_000, 60_000, null), [1_000, 1_000, 975, 900, 750, 500, 500, 1_000])
})

test('five hundred who are as fast get as much, though their answers arrive over five seconds', () => {
  const answers = Array.from({ length: 500 }, (_, i) => said(right, elapsed(1_800, 1_900 + i * 10)))
  const points = quizPoints({ ...quiz, points: 1_000, speed: true, firstPoints: 0 }, answers, { first: false, limitMs: 20_000 })
  const spread = (Math.max(...points) - Math.min(...points)) / Math.max(...points)
  assert.ok(spread <= 0.01, String(spread))
})

test('what a page says of its time is believed as far as it can be true', () => {
  assert.equal(elapsed(1_800, 2_000), 1_800)
  assert.equal(elapsed(9_000, 2_000), 2_000)
  assert.equal(elapsed(0, 2_000), 0)
  assert.equal(elapsed(0, 20_000), 20_000 - SEEN_LATE_MS_MAX)
  assert.equal(elapsed(undefined, 20_000), 20_000)
  assert.equal(elapsed(10, -5), 0)
})
