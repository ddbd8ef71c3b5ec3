import assert from 'node:assert/strict'
import { test } from 'node:test'
import { homePlace } from './places.ts'

test('the first pages have their addresses, and every other one is nowhere', () => {
  assert.deepEqual(['/', '/meetings', '/meetings/', '/e/spring-meet', '/e/Spring', '/x'].map(homePlace), [
    { at: 'home' },
    { at: 'meetings' },
    { at: 'meetings' },
    { at: 'event', event: 'spring-meet' },
    { at: 'nowhere' },
    { at: 'nowhere' },
  ])
})

test('LK-195: a further page stands at its name; the home page has no second address', () => {
  assert.deepEqual(homePlace('/home/about'), { at: 'page', page: 'about' })
  assert.deepEqual(homePlace('/home/about/'), { at: 'page', page: 'about' })
  for (const none of ['/home', '/home/', '/home/index', '/home/About', '/home/a/b', '/home/sixteen-letters-', '/home/%2e%2e'])
    assert.deepEqual(homePlace(none), { at: 'nowhere' }, none)
})
