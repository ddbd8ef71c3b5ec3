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
  const phase = { at: 'open', activity, opening: 2, closesAt: null, tally: null, answered: null } as const
  assert.deepEqual(tallyNow(phase, { opening: 2, tally: poll(3) }), poll(3))
  assert.equal(tallyNow(phase, { opening: 1, tally: poll(3) }), null)
  assert.equal(tallyNow(phase, null), null)
})

test('the result that everybody got comes before what was followed', () => {
  const phase = { at: 'results', activity, opening: 2, tally: poll(5) } as const
  assert.deepEqual(tallyNow(phase, { opening: 2, tally: poll(4) }), poll(5))
  assert.equal(tallyNow({ at: 'waiting' }, { opening: 2, tally: poll(4) }), null)
})

test('how many answered is told of a count, and of a poll whose counts are not shown; a slide has none', () => {
  const unseen = { at: 'closed', activity, opening: 2, tally: null } as const
  assert.equal(answeredOf({ ...unseen, answered: null }, { kind: 'text' }), null)
  assert.equal(answeredOf({ ...unseen, answered: null }, null), null)
  assert.equal(answeredOf({ at: 'waiting' }, null), null)
  assert.equal(answeredOf({ ...unseen, answered: 7 }, null), 7)
  assert.equal(answeredOf({ ...unseen, answered: null }, poll(0)), 0)
})
