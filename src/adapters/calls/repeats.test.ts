import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ask, openApp } from '../../../test/app.ts'
import { casesOf } from '../../../test/matrix.ts'
import { type Case, here, there } from '../../../test/matrix-rows.ts'
import { rowsAtRest, signedIn } from '../../../test/world.ts'
import { endpointNames } from '../../contract/endpoints.ts'
import { type EndpointName, routes } from '../../contract/routes.ts'
import { putEvent } from '../../modules/events/index.ts'
import { system } from '../../modules/people/index.ts'

/**
 * Goal: whoever lost an answer may ask again. Method: every case of the matrix that changes something is asked twice by an owner, word for word;
 * the second time no row changes any more.
 */
const app = await openApp((config) => ({ ...config, server: { ...config.server, trustProxy: true } }))
let addresses = 0
let owner = ''
let cases: readonly Case[] = []

/** What a second asking is told instead, where it is not told the same: nothing happens twice, but there is something to know. */
const toldOtherwise: Partial<Record<EndpointName, string>> = {
  makeKey: 'conflict',
  makeWebhook: 'conflict',
  mergePeople: 'conflict',
  undoMerge: 'not-found',
  undoBoardAct: 'conflict',
  undoBookingAct: 'conflict',
}
/** What does happen twice, and why. */
const twice: Partial<Record<EndpointName, string>> = {
  makeLinkCode: 'a code is told once; the one before is dead',
  resendConfirmation: 'there is nothing to confirm here; each asking is counted',
  requestReset: 'each asking is counted',
  signUp: 'an account that nobody confirmed gives way to the next of its address, and the mail comes again',
  endOtherSignIns: 'that it was asked is noted each time',
  checkIn: 'whoever says again where they are was seen again',
  signIn: 'each sign-in is one of its own, and ends by itself',
  requestDeletion: 'whoever asked is gone',
}

before(async () => {
  for (const event of [here, there]) {
    const settings = { title: event, timeZone: 'UTC', startsOn: '2026-06-01', endsOn: '2026-06-02' }
    await app.world.db.write((tx) => putEvent(tx, system, event, settings))
  }
  await signedIn(app.world, 'Another', 'owner')
  owner = (await signedIn(app.world, 'Otto', 'owner')).token
  cases = (await casesOf(app)).cases
})

async function asked({ name }: Case, input: Awaited<ReturnType<Case['input']>>) {
  const headers = { 'x-forwarded-for': `2001:db8::${(addresses++).toString(16)}` }
  const { status, body } = await ask(app, name, { ...input, token: owner, headers })
  return { told: status === 200 ? 'ok' : String(body.code), body }
}

test('every request that changes something may be asked again: the second time nothing changes any more', {
  timeout: 120_000,
}, async () => {
  const wrong: string[] = []
  const met = new Set<EndpointName>()
  for (const one of cases.filter(({ name }) => routes[name][0] !== 'GET' && !(name in twice) && name !== 'signOut')) {
    const input = await one.input()
    const first = await asked(one, input)
    if (first.told !== 'ok') continue
    met.add(one.name)
    const rows = await rowsAtRest(app.world)
    const second = await asked(one, input)
    const title = `${one.name}, ${one.title}`
    const isGone = routes[one.name][0] === 'DELETE' && second.told === 'not-found'
    if (second.told !== (toldOtherwise[one.name] ?? 'ok') && !isGone) wrong.push(`${title}: then ${second.told}`)
    const after = await rowsAtRest(app.world)
    for (const [table, now] of Object.entries(after))
      if (JSON.stringify(now) !== JSON.stringify(rows[table])) wrong.push(`${title}: ${table} changed again`)
  }
  assert.deepEqual(wrong, [])
  assert.ok(met.size > 25, `${met.size} of ${endpointNames.length}`)
})
