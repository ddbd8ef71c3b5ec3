import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyMoves } from './roving.ts'

test('arrow keys go round, Home and End jump, other keys stay with the page', () => {
  assert.deepEqual(
    ['ArrowRight', 'ArrowLeft', 'Home', 'End', 'ArrowDown', 'x'].map((key) => keyMoves(key, 2, 3, 'row')),
    [0, 1, 0, 2, null, null],
  )
  assert.deepEqual(
    ['ArrowDown', 'ArrowUp', 'ArrowRight'].map((key) => keyMoves(key, 0, 3, 'column')),
    [1, 2, null],
  )
})

test('in a right-to-left text the left arrow goes on', () => {
  assert.equal(keyMoves('ArrowLeft', 0, 3, 'row', true), 1)
})

test('nothing to move among is no move', () => assert.equal(keyMoves('End', 0, 0, 'row'), null))
