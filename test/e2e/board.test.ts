/** The day of an event as people find it: board, walls, notes, presence and links, in a real browser against the real program, moved from the outside. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import {
  button,
  complainedOf,
  faultsOf,
  openWindow,
  type Screen,
  sees,
  seesNot,
  sideways,
  until,
  visibleText,
  type Window,
} from './browser.ts'
import { BEYOND_THE_EDGE, FONTS_READY, SIGNED_PAGE } from './in-page.ts'
import { englishLeft } from './language.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

const EVENT = 'day'
const MINUTE_MS = 60_000
const at = (minutes: number) => new Date(Math.floor(Date.now() / MINUTE_MS + minutes) * MINUTE_MS).toISOString()
/** The day as the page reckons it: until one at night it is still the one before. */
const today = new Date(Date.now() - 60 * MINUTE_MS)
const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(today)
const tomorrow = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(today.getTime() + 86_400_000)
const rooms = {
  ballroom: crypto.randomUUID(),
  room1: crypto.randomUUID(),
  closet: crypto.randomUUID(),
}

let program: Program
let desk: Window

const send = (method: string, path: string, body?: unknown) => call(desk, method, `/events/${EVENT}${path}`, body)
const now = (track: string, text: string) => send('PUT', `/tracks/${track}/now`, { text })
const next = (track: string, text: string) => send('POST', `/tracks/${track}/next`, { text })

/** A day with a running slot, one to come and one nobody gave a time; a room with everything, one with a hyphen, one that is shut all day. */
function plan() {
  const room = (id: string, name: string, more: object = {}) => ({
    ...{ id, name, about: '', icon: '', iconText: '', capacity: null, link: null },
    ...more,
  })
  const cell = (where: string, slot: string, track: string | null = null, blocked: string | null = null) => ({
    ...{ room: where, slot, track, blocked },
  })
  return {
    days: [
      {
        key: weekday,
        date: null,
        slots: [
          { code: 'A1', label: 'running', startsAt: at(-10), minutes: 30 },
          { code: 'A2', label: 'to come', startsAt: at(30), minutes: 60 },
          { code: 'A3', label: 'some time', startsAt: null, minutes: 60 },
        ],
      },
      { key: tomorrow, date: null, slots: [{ code: 'B1', label: 'tomorrow', startsAt: null, minutes: 60 }] },
    ],
    rooms: [
      room(rooms.ballroom, 'Ballroom C', {
        ...{ about: 'second floor', icon: 'facetime-video', iconText: 'Has a camera', link: 'https://meet.example/ballroom' },
      }),
      room(rooms.room1, 'Room-1'),
      room(rooms.closet, 'Closet'),
    ],
    cells: [
      cell(rooms.ballroom, 'A1', 'nova'),
      cell(rooms.ballroom, 'A2'),
      cell(rooms.room1, 'A1', 'swift'),
      cell(rooms.room1, 'A2', 'nova'),
      cell(rooms.room1, 'A3', null, 'Cleaning'),
      cell(rooms.closet, 'B1'),
    ],
  }
}

before(async () => {
  program = await startProgram()
  desk = await signIn(program, 'Olga')
  const dates = {
    startsOn: today.toISOString().slice(0, 10),
    endsOn: new Date(today.getTime() + 86_400_000).toISOString().slice(0, 10),
  }
  await send('PUT', '', { title: 'Autumn gathering', timeZone: 'UTC', ...dates })
  await send('POST', '/tracks', { names: ['nova', 'swift', 'cinder'] })
  await send('PATCH', '/tracks/swift', { link: 'https://meet.example/swift' })
  await send('PUT', '/plan', plan())
})

const board = async (screen: Screen = 'desk', wishes = {}): Promise<Window> => opened('', screen, wishes)

async function opened(path: string, screen: Screen = 'desk', wishes = {}): Promise<Window> {
  const window = await openWindow(screen, wishes)
  await window.page.goto(`${program.url}/e/${EVENT}${path}`)
  await window.page.locator('main').waitFor()
  return window
}

const rowsOf = (page: Page, section: 'now' | 'next') => page.locator(`.topics-${section} .topic`)
const tip = (page: Page) => page.locator('#board-tip')

test('PT-95 PT-96 PT-110 PT-120 now and next show at once, by name, with who is there; before that, nothing yet', async () => {
  const { page, complaints } = await board()
  await sees(page, 'Nothing yet')
  await page.evaluate(SIGNED_PAGE)
  await now('swift', 'Ring buffers')
  await now('nova', 'Live migration')
  await next('nova', 'Cells')
  await next('nova', 'Lunch')
  await next('cinder', 'Snapshots')
  await until('both topics', async () => (await rowsOf(page, 'now').count()) === 2)
  assert.deepEqual(await page.locator('.topics-now .badge-name').allInnerTexts(), ['nova', 'swift'])
  await seesNot(page, 'Nothing yet')
  await until('what comes', async () => (await rowsOf(page, 'next').count()) === 2)
  assert.deepEqual(await rowsOf(page, 'next').nth(1).locator('.topic-said p').allInnerTexts(), ['Cells', 'Lunch'])
  await send('PUT', '/check-in', { place: '#nova' })
  const count = rowsOf(page, 'now').first().locator('.topic-count')
  await until('one person', async () => (await count.innerText()).includes('1'))
  await count.hover()
  await until('who it is', async () => (await tip(page).innerText()) === 'Olga')
  await now('nova', 'Live migration, again')
  await until('next to be over', async () => (await rowsOf(page, 'next').count()) === 1)
  assert.equal(await page.evaluate('window.signed'), true, 'the page was not loaded anew')
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('PT-97 PT-98 PT-99 rooms by slot: codes of what is free, badges, blanks, times everywhere, and the running slot shaded', async () => {
  const { page } = await board('desk', { timezoneId: 'Asia/Tokyo' })
  const table = page.locator('.bookings-table')
  await table.waitFor()
  assert.deepEqual(await table.locator('.room-name bdi').allInnerTexts(), ['Ballroom C', 'Room-1'])
  await sees(page, '(second floor)')
  await sees(page, 'Ballroom C-A2')
  await sees(page, 'Cleaning')
  assert.equal((await table.locator('tbody tr').first().locator('td').nth(2).innerText()).trim(), '')
  await table.locator('.room-icon').hover()
  await until('what the symbol says', async () => (await tip(page).innerText()) === 'Has a camera')
  const heads = table.locator('thead th')
  assert.match((await heads.nth(1).locator('a').getAttribute('href')) ?? '', /worldclock.*iso=\d{8}T\d{4}/)
  assert.equal(await heads.nth(1).locator('a').getAttribute('target'), '_blank')
  await heads.nth(1).locator('a').hover()
  await until('the time where the reader is', async () => /GMT\+9|JST/.test(await tip(page).innerText()))
  assert.equal(await heads.nth(3).locator('a').count(), 0, 'nobody said when it is')
  const shaded = () => table.locator('.slot-on').evaluateAll((all) => all.length)
  assert.equal(await shaded(), 3, 'head and cells of one column')
  const soon = plan()
  soon.days[0]?.slots.splice(0, 1, {
    code: 'A1',
    label: 'running',
    startsAt: new Date(Date.now() - 56_000).toISOString(),
    minutes: 1,
  })
  await send('PUT', '/plan', soon)
  await until('the shade to go by itself', async () => (await shaded()) === 0, 9_000)
  await send('PUT', '/plan', plan())
  await until('the shade again', async () => (await shaded()) === 3)
  await page.context().close()
})

test('PT-101 PT-102 a badge leads to its track, else to its room, in a window of its own; its tip says what to do', async () => {
  const { page } = await board()
  const cell = (row: number, column: number) =>
    page.locator('.bookings-table tbody tr').nth(row).locator('td').nth(column).locator('.badge')
  const nova = cell(0, 0)
  assert.deepEqual(
    [await nova.getAttribute('href'), await nova.getAttribute('target'), await nova.getAttribute('rel')],
    ['https://meet.example/ballroom', '_blank', 'noopener noreferrer'],
  )
  assert.equal(await cell(1, 0).getAttribute('href'), 'https://meet.example/swift')
  const bare = cell(1, 1)
  assert.equal(await bare.getAttribute('href'), null)
  await nova.hover()
  await until('how to join', async () => (await tip(page).innerText()).startsWith('Join'))
  await bare.hover()
  await until('who is there', async () => (await tip(page).innerText()) === 'Checked in: Olga')
  await send('DELETE', '/check-in')
  await bare.focus()
  await until('how to check in', async () => (await tip(page).innerText()).includes('+in #nova'))
  await page.keyboard.press('Escape')
  assert.equal(await tip(page).isVisible(), false)
  await page.context().close()
})

test('PT-103 the tab of today is open, and another one at a press or by the arrow keys', async () => {
  const { page } = await board()
  const tabs = page.locator('.bookings [role=tab]')
  const chosen = async () => (await page.locator('.bookings [role=tab][aria-selected=true]').innerText()).split('\n')[0]
  assert.equal(await chosen(), weekday)
  await tabs.first().focus()
  await page.keyboard.press('ArrowRight')
  assert.equal(await chosen(), tomorrow)
  await sees(page, 'Closet-B1')
  await page.context().close()
})

test('PT-100 PT-107 PT-108 labels and links in topics and notices, in order, and what looks like markup is text', async () => {
  const { page, complaints } = await board()
  await now('nova', 'see #heat at https://pads.example/x <img src=x onerror=alert(1)>')
  const row = rowsOf(page, 'now').first()
  await row.locator('.said-label').waitFor()
  assert.equal(await row.locator('.said-label').innerText(), 'heat')
  assert.equal(await row.locator('.said a').getAttribute('href'), 'https://pads.example/x')
  assert.match(await row.innerText(), /<img src=x onerror=alert\(1\)>/)
  const add = (level: string, text: string) => send('PUT', `/notices/${crypto.randomUUID()}`, { level, text })
  await add('danger', 'see www.example.org & <b>x</b>')
  await add('info', 'Soup at noon')
  for (const path of ['', '/etherpads', '/presence', '/links']) {
    await page.goto(`${program.url}/e/${EVENT}${path}`)
    const notices = page.locator('.notices .notice')
    await until(`both notices at ${path}`, async () => (await notices.count()) === 2)
    assert.match(await notices.first().innerText(), /see www\.example\.org & <b>x<\/b>/)
    assert.match((await notices.first().getAttribute('class')) ?? '', /notice-bad/)
    assert.match((await notices.nth(1).getAttribute('class')) ?? '', /notice-info/)
    assert.equal(await notices.first().locator('a').getAttribute('href'), 'https://www.example.org')
    assert.equal(await notices.locator('b').count(), 0)
  }
  assert.deepEqual(complaints, [])
  await send('PUT', '/notices', { notices: [] })
  await until('no notice', async () => (await page.locator('.notices .notice').count()) === 0)
  await page.context().close()
})

test('PT-105 notes of every track, from the event’s beginning or its own; without one, why there are none', async () => {
  const { page } = await opened('/etherpads')
  await sees(page, 'No notes can be named')
  await send('PATCH', '/day', { padsFrom: 'https://pads.example/p/day-' })
  await send('PATCH', '/tracks/swift', { etherpad: 'https://own.example/swift' })
  const links = page.locator('.link-list a')
  await until('all notes', async () => (await links.count()) === 3)
  assert.deepEqual(await links.evaluateAll((all) => all.map((one) => one.getAttribute('href'))), [
    'https://pads.example/p/day-cinder',
    'https://pads.example/p/day-nova',
    'https://own.example/swift',
  ])
  await page.context().close()
})

test('PT-106 links stand in the order they were given, behind those to the board and the manual', async () => {
  const { page } = await opened('/links')
  const links = [
    { title: 'Way here', link: 'https://z.example/' },
    { title: 'Code of conduct', link: 'https://a.example/' },
  ]
  await send('PATCH', '/day', { links })
  const shown = page.locator('.links-given a')
  await until('the links', async () => (await shown.count()) === 4)
  assert.deepEqual((await shown.allInnerTexts()).slice(2), ['Way here', 'Code of conduct'])
  assert.deepEqual(await shown.evaluateAll((all) => all.slice(0, 2).map((one) => one.getAttribute('href'))), [
    `/e/${EVENT}`,
    `/e/${EVENT}#chat`,
  ])
  await page.context().close()
})

test('PT-111 who is where: people sign in, check in at a track or anywhere, hide, and go', async () => {
  const guest = await opened('/presence', 'phone')
  const { page } = await opened('/presence', 'desk', { storageState: await desk.page.context().storageState() })
  await sees(guest.page, 'Sign in to check in here')
  await page.getByLabel('Where are you?').fill('#nowhere')
  await button(page, 'Check in').click()
  await sees(page, 'There is no track of that name.')
  await page.getByLabel('Where are you?').fill('nova')
  await button(page, 'Check in').click()
  await sees(page, 'You are checked in: #nova')
  await sees(guest.page, 'At tracks')
  await sees(guest.page, 'Olga')
  await page.getByLabel('Where are you?').fill('the  café')
  await button(page, 'Check in').click()
  await sees(guest.page, 'the café')
  await until('nobody is at a track', async () => !(await visibleText(guest.page)).includes('At tracks'))
  await page.getByLabel('Hide me').click()
  await sees(guest.page, 'Nobody has checked in')
  await page.getByLabel('Hide me').click()
  await sees(guest.page, 'Olga')
  await button(page, 'Check out').click()
  await sees(guest.page, 'Nobody has checked in')
  for (const window of [guest, { page }]) await window.page.context().close()
})

test('a wall keeps within its edges what is longer than a line, on any screen', async () => {
  const long = 'Rindfleischetikettierungsüberwachungsaufgabenübertragung und andere lange Wörter auf einer Bühne'
  const of = '/events/long'
  await call(desk, 'PUT', of, { title: long, timeZone: 'Europe/Berlin', startsOn: '2026-11-26', endsOn: '2026-11-27' })
  await call(desk, 'POST', `${of}/tracks`, { names: ['donaudampfschifffahrtsgesellschaft'] })
  await call(desk, 'PUT', `${of}/tracks/donaudampfschifffahrtsgesellschaft/now`, { text: `${long} ${long}` })
  await call(desk, 'PUT', `${of}/notices/${crypto.randomUUID()}`, { level: 'warning', text: long })
  for (const screen of ['stage', 'desk', 'narrow'] as const) {
    const { page } = await openWindow(screen)
    await page.goto(`${program.url}/e/long/signage`)
    await sees(page, 'Now')
    assert.deepEqual(await page.evaluate<string[]>(BEYOND_THE_EDGE), [], screen)
    await page.context().close()
  }
})

test('PT-109 a wall turns its pages, says what is available, stands for one room, and tells when the network is lost', async () => {
  const { page } = await opened('/signage?every=600', 'stage')
  await page.locator('.wall-clock').waitFor()
  await sees(page, 'Now')
  const titles = new Set<string>()
  for (let turn = 0; turn < 4; turn++) {
    titles.add(await page.locator('.wall-title h2').innerText())
    if ((await page.locator('.wall-table').count()) > 0) await sees(page, 'available')
    const turned = await page.locator('.wall-pages').innerText()
    await page.keyboard.press('ArrowRight')
    await until('the next page', async () => (await page.locator('.wall-pages').innerText()) !== turned)
  }
  assert.ok(titles.has('Now') && titles.has('Coming up') && titles.has('Rooms'), [...titles].join())
  assert.equal(await sideways(page), 0)
  const door = await opened('/signage?room=ballroom%20c', 'stage')
  await sees(door.page, 'Ballroom C')
  await now('nova', 'At the door')
  await sees(door.page, 'At the door')
  await program.kill()
  await sees(page, /No news since \d\d:\d\d/)
  await sees(door.page, 'At the door')
  await program.restart()
  await until('news again', async () => (await page.locator('.wall-lost').count()) === 0, 30_000)
  await now('nova', 'And on')
  await sees(door.page, 'And on')
  for (const window of [page, door.page]) await window.context().close()
})

test('PT-104 a board that was cut off, asleep or late knows everything again by itself', async () => {
  const { page } = await board('phone')
  await rowsOf(page, 'now').first().waitFor()
  await page.context().setOffline(true)
  await sees(page, /Nothing heard since/)
  await now('cinder', 'While nobody looked')
  await page.context().setOffline(false)
  await sees(page, 'While nobody looked')
  await until('to be live', async () => (await page.locator('.fresh-live').count()) === 1)
  await page.context().close()
})

const PAGES = [
  '',
  '/signage',
  '/signage?room=Ballroom%20C',
  '/signage?room=nowhere',
  '/etherpads',
  '/presence',
  '/links',
] as const

/** What axe finds in both colours, and how far the page can be pushed sideways. */
async function faultsAt(page: Page, where: string, looks: readonly ('light' | 'dark')[]): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(FONTS_READY)
    for (const fault of await faultsOf(page)) faults.push(`${where}, ${colorScheme}: ${fault}`)
  }
  const pushed = await sideways(page)
  return pushed > 0 ? [...faults, `${where}: ${pushed} px wider than the screen`] : faults
}

/** Each page in both lights, wide and narrow; on the projector those that are made for it. */
const looksOn = (path: string) =>
  ({
    desk: ['light'],
    phone: ['dark'],
    narrow: [],
    stage: path.startsWith('/signage') ? ['light'] : [],
  }) as const satisfies Record<Screen, readonly ('light' | 'dark')[]>

test('axe finds nothing on any page of the day, light and dark, from 320 px to the projector, and none scrolls sideways', async () => {
  await send('PUT', `/notices/${crypto.randomUUID()}`, {
    level: 'warning',
    text: 'The side door closes at eight: www.example.org',
  })
  const faults: string[] = []
  for (const screen of ['desk', 'phone', 'narrow', 'stage'] as const) {
    const window = await openWindow(screen)
    for (const path of PAGES) {
      await window.page.goto(`${program.url}/e/${EVENT}${path}`)
      await window.page.waitForLoadState('networkidle')
      faults.push(...(await faultsAt(window.page, `${path} on ${screen}`, looksOn(path)[screen])))
    }
    faults.push(...complainedOf(window))
    await window.page.context().close()
  }
  // As on a desk of 1280 by 1024 at 400 %.
  const large = await openWindow('narrow', { viewport: { width: 320, height: 256 } })
  for (const path of PAGES.filter((one) => !one.startsWith('/signage'))) {
    await large.page.goto(`${program.url}/e/${EVENT}${path}`)
    await large.page.waitForLoadState('networkidle')
    faults.push(...(await faultsAt(large.page, `${path} at 400 %`, [])))
  }
  await large.page.context().close()
  assert.deepEqual(faults, [])
})

test('in French the day speaks French alone, in Turkish Turkish', async () => {
  for (const [tag, locale] of [
    ['fr', 'fr-FR'],
    ['tr', 'tr-TR'],
  ] as const) {
    const { page } = await openWindow('desk', { locale })
    for (const path of PAGES) {
      await page.goto(`${program.url}/e/${EVENT}${path}`)
      await page.waitForLoadState('networkidle')
      assert.deepEqual(await englishLeft(page, tag), [], `${path} in ${tag}`)
    }
    await page.context().close()
  }
})

test('an event that is none says so, with the way home', async () => {
  const { page } = await openWindow('phone')
  await page.goto(`${program.url}/e/no-such-event`)
  await sees(page, 'There is no such event')
  await page.getByRole('link', { name: 'Home page', exact: true }).first().waitFor()
  assert.deepEqual(await faultsOf(page), [])
  await page.context().close()
})

test('the addresses of a ptgbot lead here once this is the main event', async () => {
  const led = async (path: string) => (await fetch(program.url + path, { redirect: 'manual' })).headers.get('location')
  await call(desk, 'PATCH', '/settings', { home: { mainEvent: EVENT } })
  await until('the setting to hold', async () => (await led('/ptg.html')) === `/e/${EVENT}`)
  assert.deepEqual([await led('/signage.html'), await led('/etherpads.html')], [`/e/${EVENT}/signage`, `/e/${EVENT}/etherpads`])
})
