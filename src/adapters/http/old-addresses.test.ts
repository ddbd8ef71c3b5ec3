import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { Env } from './docs.ts'
import { addOldAddresses } from './old-addresses.ts'

test('the pages of a ptgbot lead to those of the main event, and to nothing where there is none', async () => {
  let main: EventId | null = 'autumn' as EventId
  const app = new Hono<Env>()
  addOldAddresses(app, { mainEvent: async () => main }, () => new Response('no such page', { status: 404 }))
  const led = async (path: string) => {
    const response = await app.request(path)
    return [response.status, response.headers.get('location')]
  }
  assert.deepEqual(await led('/ptg.html'), [302, '/e/autumn'])
  assert.deepEqual(await led('/etherpads.html'), [302, '/e/autumn/etherpads'])
  assert.deepEqual(await led('/signage.html?x=1'), [302, '/e/autumn/signage'])
  assert.deepEqual(await led('/index.html'), [302, '/e/autumn/links'])
  main = null
  assert.deepEqual(await led('/ptg.html'), [404, null])
})
