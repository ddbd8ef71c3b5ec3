import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stagePlace, themeOf } from './place.ts'

test('the address names the meeting, and the key if it has one', () => {
  const meeting = '01a1fc8d-e6f1-7579-bc0d-4497fcb1732d'
  assert.deepEqual(stagePlace({ pathname: `/stage/${meeting}`, search: '?key=abc', hash: '' }), { meeting, key: 'abc' })
  assert.deepEqual(stagePlace({ pathname: `/stage/${meeting}`, search: '', hash: '#key=a%2Bc' }), { meeting, key: 'a+c' })
  assert.deepEqual(stagePlace({ pathname: `/stage/${meeting}/`, search: '', hash: '' }), { meeting, key: undefined })
  assert.equal(stagePlace({ pathname: '/stage/elsewhere', search: '', hash: '' }), null)
})

test('the stage is a dark hall unless the address asks for other colours', () => {
  assert.deepEqual(['', '?theme=light', '?theme=dark', '?theme=pink'].map(themeOf), ['hall', 'light', 'dark', 'hall'])
})
