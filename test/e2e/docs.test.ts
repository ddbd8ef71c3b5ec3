/** The explorer of the API, as somebody meets it who wants to try a key. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Locator } from 'playwright-core'
import { complainedOf, openWindow, sees, until, type Window } from './browser.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

let program: Program
let desk: Window
let key = ''

before(async () => {
  program = await startProgram()
  desk = await signIn(program)
  const body = { name: 'Explorer', scopes: ['people:read'] }
  key = ((await call(desk, 'PUT', `/me/keys/${crypto.randomUUID()}`, body)) as { secret: string }).secret
})

/** Opens one operation, presses what there is to press, and gives the answer's status and text. */
async function tried({ page }: Window, name: string): Promise<{ status: string; text: string }> {
  const block = page.locator(`[id^="operations-"][id$="-${name}"]`)
  if ((await block.getByRole('button', { name: 'Execute' }).count()) === 0) {
    await block.locator('.opblock-summary-control').click()
    await block.getByRole('button', { name: 'Try it out' }).click()
  }
  const answered = page.waitForResponse((response) => response.url().includes('/api/v1/'))
  await block.getByRole('button', { name: 'Execute' }).click()
  await answered
  const answer = block.locator('.live-responses-table')
  await answer.locator('tr.response .response-col_status').first().waitFor()
  return {
    status: (await answer.locator('tr.response .response-col_status').first().innerText()).trim(),
    text: await answer.innerText(),
  }
}

/** One group of endpoints is shown at a time. */
async function openGroup({ page }: Window, tag: string): Promise<Locator> {
  await page.getByRole('navigation').getByRole('link', { name: tag, exact: true }).click()
  const head = page.locator(`h3[data-tag="${tag}"]`)
  await head.waitFor()
  const section = page.locator('.opblock-tag-section', { has: head })
  await section.locator('.opblock').first().waitFor()
  return section
}

test('VN-112: a key is pasted into the explorer, a call is tried with it, and the answer stands there', async () => {
  const window = await openWindow('desk')
  const { page } = window
  await page.goto(`${program.url}/docs`)
  await page.getByRole('heading', { name: /Plenary/ }).waitFor()
  await sees(page, 'meeting:ID/console')
  await openGroup(window, 'people')
  assert.equal((await tried(window, 'people')).status, '403')
  await page.getByRole('button', { name: 'Authorize' }).first().click()
  const token = page.locator('.auth-container').filter({ hasText: 'token' }).getByRole('textbox').first()
  await token.fill(key)
  await page
    .locator('.auth-container')
    .filter({ hasText: 'token' })
    .getByRole('button', { name: /apply credentials|authorize/i })
    .first()
    .click()
  await page.locator('.modal-ux').getByRole('button', { name: 'Close', exact: true }).first().click()
  await until('the key is asked with', async () => (await tried(window, 'people')).status === '200')
  const people = await tried(window, 'people')
  assert.match(people.text, /"next": null/)
  assert.match(people.text, /ratelimit/i)
  await openGroup(window, 'mails')
  const beyond = await tried(window, 'mails')
  assert.equal(beyond.status, '403')
  assert.match(beyond.text, /"code": "not-allowed"/)
  assert.deepEqual(complainedOf(window, /403/), [])
})

test('VN-112: every endpoint stands in the explorer under its group, and it loads nothing from elsewhere', async () => {
  const window = await openWindow('desk')
  const hosts = new Set<string>()
  window.page.on('request', (request) => hosts.add(new URL(request.url()).host))
  await window.page.goto(`${program.url}/docs`)
  const { paths } = (await (await fetch(`${program.url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { tags: [string] }>>
  }
  const groups = new Map<string, number>()
  for (const one of Object.values(paths).flatMap((item) => Object.values(item)))
    groups.set(one.tags[0], (groups.get(one.tags[0]) ?? 0) + 1)
  for (const [tag, count] of groups) {
    const section = await openGroup(window, tag)
    await until(`all of ${tag}`, async () => (await section.locator('.opblock').count()) === count)
  }
  assert.deepEqual([...hosts], [new URL(program.url).host])
})
