import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortcutOf } from './shortcuts.ts'

const plain = { ctrlKey: false, metaKey: false, altKey: false, repeat: false }

test('space and Enter do what the main button says, from the page alone', () => {
  for (const key of [' ', 'Enter']) {
    assert.equal(shortcutOf({ ...plain, key, place: 'page' }), 'primary')
    assert.equal(shortcutOf({ ...plain, key, place: 'control' }), null)
    assert.equal(shortcutOf({ ...plain, key, place: 'typing' }), null)
  }
})

test('a key that is held down, or comes with another, does nothing', () => {
  for (const held of ['ctrlKey', 'metaKey', 'altKey', 'repeat']) {
    assert.equal(shortcutOf({ ...plain, [held]: true, key: ' ', place: 'page' }), null)
  }
})

test('the question mark helps everywhere but where one types it', () => {
  assert.equal(shortcutOf({ ...plain, key: '?', place: 'page' }), 'help')
  assert.equal(shortcutOf({ ...plain, key: '?', place: 'control' }), 'help')
  assert.equal(shortcutOf({ ...plain, key: '?', place: 'typing' }), null)
})

test('a slash goes to the search everywhere but where one types it', () => {
  assert.equal(shortcutOf({ ...plain, key: '/', place: 'page' }), 'search')
  assert.equal(shortcutOf({ ...plain, key: '/', place: 'control' }), 'search')
  assert.equal(shortcutOf({ ...plain, key: '/', place: 'typing' }), null)
})

test('arrows and a clicker go on and back, never from where one types', () => {
  const at = (key: string, place: 'page' | 'control' | 'typing') => shortcutOf({ ...plain, key, place })
  assert.deepEqual(
    ['ArrowRight', 'PageDown', 'ArrowLeft', 'PageUp'].map((key) => at(key, 'page')),
    ['onward', 'onward', 'backward', 'backward'],
  )
  assert.deepEqual([at('PageDown', 'control'), at('ArrowRight', 'control'), at('PageDown', 'typing')], ['onward', null, null])
})
