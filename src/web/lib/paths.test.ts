import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActivityId } from '../../contract/activity.schema.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { attendPlace, joinPath, meetingPath, resultPath, safeTo } from './paths.ts'

const meeting = '0195d2c0-0000-7000-8000-000000000001' as MeetingId
const activity = '0195d2c0-0000-7000-8000-000000000002' as ActivityId

test('addresses are read as they are made', () => {
  assert.deepEqual(attendPlace(joinPath('Zürich 1'), ''), { at: 'join', code: 'Zürich 1', to: null })
  assert.deepEqual(attendPlace(joinPath(), `?to=${resultPath(meeting, activity)}`), {
    at: 'join',
    code: '',
    to: resultPath(meeting, activity),
  })
  assert.deepEqual(attendPlace(meetingPath(meeting), ''), { at: 'meeting', meeting })
  assert.deepEqual(attendPlace(resultPath(meeting, activity), ''), { at: 'result', meeting, activity })
  assert.deepEqual(attendPlace('/m/nothing', ''), { at: 'nowhere' })
  assert.deepEqual(attendPlace('/join/%E0%A4%A', ''), { at: 'join', code: '%E0%A4%A', to: null })
})

test('LK-31: after joining one goes to a page of the audience and nowhere else', () => {
  const evil = [
    'https://evil.example/m/x',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/console',
    `/m//evil.example`,
  ]
  assert.deepEqual([...evil, null, `/m/${meeting}/../../console`].map(safeTo), Array(evil.length + 2).fill(null))
  assert.equal(safeTo(resultPath(meeting, activity)), resultPath(meeting, activity))
})
