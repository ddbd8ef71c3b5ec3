import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consolePages, isOpenTo, pageAt } from './pages.ts'
import { placeIn, placeOf } from './places.ts'

test('each address of the console opens its page, with or without a last slash, wherever the console stands', () => {
  const id = '01a1fc8d-e6f1-7579-bc0d-4497fcb1732d'
  for (const console of ['console', 'backstage']) {
    assert.deepEqual(placeOf(`/${console}`), { at: 'page', page: '', rest: '' })
    assert.deepEqual(placeOf(`/${console}/`), { at: 'page', page: '', rest: '' })
    assert.deepEqual(placeOf(`/${console}/setup`), { at: 'setup' })
    assert.deepEqual(placeOf(`/${console}/meetings/${id}/`), { at: 'meeting', id, face: 'desk' })
    assert.deepEqual(placeOf(`/${console}/meetings/${id}/present`), { at: 'meeting', id, face: 'present' })
    assert.deepEqual(placeOf(`/${console}/meetings/${id}/watch`), { at: 'meeting', id, face: 'watch' })
    assert.deepEqual(placeOf(`/${console}/meetings/${id}/no`), { at: 'page', page: 'meetings', rest: `${id}/no` })
    assert.deepEqual(placeOf(`/${console}/meetings/none`), { at: 'page', page: 'meetings', rest: 'none' })
    assert.deepEqual(placeOf(`/${console}/people/a%2Fb%20c`), { at: 'page', page: 'people', rest: 'a/b c' })
    assert.deepEqual(placeOf(`/${console}/people/%E0%A4%A`), { at: 'page', page: 'people', rest: '%E0%A4%A' })
  }
  assert.deepEqual([placeIn(''), placeIn('people'), placeIn('people', 'x')], ['/console', '/console/people', '/console/people/x'])
})

test('every page of the table has an address of its own', () => {
  const names = consolePages.map(({ path }) => path)
  assert.deepEqual(names, [...new Set(names)])
  assert.equal(pageAt('nothing'), undefined)
  assert.ok(!names.includes('setup') && !names.includes('meetings'))
})

test('a page is listed for those whose role opens it, while its part is on', () => {
  const page = { path: 'x', title: () => '', icon: '', load: async () => () => null } as const
  const all = { parts: ['live'], roles: [{ role: 'owner', event: null }] }
  const ofEvent = { parts: ['live'], roles: [{ role: 'organizer', event: 'one' }] }
  const moderator = { parts: ['live'], roles: [{ role: 'moderator', event: null }] }
  const opens = (wanted: { role: 'moderator' | 'organizer' | 'owner'; everywhere?: boolean; part?: 'live' | 'campaigns' }) =>
    [all, ofEvent, moderator, { parts: [], roles: [] }].map((who) => isOpenTo({ ...page, ...wanted }, who))
  assert.deepEqual(opens({ role: 'moderator' }), [true, true, true, false])
  assert.deepEqual(opens({ role: 'organizer' }), [true, true, false, false])
  assert.deepEqual(opens({ role: 'organizer', everywhere: true }), [true, false, false, false])
  assert.deepEqual(opens({ role: 'owner' }), [true, false, false, false])
  assert.deepEqual(opens({ role: 'moderator', part: 'live' }), [true, true, true, false])
  assert.deepEqual(opens({ role: 'moderator', part: 'campaigns' }), [false, false, false, false])
})
