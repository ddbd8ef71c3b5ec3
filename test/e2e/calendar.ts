/** A calendar program: follows an address as they do, and reads what comes with a parser that knows nothing of us. */
import ICAL from 'ical.js'

export interface Entry {
  readonly uid: string
  readonly sequence: number
  readonly status: string
  readonly starts: string
}

export interface Calendar {
  /** Asks whether there is something new, as the tag of the last answer allows; the status of the answer. */
  refresh(): Promise<number>
  /** Of the last answer that held one. @throws when it holds none or several of that title */
  entry(title: string): Entry
}

export function follow(address: string): Calendar {
  let etag: string | null = null
  let entries: readonly (Entry & { readonly title: string })[] = []
  return {
    async refresh() {
      const reply = await fetch(address, { headers: etag === null ? {} : { 'If-None-Match': etag } })
      const text = await reply.text()
      if (reply.status !== 200) return reply.status
      etag = reply.headers.get('etag')
      entries = entriesIn(text)
      return 200
    },
    entry(title) {
      const [found, ...others] = entries.filter((one) => one.title.includes(title))
      if (!found || others.length > 0) throw new Error(`not one ${title} in ${JSON.stringify(entries)}`)
      const { title: _, ...entry } = found
      return entry
    },
  }
}

function entriesIn(text: string): (Entry & { title: string })[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  const entries = calendar.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one)
    return {
      title: event.summary,
      uid: event.uid,
      sequence: event.sequence,
      status: String(one.getFirstPropertyValue('status')),
      starts: new Date(event.startDate.toUnixTime() * 1000).toISOString(),
    }
  })
  ICAL.TimezoneService.reset()
  return entries
}
