import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActivityId, ActivityKind, PreparedActivity } from '../../contract/activity.schema.ts'
import type { ConsoleActivity, PhaseAt } from '../../contract/meeting.schema.ts'
import { stepsFrom } from '../../contract/meeting.ts'
import { currentOf, offersOf, previousOf, rowOffersOf, upFront } from './steering.ts'

const prepared = (kind: ActivityKind, title: string) => ({ kind, title, description: '' }) as PreparedActivity
const one = (id: string, done = false, kind: ActivityKind = 'poll'): ConsoleActivity => ({
  id: id as ActivityId,
  prepared: prepared(kind, id),
  notesHtml: '',
  done,
  answered: 0,
})
const at = (phase: PhaseAt, activity: string | null, ...activities: ConsoleActivity[]) => ({
  at: phase,
  activity: activity as ActivityId | null,
  activities,
})
const primary = (...args: Parameters<typeof at>) => offersOf(at(...args)).primary

test('a poll goes from start to end by the one primary button', () => {
  const two = [one('a'), one('b')] as const
  assert.deepEqual(primary('before', null, ...two), { step: 'start', label: 'start' })
  assert.deepEqual(primary('waiting', null, ...two), { step: 'open', label: 'open', kind: 'poll', opens: true })
  assert.deepEqual(primary('open', 'a', ...two), { step: 'close', label: 'close', kind: 'poll' })
  assert.deepEqual(primary('closed', 'a', ...two), { step: 'results', label: 'results' })
  assert.deepEqual(primary('results', 'a', ...two), { step: 'next', label: 'next' })
  assert.deepEqual(primary('results', 'b', one('a', true), one('b')), { step: 'next', label: 'end', dangerous: 'end' })
  assert.deepEqual(primary('after', null, ...two), { step: 'resume', label: 'resume' })
})

test('a slide has nothing to close: its primary button goes on', () => {
  assert.deepEqual(primary('open', 'a', one('a', false, 'text'), one('b')), { step: 'next', label: 'next' })
})

test('without a plan nothing can be opened, after all of it the meeting can end', () => {
  assert.equal(primary('waiting', null), null)
  assert.deepEqual(primary('waiting', null, one('a', true)), { step: 'end', label: 'end', dangerous: 'end' })
})

test('back is offered only when something was played before', () => {
  const labels = (view: Parameters<typeof offersOf>[0]) => offersOf(view).beside.map((offer) => offer.label)
  assert.deepEqual(labels(at('waiting', null, one('a'), one('b'))), ['skip'])
  assert.deepEqual(labels(at('waiting', null, one('a', true), one('b'), one('c'))), ['back', 'skip'])
  assert.deepEqual(labels(at('results', 'a', one('a'), one('b'))), ['again'])
})

test('nothing is offered that the server would refuse, and nothing twice', () => {
  const phases = Object.keys(stepsFrom) as PhaseAt[]
  for (const phase of phases) {
    const onStage = phase === 'open' || phase === 'closed' || phase === 'results' || phase === 'scoreboard'
    const offers = offersOf(at(phase, onStage ? 'b' : null, one('a', true), one('b'), one('c')))
    const all = [...(offers.primary ? [offers.primary] : []), ...offers.beside, ...offers.menu]
    const allowed: readonly string[] = stepsFrom[phase]
    assert.deepEqual(
      all.filter((offer) => !allowed.includes(offer.step)),
      [],
      phase,
    )
    assert.equal(new Set(all.map((offer) => offer.label)).size, all.length, phase)
  }
})

test('what is current and what came before', () => {
  const plan = [one('a', true), one('b', true), one('c'), one('d')] as const
  assert.equal(currentOf(at('waiting', null, ...plan))?.id, 'c')
  assert.equal(currentOf(at('open', 'a', ...plan))?.id, 'a')
  assert.equal(previousOf(at('waiting', null, ...plan))?.id, 'b')
  assert.equal(previousOf(at('open', 'a', ...plan)), null)
  assert.equal(previousOf(at('after', null, one('a', true)))?.id, 'a')
})

test('LK-114, LK-115: a row offers what the server would take for it, and asks nothing', () => {
  const [done, on, later] = [one('a', true), one('b'), one('c')]
  const labels = (phase: PhaseAt, activity: string | null) =>
    [done, on, later].map((row) => rowOffersOf(at(phase, activity, done, on, later), row).map(({ label }) => label))
  assert.deepEqual(labels('before', null), [[], [], []])
  assert.deepEqual(labels('waiting', null), [['open'], ['open'], ['open']])
  assert.deepEqual(labels('open', 'b'), [[], ['close', 'results'], []])
  assert.deepEqual(labels('closed', 'b'), [['open'], ['results'], ['open']])
  assert.deepEqual(labels('results', 'b'), [['open'], ['next'], ['open']])
  assert.deepEqual(labels('scoreboard', 'b'), [[], ['next'], []])
  assert.deepEqual(labels('after', null), [[], [], []])
  const [offer] = rowOffersOf(at('results', 'b', done, on, later), later)
  assert.deepEqual([offer?.step, offer?.activity], ['open', 'c'])
})

test('a presenter has the scoreboard beside the steps, and nothing twice', () => {
  const { beside, menu } = upFront(offersOf(at('results', 'a', one('a'), one('b'))), 'scoreboard')
  assert.ok(beside.some(({ label }) => label === 'scoreboard') && !menu.some(({ label }) => label === 'scoreboard'))
})
