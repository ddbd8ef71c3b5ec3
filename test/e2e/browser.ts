/** Real Chromium with the screens people really have. Every page is listened to: what the browser complains about fails the test. */
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { atEnd } from '../closing.ts'
import { AT_REST, AXE_IS_THERE, SIDEWAYS } from './in-page.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const WAIT_MS_MAX = 12_000
/** The first looks come soon after each other, the later ones seldom: each is work for a page that is busy with what one waits for. */
const LOOK_AGAIN_MS = 40
const LOOK_AGAIN_MS_MAX = 160
const LOOK_AGAIN_GROWTH = 1.3

/** A program that does nothing, in the place of axe's own; an empty one is taken for none given. */
const NOTHING_MORE = ';'

export const screens = {
  desk: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  narrow: { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true },
  stage: { viewport: { width: 1920, height: 1080 } },
} as const satisfies Record<string, BrowserContextOptions>
export type Screen = keyof typeof screens

/** Each screen, colour scheme and language with another: what is wrong in one is so whatever the others are. The journeys themselves are in English. */
export const looks = [
  ['desk', 'light', 'fr'],
  ['narrow', 'dark', 'tr'],
] as const

export interface Window {
  page: Page
  /** Script errors, refused scripts and styles, and failed loads so far. */
  complaints: string[]
}

let browser: Browser | null = null

async function theBrowser(): Promise<Browser> {
  if (browser) return browser
  const opened = await chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: FLAGS,
    chromiumSandbox: false,
  })
  browser = opened
  atEnd(() => opened.close())
  return opened
}

/** A window of its own: no cookie, no storage shared with another one. Movement is off unless asked for, so that what is read stands still. */
export async function openWindow(screen: Screen, wishes: BrowserContextOptions = {}): Promise<Window> {
  const all = { locale: 'en-GB', reducedMotion: 'reduce', ...screens[screen], ...wishes } as const
  const context = await (await theBrowser()).newContext(all)
  context.setDefaultTimeout(WAIT_MS_MAX)
  return listenTo(await context.newPage())
}

export function listenTo(page: Page): Window {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} ${message.location().url}`)
  })
  return { page, complaints }
}

/** Asks again until `look` no longer throws and gives something other than false, null or undefined. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found>,
  ms = WAIT_MS_MAX,
): Promise<Exclude<Found, false | null | undefined>> {
  let last: unknown
  let againMs = LOOK_AGAIN_MS
  for (const end = Date.now() + ms; ; await pause(againMs)) {
    againMs = Math.min(againMs * LOOK_AGAIN_GROWTH, LOOK_AGAIN_MS_MAX)
    try {
      const found = await look()
      if (found !== null && found !== undefined && found !== false) return found as Exclude<Found, false | null | undefined>
      last = found
    } catch (error) {
      last = error
    }
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for ${what}`, { cause: last })
  }
}

/** Waits until the page shows this text where people can see it. */
export async function sees(page: Page, text: string | RegExp): Promise<void> {
  const fits = (all: string) => (typeof text === 'string' ? all.includes(text) : text.test(all))
  await until(`${text} on ${page.url()}`, async () => fits(await visibleText(page))).catch(async (error: unknown) => {
    throw new Error(`${text} is not on ${page.url()}: ${(await visibleText(page)).slice(0, 600)}`, { cause: error })
  })
}

export async function seesNot(page: Page, text: string | RegExp): Promise<void> {
  const all = await visibleText(page)
  assert.ok(typeof text === 'string' ? !all.includes(text) : !text.test(all), `${text} is on ${page.url()}: ${all.slice(0, 600)}`)
}

export const visibleText = (page: Page): Promise<string> => page.locator('body').innerText()

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name, exact: true })

/** What axe finds, each in one line; empty is good. No page of ours has frames, so it needs no window of its own to look through them. */
export async function faultsOf(page: Page): Promise<string[]> {
  // It is half a megabyte, and longer on its way into a page than at work there: once in is enough until the page is left.
  await page.evaluate<boolean>(AT_REST)
  const isThere = await page.evaluate<boolean>(AXE_IS_THERE)
  const { violations } = await new AxeBuilder(isThere ? { page, axeSource: NOTHING_MORE } : { page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} {${node.any[0]?.message ?? ''}}`).join(' | ')}`,
  )
}

/** How far the page can be pushed sideways, in CSS pixels; 0 is good. */
export const sideways = (page: Page): Promise<number> => page.evaluate<number>(SIDEWAYS)

/** Only what is not a consequence of the test's own doing, such as cutting the line. */
export function complainedOf({ complaints }: Window, expected: RegExp = /^$/): string[] {
  return complaints.filter((one) => !expected.test(one))
}
