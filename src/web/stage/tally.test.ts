import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActivityId, ChoiceId, ShownActivity, Tally } from '../../contract/activity.schema.ts'
import { answeredOf, tallyNow } from './tally.ts'

const choice = 'a' as ChoiceId
const activity: ShownActivity = {
  kind: 'poll',
  id: '1' as ActivityId,
  title: 'Tea?',
  descriptionHtml: '',
  choices: [{ id: choice, text: 'Yes', short: 'a' }],
  multiple: false,
  liveOnStage: true,
}
const poll = (answered: number): Tally => ({ kind: 'poll', answered, counts: { [choice]: answered } })

test('while a poll is open the running count of its own opening is drawn, and no older one', () => {
  const phase = { at: 'open', activity, opening: 2, closesAt: null, tally: null } as const
  assert.deepEqual(tallyNow(phase, { opening: 2, tally: poll(3) }), poll(3))
  assert.equal(tallyNow(phase, { opening: 1, tally: poll(3) }), null)
  assert.equal(tallyNow(phase, null), null)
})

test('the result that everybody got comes before what was followed', () => {
  const phase = { at: 'results', activity, opening: 2, tally: poll(5) } as const
  assert.deepEqual(tallyNow(phase, { opening: 2, tally: poll(4) }), poll(5))
  assert.equal(tallyNow({ at: 'waiting' }, { opening: 2, tally: poll(4) }), null)
})

test('a slide has no number of answers, an unseen poll none to tell', () => {
  assert.equal(answeredOf({ kind: 'text' }), null)
  assert.equal(answeredOf(null), null)
  assert.equal(answeredOf(poll(0)), 0)
})
