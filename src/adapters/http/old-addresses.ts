import type { Hono } from 'hono'
import type { Env } from './docs.ts'
import type { EventFiles } from './event-files.ts'
import type { Pages } from './pages.ts'

/** Pages of a ptgbot, and what they are here. Its list of links stood at `/`, which is the home page of all. */
const pages = { '/ptg.html': '', '/etherpads.html': '/etherpads', '/signage.html': '/signage', '/index.html': '/links' } as const

/** Leads from a predecessor's addresses to the pages of the main event. Not for ever: another event may be the main one next year. */
export function addOldAddresses(app: Hono<Env>, files: Pick<EventFiles, 'mainEvent'>, none: Pages): void {
  for (const [old, page] of Object.entries(pages))
    app.get(old, async (c) => {
      const event = await files.mainEvent()
      return event === null ? none(c.req.raw, false) : c.redirect(`/e/${event}${page}`, 302)
    })
}
