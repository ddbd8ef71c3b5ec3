import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BoardView } from '../../../contract/board.schema.ts'
import { draftOf, offerKey, planOf, withDay, withRoom, withSlot, wrongIn } from './plan-draft.ts'

const view = {
  event: { timeZone: 'Europe/Berlin' },
  days: [
    {
      key: 'Friday',
      date: '2026-11-20',
      slots: [{ code: 'Fri1', label: '09:00-10:00', startsAt: '2026-11-20T08:00:00.000Z', minutes: 60 }],
    },
  ],
  rooms: [{ id: 'hub', name: 'Hub', about: '', icon: '', iconText: '', capacity: null, link: null }],
  cells: [{ room: 'hub', slot: 'Fri1', track: 'nova', blocked: null }],
} as unknown as BoardView

test('a plan that nobody touched is sent as it was, bookings and all', () => {
  const { days, rooms, cells } = view
  assert.deepEqual(planOf(draftOf(view), view), { days, rooms, cells })
  assert.deepEqual([...wrongIn(draftOf(view))], [])
})

test('a slot whose code is typed anew keeps what is booked in it', () => {
  const draft = draftOf(view)
  const [day] = draft.days
  assert.ok(day)
  const typed = { ...draft, days: [{ ...day, slots: day.slots.map((slot) => ({ ...slot, code: ' FriA ' })) }] }
  assert.deepEqual(planOf(typed, view).cells, [{ room: 'hub', slot: 'FriA', track: 'nova', blocked: null }])
})

test('another day has the slots of the last one, on the next date, with codes of its own', () => {
  const more = planOf(withDay(draftOf(view), 1), view)
  assert.deepEqual(
    more.days.map(({ key, date, slots }) => [key, date, slots.map(({ code, startsAt }) => [code, startsAt])]),
    [
      ['Friday', '2026-11-20', [['Fri1', '2026-11-20T08:00:00.000Z']]],
      ['Saturday', '2026-11-21', [['Sat1', '2026-11-21T08:00:00.000Z']]],
    ],
  )
  assert.deepEqual(more.cells.at(-1), { room: 'hub', slot: 'Sat1', track: null, blocked: null })
})

test('another slot follows the last, another room can be booked in all of them', () => {
  const draft = withRoom(withSlot(draftOf(view), 'Friday', 1), 2)
  const slot = draft.days[0]?.slots[1]
  assert.deepEqual([slot?.code, slot?.starts], ['Fri2', '10:00'])
  assert.equal(draft.offers.size, 4)
  assert.ok(draft.offers.has(offerKey('hub', slot?.key ?? '')))
})

test('what cannot be saved is named by what it is about', () => {
  const draft = withRoom(withSlot(draftOf(view), 'Friday', 1), 2)
  const [day] = draft.days
  assert.ok(day)
  const [first, second] = day.slots
  assert.ok(first && second)
  const room = draft.rooms[1]
  const bad = {
    ...draft,
    days: [{ ...day, date: '', slots: [first, { ...second, code: 'fri1', minutes: '0' }] }],
    rooms: [...draft.rooms, { ...draft.rooms[0], id: 'two', capacity: '-1', link: 'javascript:alert(1)' }],
  } as typeof draft
  assert.deepEqual([...wrongIn(bad)].sort(), [
    ...[
      'Friday date',
      `${second.key} code`,
      `${second.key} minutes`,
      `${room?.id} name`,
      'two capacity',
      'two link',
      'two name',
    ].sort(),
  ])
})
