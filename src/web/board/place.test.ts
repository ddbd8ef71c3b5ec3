import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boardPath, boardPlace, signageWish } from './place.ts'

test('an address names an event and one of its pages', () => {
  assert.deepEqual(boardPlace('/e/autumn-26'), { at: 'page', event: 'autumn-26', page: '' })
  assert.deepEqual(boardPlace('/e/autumn-26/'), { at: 'page', event: 'autumn-26', page: '' })
  assert.deepEqual(boardPlace('/e/autumn-26/signage'), { at: 'page', event: 'autumn-26', page: 'signage' })
  assert.deepEqual(boardPlace('/e/autumn-26/presence/'), { at: 'page', event: 'autumn-26', page: 'presence' })
  for (const path of ['/e/', '/e/-a', '/e/a/nothing', '/e/A', '/e/a/links/more', '/x/a'])
    assert.deepEqual(boardPlace(path), { at: 'nowhere' }, path)
})

test('a page is reached at the address it is read from', () => {
  for (const page of ['', 'signage', 'etherpads', 'presence', 'links'] as const)
    assert.deepEqual(boardPlace(boardPath('a' as never, page)), { at: 'page', event: 'a', page })
})

test('PT-109 a wall shows the hall or one room, turns its pages at the pace asked for, and is dark unless asked', () => {
  assert.deepEqual(signageWish(''), { room: null, everyMs: 12_000, theme: 'hall' })
  assert.deepEqual(signageWish('?room=Ballroom%20C&every=30&theme=light'), {
    room: 'Ballroom C',
    everyMs: 30_000,
    theme: 'light',
  })
  assert.deepEqual(signageWish('?room=%20&every=1&theme=pink'), { room: null, everyMs: 4_000, theme: 'hall' })
  assert.equal(signageWish('?every=soon').everyMs, 12_000)
  assert.equal(signageWish('?every=9999').everyMs, 600_000)
})
