import { after } from 'node:test'

/** What stands on a test's database closes before the database goes: this file is loaded before the one that makes it. The newest closes first. */
const closers: (() => Promise<unknown>)[] = []

export const atEnd = (close: () => Promise<unknown>): void => void closers.unshift(close)

after(async () => {
  for (const close of closers) await close()
})
