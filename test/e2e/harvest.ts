/** What a ptgbot's admin brings along, and the programme of the same event in three editions. Times are around this moment. */

const MINUTE_MS = 60_000
/** On the whole minute, so many minutes from now. */
const at = (minutes: number) => new Date(Math.floor(Date.now() / MINUTE_MS + minutes) * MINUTE_MS).toISOString()
/** The programme's night lasts until five: with less than this left of it, what is soon would stand on two days. */
const NIGHT_MINUTES = 5 * 60
const DAY_MINUTES = 24 * 60
const SOON_MINUTES = 60
const nightLeft = (NIGHT_MINUTES + DAY_MINUTES - (Math.floor(Date.now() / MINUTE_MS) % DAY_MINUTES)) % DAY_MINUTES
/** So many minutes from now, at most an hour; from five o'clock on where the night ends before. All on one day of the programme. */
export const soon = (minutes: number) => at((nightLeft < SOON_MINUTES ? nightLeft : 0) + minutes)
/** The day as the pages reckon it: until one at night it is still the one before. */
const today = new Date(Date.now() - 60 * MINUTE_MS)
const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(today)
const short = (minutes: number) => `${at(minutes).slice(0, 16)}Z`

export const ptgDatabase = () =>
  JSON.stringify({
    tracks: ['weaving', 'baking'],
    slots: {
      [weekday]: [
        { name: 'A1', desc: 'running', realtime: short(-10), duration: 90 },
        { name: 'A2', desc: 'to come', realtime: short(80), duration: 45 },
      ],
    },
    schedule: {
      Loft: { desc: 'up the stairs', A1: 'baking', A2: '' },
      'Mill Hall': { A1: '', A2: '' },
    },
    now: { weaving: 'Threads' },
    next: {},
    location: { baking: 'Loft' },
    etherpads: {},
    urls: { baking: 'https://meet.example/baking' },
    colors: { baking: 'navy' },
    voice: 0,
    eventid: 'harvest',
    motd: { level: 'info', message: 'Tea at four' },
    links: { Map: 'https://example.org/map' },
    last_check_in: {},
    subscriptions: { Cleo: 'rye|dough' },
  })

/** As a ptgbot's sample has it: with a comma too many, and the server as people write it. */
export const ptgConfig = (port: number) => `{
  "irc_nick": "harvestbot",
  "irc_pass": "",
  "irc_server": "LocalHost",
  "irc_port": ${port},
  "irc_channel": "#harvest",
  "db_filename": "ptg.json",
}`

interface Talk {
  readonly n: number
  readonly title: string
  readonly startsAt: string
}

/** A `schedule.json` of these talks. */
export function programme(version: string, talks: readonly Talk[]): { name: string; mimeType: string; buffer: Buffer } {
  const date = today.toISOString().slice(0, 10)
  const sessions = talks.map(({ n, title, startsAt }) => ({
    id: n,
    guid: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    date: startsAt,
    start: startsAt.slice(11, 16),
    duration: '00:45',
    room: 'Loft',
    title,
    persons: [{ id: n, public_name: `Speaker ${n}` }],
  }))
  const days = [{ index: 1, date, rooms: { Loft: sessions } }]
  const conference = { title: 'Harvest', acronym: 'harvest', start: date, days }
  const text = JSON.stringify({ schedule: { version, base_url: 'https://example.org', conference } })
  return { name: 'schedule.json', mimeType: 'application/json', buffer: Buffer.from(text) }
}
