import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultSettings, Settings, SettingsPatch, type SettingsView } from '../../../contract/settings.schema.ts'
import { en } from '../../../words/settings/en.ts'
import { changedPaths, draftOf, faultAt, looks, patchOf, type SettingPath, settingPaths, type Typed } from './draft.ts'

const view: SettingsView = {
  values: defaultSettings,
  secretsSet: [],
  fixed: [],
  partsAllowed: ['live', 'event-day', 'community', 'campaigns'],
}
const typed = (changes: Partial<Record<SettingPath, Typed>>, of = view) => ({ ...draftOf(of), ...changes })

test('every setting there is has its words and its field', () => {
  const paths = Object.entries(Settings.shape).flatMap(([group, { shape }]) => Object.keys(shape).map((key) => `${group}.${key}`))
  assert.deepEqual(paths.toSorted(), settingPaths.toSorted())
  assert.deepEqual(Object.keys(en.keys).toSorted(), settingPaths.toSorted())
  assert.deepEqual(Object.keys(en.groups).toSorted(), Object.keys(Settings.shape).toSorted())
})

test('an untouched form changes nothing; a touched one sends what was touched alone, as the server takes it', () => {
  assert.deepEqual(patchOf(view, draftOf(view)), {})
  const draft = typed({
    'accounts.signUp': false,
    'accounts.allowedAddresses': ' Ada@Example.org,\n@example.net\n\nada@example.org ',
    'privacy.retentionDays': ' 30 ',
    'mail.from': '  Plenary <plenary@example.org> ',
    'home.consolePath': 'backstage',
    'parts.on': ['community', 'live', 'campaigns', 'event-day'],
  })
  const patch = patchOf(view, draft)
  assert.deepEqual(patch, {
    accounts: { signUp: false, allowedAddresses: ['ada@example.org', '@example.net'] },
    mail: { from: 'Plenary <plenary@example.org>' },
    privacy: { retentionDays: 30 },
    home: { consolePath: 'backstage' },
  })
  assert.deepEqual(SettingsPatch.parse(patch), patch)
})

test('a secret is sent when one was typed, forgotten when that was asked for and there is one, else left alone', () => {
  const isSet = { ...view, secretsSet: ['mail.url'] }
  assert.deepEqual(changedPaths(isSet, draftOf(isSet)), [])
  assert.deepEqual(patchOf(isSet, typed({ 'mail.url': ' smtp://mail.example.org ' })), {
    mail: { url: 'smtp://mail.example.org' },
  })
  assert.deepEqual(patchOf(isSet, typed({ 'mail.url': null })), { mail: { url: null } })
  assert.deepEqual(patchOf(view, typed({ 'mail.url': null })), {})
})

test('what the configuration decides is never sent', () => {
  assert.deepEqual(patchOf({ ...view, fixed: ['mail.from'] }, typed({ 'mail.from': 'me@example.org' })), {})
})

test('the form says the same of each value as the server', () => {
  const tried: [SettingPath, Typed][] = [
    ['accounts.allowedAddresses', 'a@b.example\n@c.example'],
    ['accounts.allowedAddresses', 'a@b\nno address'],
    ['accounts.allowedAddresses', 'a@b@c.example'],
    ['mail.url', 'smtp://me:hunter2@mail.example.org:2525'],
    ['mail.url', 'http://mail.example.org'],
    ['mail.url', 'smtp://'],
    ['mail.url', 'mail.example.org'],
    ['mail.from', 'Plenary <plenary@example.org>'],
    ['mail.from', 'plenary@example.org, other@example.org'],
    ['mail.from', 'Plenary <plenary@example.org>\nBcc: x@example.org'],
    ['mail.from', 'Plenary'],
    ['privacy.retentionDays', '1'],
    ['privacy.retentionDays', '0'],
    ['privacy.retentionDays', '1.5'],
    ['privacy.retentionDays', 'many'],
    ['privacy.retentionDays', '4000'],
    ['privacy.contact', 'help@example.org'],
    ['privacy.contact', 'help'],
    ['home.consolePath', 'backstage'],
    ['home.consolePath', 'api'],
    ['home.consolePath', 'Console'],
    ['home.consolePath', 'a/b'],
    ['home.consolePath', ''],
    ['parts.on', []],
    ['parts.on', ['live']],
  ]
  for (const [path, value] of tried) {
    const draft = typed({ [path]: value })
    const isTaken = SettingsPatch.safeParse(patchOf(view, draft)).success
    assert.equal(faultAt(path, draft, en) === undefined, isTaken, `${path}: ${String(value)} (${looks[path]})`)
  }
  assert.equal(
    faultAt('accounts.allowedAddresses', typed({ 'accounts.allowedAddresses': 'a@b.example, x, y' }), en),
    en.form.lines('x, y'),
  )
})
