import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { id, openWorld, personWith, refusalOf, type World } from '../../../test/world.ts'
import type { SettingsPatch } from '../../contract/settings.schema.ts'
import { defaultSettings, Settings } from '../../contract/settings.schema.ts'
import { openSeal } from '../../platform/seal.ts'
import { stranger, system } from '../people/index.ts'
import * as instance from './index.ts'

let world: World
const seal = openSeal('a secret of a test that is long enough')
const owner = personWith('Olive', { role: 'owner', event: null })
before(async () => {
  world = await openWorld()
  await world.client`insert into people_persons (id, name, made_at) values (${owner.id}, 'Olive', now())`
})

const change = (patch: SettingsPatch, actor = owner as Parameters<typeof instance.changeSettings>[1]) =>
  world.db.write((tx) => instance.changeSettings(tx, actor, patch, seal))
const held = () => world.db.read(instance.settings)
const view = () => world.db.read((tx) => instance.settingsView(tx, owner))
const log = async () => (await world.db.read((tx) => instance.settingsChanges(tx, owner, {}))).changes
const undo = (change: string) => world.db.write((tx) => instance.undoChange(tx, owner, change as never))

test('without anything kept, the defaults hold, and they are what the schema takes', async () => {
  assert.deepEqual(await held(), Settings.parse(defaultSettings))
  assert.deepEqual(await log(), [])
})

test('what a patch leaves out stays; what holds already is no change; the log tells who changed what, from what, when', async () => {
  await change({ accounts: { signUp: false }, home: { consoleLink: false } })
  await change({ accounts: { signUp: false, allowedAddresses: ['@example.org'] } })
  const now = await held()
  assert.deepEqual(now.accounts, { signUp: false, closedBeta: false, consents: [], allowedAddresses: ['@example.org'] })
  assert.equal(now.home.consoleLink, false)
  const told = (await log()).map(({ id: _, ...rest }) => rest)
  const same = { secret: false, at: world.clock.now.toISOString(), by: 'Olive', undoable: true }
  assert.deepEqual(told, [
    { path: 'accounts.allowedAddresses', before: [], after: ['@example.org'], ...same },
    { path: 'home.consoleLink', before: true, after: false, ...same },
    { path: 'accounts.signUp', before: true, after: false, ...same },
  ])
  const acts = await world.client`select act, subject, actor from people_acts order by subject`
  assert.deepEqual(
    acts.map((row) => [row.act, row.subject, row.actor]),
    ['accounts.allowedAddresses', 'accounts.signUp', 'home.consoleLink'].map((path) => [
      'setting.change',
      `setting:${path}`,
      owner.id,
    ]),
  )
})

test('nobody but an owner of the whole instance sees or changes a setting', async () => {
  const others = [
    stranger,
    personWith('Guest'),
    personWith('Organizer', { role: 'organizer', event: null }),
    personWith('Owner of one event', { role: 'owner', event: 'one' as never }),
  ]
  const before = await held()
  for (const other of others) {
    assert.equal(await refusalOf(change({ accounts: { closedBeta: true } }, other)), 'not-allowed')
    assert.equal(await refusalOf(world.db.read((tx) => instance.settingsView(tx, other))), 'not-allowed')
    assert.equal(await refusalOf(world.db.read((tx) => instance.settingsChanges(tx, other, {}))), 'not-allowed')
    assert.equal(await refusalOf(world.db.write((tx) => instance.undoChange(tx, other, id()))), 'not-allowed')
  }
  assert.deepEqual(await held(), before)
})

test('a secret is kept sealed, shown to nobody, opened for use alone, and masked in the log', async () => {
  await change({ mail: { url: 'smtp://me:hunter2@mail.example.org' } })
  await change({ mail: { url: 'smtp://me:hunter2@mail.example.org' } })
  const now = await held()
  assert.equal(instance.secret(now.mail.url, 'mail.url', seal), 'smtp://me:hunter2@mail.example.org')
  assert.equal(instance.secret(now.mail.url, 'mail.url', openSeal('another secret, just as long as that')), null)
  const rows = await world.client`
    select s::text as row from instance_settings s union all select c::text from instance_changes c`
  assert.doesNotMatch(JSON.stringify([rows, await view(), await log()]), /hunter2/)
  assert.deepEqual((await view()).secretsSet, ['mail.url'])
  assert.equal((await view()).values.mail.url, null)
  const mails = (await log()).filter(({ path }) => path === 'mail.url')
  assert.deepEqual(
    mails.map(({ before, after, secret }) => ({ before, after, secret })),
    [{ before: false, after: true, secret: true }],
  )
})

test('the last change of a setting can be undone, also of a secret; the undoing stands in the log and can be undone too', async () => {
  await change({ mail: { url: null } })
  const [gone, set] = (await log()).filter(({ path }) => path === 'mail.url')
  assert.deepEqual([gone?.undoable, set?.undoable], [true, false])
  assert.equal(await refusalOf(undo(set?.id ?? '')), 'conflict')
  await undo(gone?.id ?? '')
  assert.equal(instance.secret((await held()).mail.url, 'mail.url', seal), 'smtp://me:hunter2@mail.example.org')
  assert.equal(await refusalOf(undo(gone?.id ?? '')), 'conflict')
  const [back] = (await log()).filter(({ path }) => path === 'mail.url')
  await undo(back?.id ?? '')
  assert.equal((await held()).mail.url, null)
  assert.equal(await refusalOf(undo(id())), 'not-found')
})

test('what the configuration decides holds, is named, and is refused by its path with all that came beside it', async () => {
  const config = {
    fixed: { mail: { url: 'smtp://of.the.file', from: 'file@example.org' } },
    parts: ['live', 'campaigns'] as const,
  }
  await world.db.write((tx) => instance.takeFixed(tx, config, seal))
  const now = await held()
  assert.equal(instance.secret(now.mail.url, 'mail.url', seal), 'smtp://of.the.file')
  assert.deepEqual(now.parts.on, ['live', 'campaigns'])
  const { fixed, partsAllowed, secretsSet } = await view()
  assert.deepEqual(
    { fixed, partsAllowed, secretsSet },
    { fixed: ['mail.url', 'mail.from'], partsAllowed: ['live', 'campaigns'], secretsSet: ['mail.url'] },
  )
  const refused = async (patch: SettingsPatch) => {
    const error = await change(patch).then(
      () => null,
      (error: { code: string; path: string }) => `${error.code} ${error.path}`,
    )
    return error
  }
  assert.equal(
    await refused({ accounts: { closedBeta: true }, mail: { from: 'me@example.org' } }),
    'setting-fixed body.mail.from',
  )
  assert.equal(await refused({ parts: { on: ['live', 'community'] } }), 'setting-fixed body.parts.on')
  assert.equal((await held()).accounts.closedBeta, false)
  await change({ parts: { on: ['campaigns'] } })
  assert.deepEqual((await held()).parts.on, ['campaigns'])
  await world.db.write((tx) => instance.takeFixed(tx, { fixed: {}, parts: ['live'] }, seal))
  assert.deepEqual(
    (await held()).parts.on,
    ['live'],
    'where the configuration allows none of those chosen, all that it allows are on',
  )
  assert.equal((await held()).mail.from, null)
  await world.db.write((tx) =>
    instance.takeFixed(tx, { fixed: {}, parts: ['live', 'event-day', 'community', 'campaigns'] }, seal),
  )
  assert.deepEqual((await held()).parts.on, ['campaigns'])
})

test('many change the same setting at once: every change is in the log, and each begins where the one before it ended', async () => {
  const days = Array.from({ length: 12 }, (_, i) => i + 1)
  await Promise.all(days.map((retentionDays) => change({ privacy: { retentionDays } })))
  const chain = (await log()).filter(({ path }) => path === 'privacy.retentionDays').reverse()
  assert.deepEqual(
    chain.map(({ after }) => after).toSorted((a, b) => Number(a) - Number(b)),
    days,
  )
  assert.deepEqual(
    chain.map(({ before }) => before),
    [365, ...chain.slice(0, -1).map(({ after }) => after)],
  )
  assert.equal((await held()).privacy.retentionDays, chain.at(-1)?.after)
})

test('the log is read page by page, and by the system nobody stands beside a change', async () => {
  for (let i = 0; i < 60; i++)
    await world.db.write((tx) => instance.changeSettings(tx, system, { privacy: { retentionDays: 100 + i } }, seal))
  const first = await world.db.read((tx) => instance.settingsChanges(tx, owner, {}))
  const second = await world.db.read((tx) => instance.settingsChanges(tx, owner, { after: first.next ?? undefined }))
  assert.deepEqual([first.changes.length, first.next, second.next], [50, first.changes.at(-1)?.id, null])
  assert.equal(first.changes[0]?.by, null)
  const all = [...first.changes, ...second.changes]
  assert.equal(new Set(all.map((one) => one.id)).size, all.length)
})

test('what is kept under a path that is no more, or is no value any more, harms nothing', async () => {
  await world.client`insert into instance_settings (path, value, changed_at) values ('gone.key', '1', now()), ('accounts.closedBeta', '"yes"', now())`
  assert.equal((await held()).accounts.closedBeta, false)
  assert.deepEqual(Settings.parse((await view()).values), (await view()).values)
})
