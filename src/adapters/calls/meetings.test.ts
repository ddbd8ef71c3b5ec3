import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, openApp, ownerOf } from '../../../test/app.ts'
import { id, newMeeting } from '../../../test/world.ts'
import { DESCRIPTION_CHARS_MAX, MEETING_TITLE_CHARS_MAX } from '../../contract/limits.ts'
import { MeetingSettings } from '../../contract/meeting.schema.ts'
import type { PictureId } from '../../contract/pages.schema.ts'

/** Goal: a meeting is what its organizer said it is, now and after any change. Method: over HTTP, each setting that the contract knows by itself. */
const app = await openApp()
const owner = await ownerOf(app)
const POINT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const [meeting, first, second] = [newMeeting(), id<PictureId>(), id<PictureId>()]

const made = {
  title: 'Spring assembly',
  description: '**Bring** a chair.',
  picture: first,
  pictureWords: 'A hall full of chairs',
  code: 'spring-26',
  answerPrefix: '!',
  listed: false,
  rewardFirst: false,
  guard: { filter: 'names', languages: ['fr'], review: true, locked: true, secondCode: true },
  startsAt: '2026-05-01T16:00:00.000Z',
  endsAt: '2026-05-01T20:00:00.000Z',
  showFlags: true,
  flagPrefix: 'KEY-',
}
const changed: typeof made = {
  title: 'x'.repeat(MEETING_TITLE_CHARS_MAX),
  description: 'x'.repeat(DESCRIPTION_CHARS_MAX),
  picture: second,
  pictureWords: 'Nobody is there yet',
  code: 'autumn-26',
  answerPrefix: '?',
  listed: true,
  rewardFirst: true,
  guard: { filter: 'off', languages: ['en', 'tr'], review: false, locked: false, secondCode: false },
  startsAt: '2026-05-01T15:00:00.000Z',
  endsAt: '2026-05-02T02:00:00.000Z',
  showFlags: false,
  flagPrefix: '',
}

const told = async () => {
  const { status, body } = await ask(app, 'console', { params: { meeting }, token: owner })
  assert.equal(status, 200)
  return body.view
}
const done = async (name: Parameters<typeof ask>[1], asked: Parameters<typeof ask>[2]) => {
  const { status, body } = await ask(app, name, { token: owner, ...asked })
  assert.equal(status, 200, JSON.stringify(body))
}

test('LK-01: a meeting is shown back as it was made, and each setting by itself as it was changed', async () => {
  assert.deepEqual(Object.keys(made).sort(), Object.keys(MeetingSettings.shape).sort(), 'every setting there is')
  for (const picture of [first, second]) await done('putMeetingPicture', { params: { meeting, picture }, body: { bytes: POINT } })
  await done('createMeeting', { params: { meeting }, body: made })
  assert.deepEqual((await told()).settings, made)
  const now: Record<string, unknown> = { ...made }
  for (const [name, value] of Object.entries(changed)) {
    assert.notDeepEqual(value, now[name], `${name} is changed`)
    await done('changeMeeting', { params: { meeting }, body: { [name]: value } })
    now[name] = value
    assert.deepEqual((await told()).settings, now, `only ${name} has changed`)
  }
})

test('LK-01: it is held in person, or in channels of networks as well, which are added, changed and taken away while it runs', async () => {
  assert.deepEqual((await told()).channels, [])
  const [irc, twitch] = [
    { network: 'irc', server: 'irc.example', channel: '#hall', language: 'fr' },
    { network: 'twitch', server: null, channel: 'hall', language: 'en' },
  ]
  for (const channel of [irc, twitch]) await done('bindChannel', { params: { meeting }, body: channel })
  assert.deepEqual((await told()).channels, [irc, twitch])
  await done('bindChannel', { params: { meeting }, body: { ...irc, language: 'tr' } })
  await done('unbindChannel', { params: { meeting, network: 'twitch', server: '*', channel: 'hall' } })
  assert.deepEqual((await told()).channels, [{ ...irc, language: 'tr' }])
})

test('LK-01: a title there must be, and neither title nor description longer than told; what is refused changes nothing', async () => {
  const before = await told()
  const [title, description] = ['x'.repeat(MEETING_TITLE_CHARS_MAX + 1), 'x'.repeat(DESCRIPTION_CHARS_MAX + 1)]
  for (const [field, body] of [
    ['title', { title: '' }],
    ['title', { title: ' \n' }],
    ['title', { title }],
    ['description', { description }],
  ] as const) {
    const { status, body: problem } = await ask(app, 'changeMeeting', { params: { meeting }, body, token: owner })
    assert.deepEqual([status, problem.code, problem.path], [400, 'bad-input', `body.${field}`])
  }
  const { status, body } = await ask(app, 'createMeeting', {
    params: { meeting: newMeeting() },
    body: { ...made, title: undefined },
    token: owner,
  })
  assert.deepEqual([status, body.path], [400, 'body.title'])
  assert.deepEqual(await told(), before)
})
