import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ask, openApp } from '../../../test/app.ts'
import { comeIn, type Hall, newAnswer, openHall, pollOf } from '../../../test/world.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { freshToken, stranger, system } from '../../modules/people/index.ts'

/** Goal: whoever tries too often is held off, and nobody else is. */
const app = await openApp((config) => ({ ...config, server: { ...config.server, trustProxy: true } }))
let hall: Hall
before(async () => {
  hall = await openHall(app.world, [pollOf('a', 'b')], ['start', 'open'])
})

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })

test('four digits cannot be tried out: wrong ones of one address end in too-many, missing ones and other addresses do not', async () => {
  const { db } = app.world
  await db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { guard: { secondCode: true } }))
  const join = async (address: string, second?: string) => {
    const body = { name: 'Bot', guest: freshToken(), ...(second && { second }) }
    return String((await ask(app, 'join', { params: { code: hall.code }, body, ...from(address) })).body.code)
  }
  for (let i = 0; i < 50; i++) assert.equal(await join('192.0.2.1'), 'second-code-wrong')
  const told = new Set<string>()
  for (let i = 0; i < 60; i++) told.add(await join('192.0.2.1', 'x'))
  assert.deepEqual([...told], ['second-code-wrong', 'too-many'])
  assert.equal(await join('192.0.2.2', 'x'), 'second-code-wrong')
  await db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { guard: { secondCode: false } }))
})

test('a person who answers faster than anybody types is held off, and others are not', async () => {
  const [one] = await app.world.db.write((tx) => meetings.join(tx, [{ actor: stranger, code: hall.code, name: 'Fast' }]))
  const [other] = await app.world.db.write((tx) => meetings.join(tx, [{ actor: stranger, code: hall.code, name: 'Calm' }]))
  const tokenOf = (joined: typeof one) => (joined && 'guest' in joined ? joined.guest : null)
  const say = async (token: string | null) => {
    const params = { activity: hall.activities[0] ?? '', answer: newAnswer() }
    return (await ask(app, 'answer', { params, body: { kind: 'cloud', word: 'x' }, token })).body.code
  }
  const told = new Set<unknown>()
  for (let i = 0; i < 10; i++)
    for (const code of await Promise.all(Array.from({ length: 50 }, () => say(tokenOf(one))))) told.add(code)
  assert.deepEqual([...told].sort(), ['too-many', 'wrong-kind'])
  assert.equal(await say(tokenOf(other)), 'wrong-kind')
  await comeIn(app.world, hall.code, ['Later'])
})
