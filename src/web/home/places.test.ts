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
