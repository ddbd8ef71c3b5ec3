import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { complainedOf, openWindow, sees, until, type Window } from './browser.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

/** Markup in everything people can type, and then every page: nothing of it runs, nothing of it becomes a part of a page. */
const evil = '<img src=x onerror=bad()>'
const worse = '"><svg onload=bad()>'
const markdown = '<img src=x onerror=bad()> [go](javascript:bad()) ![](x" onerror="bad())'
const WATCH = "window.bad = () => { window.ran = true }; addEventListener('securitypolicyviolation', () => { window.ran = true })"
/** What no page of ours has: markup that was typed, and attributes that run. */
const GREW = `JSON.stringify([window.ran === true, ...[...document.querySelectorAll('*')].filter((one) => one.getAttribute('src') === 'x'
  || [...one.attributes].some(({ name, value }) => name.startsWith('on') || /^javascript:/i.test(value))).map((one) => one.outerHTML)])`

let program: Program
let desk: Window
const ids = { meeting: '', stage: '', event: '', code: '' }
const fresh = (): string => crypto.randomUUID()

before(async () => {
  program = await startProgram()
  desk = await signIn(program, evil)
  await desk.page.context().addInitScript(WATCH)
  ids.event = new URL(program.said('board')).pathname.split('/').at(-1) ?? ''
  ids.stage = new URL(program.said('stage')).pathname + new URL(program.said('stage')).search
  ids.meeting = new URL(program.said('stage')).pathname.split('/').at(-1) ?? ''
  ids.code = new URL(program.said('join')).pathname.split('/').at(-1) ?? ''
  const put = (path: string, body: unknown) => call(desk, 'PUT', path, body)
  await call(desk, 'PATCH', `/meetings/${ids.meeting}`, { title: evil, description: markdown })
  const poll = {
    ...{ kind: 'poll', title: worse, description: markdown, multiple: false, liveOnStage: true },
    choices: [evil, worse].map((text) => ({ id: fresh(), text, short: '' })),
  }
  await put(`/meetings/${ids.meeting}/activities/${fresh()}`, poll)
  await put(`/meetings/${ids.meeting}/activities/${fresh()}`, {
    kind: 'cloud',
    title: evil,
    description: markdown,
    wordsPerPersonMax: 5,
  })
  await put(`/events/${ids.event}`, { title: evil, timeZone: 'UTC', startsOn: '2026-06-01', endsOn: '2026-06-02' })
  const page = {
    ...{ title: evil, titleSecond: worse, description: markdown, buttonText: evil, buttonAddress: '/' },
    ...{ sectionTitle: evil, sectionText: markdown, picture: null, pictureWords: worse },
  }
  for (const id of ['index', 'more']) await put(`/pages/${id}`, page)
  await put(`/team/${fresh()}`, { name: evil, role: worse, about: markdown, imageAddress: '', picture: null })
  await put(`/me/keys/${fresh()}`, { name: evil, scopes: ['events:read'] })
  await put(`/webhooks/${fresh()}`, { name: evil, address: 'https://192.0.2.1.invalid/', events: ['meeting.started'] })
  const consents = [{ id: 'terms', version: evil.slice(0, 20), text: `${evil} ${worse}`, required: false }]
  await call(desk, 'PATCH', '/settings', { accounts: { consents } })
  for (const name of [evil, worse]) {
    const headers = { 'content-type': 'application/json' }
    const url = `${program.url}/api/v1/codes/${ids.code}/participants`
    const joined = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ name }) })
    assert.equal(joined.status, 200, await joined.text())
  }
})

async function assertInert({ page }: Window, address: string, shown: string | RegExp): Promise<void> {
  await page.goto(program.url + address)
  await sees(page, shown).catch((error: Error) => assert.fail(`${address}: ${error.message}`))
  assert.equal(await page.evaluate(GREW), '[false]', address)
}

test('public pages show what organizers typed as text', async () => {
  const phone = await openWindow('phone')
  await phone.page.context().addInitScript(WATCH)
  for (const address of ['/', '/meetings', `/e/${ids.event}`, '/home/more']) await assertInert(phone, address, evil)
  await assertInert(phone, '/sign-up', evil)
  await assertInert(phone, '/privacy', 'kept')
  for (const address of [
    `/join/${encodeURIComponent(evil)}`,
    `/home/${encodeURIComponent(worse)}`,
    `/e/${encodeURIComponent(evil)}`,
    `/sign-in?to=${encodeURIComponent('javascript:bad()')}#${worse}`,
    `/confirm#${evil}${evil}`,
    `/reset?lang=${encodeURIComponent(evil)}#${evil}${evil}`,
    `/?lang=${encodeURIComponent(worse)}&theme=${encodeURIComponent(worse)}`,
  ])
    await assertInert(phone, address, /\w/)
  // A code that is none is refused as such, if the page is still there to hear it.
  assert.deepEqual(complainedOf(phone, /404|status of 400 .*\/confirmations$/), [])
  await phone.page.context().close()
})

test('the meeting’s pages show what participants and organizers typed as text, and so does each page of the console', async () => {
  const phone = await openWindow('phone')
  await phone.page.context().addInitScript(WATCH)
  await phone.page.goto(`${program.url}/join/${ids.code}`)
  await phone.page.getByRole('textbox').first().fill(`${evil}2`)
  await phone.page.keyboard.press('Enter')
  await phone.page.waitForURL(/\/m\//)
  const stage = await openWindow('stage')
  await stage.page.context().addInitScript(WATCH)
  await assertInert(stage, ids.stage, /\w/)
  await assertInert(phone, `/m/${ids.meeting}`, /\w/)
  const { page } = desk
  await page.goto(`${program.url}/console`)
  const nav = page.getByRole('navigation', { name: 'Pages of the console' })
  await nav.getByRole('link').first().waitFor()
  const places = await nav.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
  assert.ok(places.length >= 6, places.join(' '))
  for (const place of [...places, `/console/meetings/${ids.meeting}`, '/console/pages/more', '/me']) {
    await assertInert(desk, place, /\w/)
    await until('the page is at rest', async () => (await page.evaluate<string>('document.readyState')) === 'complete')
    assert.equal(await page.evaluate(GREW), '[false]', place)
  }
  assert.deepEqual(complainedOf(desk), [])
})
