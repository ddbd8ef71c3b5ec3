import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeOf } from './places.ts'

test('each address of the console opens its page, with or without a last slash', () => {
  const id = '01a1fc8d-e6f1-7579-bc0d-4497fcb1732d'
  assert.deepEqual(placeOf('/console'), { at: 'home' })
  assert.deepEqual(placeOf('/console/'), { at: 'home' })
  assert.deepEqual(placeOf('/console/setup'), { at: 'setup' })
  assert.deepEqual(placeOf(`/console/meetings/${id}`), { at: 'meeting', id })
  assert.deepEqual(placeOf(`/console/meetings/${id}/`), { at: 'meeting', id })
  assert.deepEqual(placeOf('/console/meetings/none'), { at: 'nowhere' })
  assert.deepEqual(placeOf('/console/people'), { at: 'nowhere' })
})
