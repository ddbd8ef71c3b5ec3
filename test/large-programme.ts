/** A programme as large as the largest real ones: 1,007 sessions in 72 rooms over four days, some texts long, all of it made up. */
export const LARGE = { sessions: 1_007, rooms: 72, days: 4, tracks: 7 } as const

const TITLES = [
  'Tides for beginners',
  'How a bridge fails',
  'Compost and company',
  'Printing without ink',
  'A map of smells',
  'Radio at night',
]
const TEXT = 'Somebody shows what they built, says what went wrong, and everybody tries it at the tables afterwards. '

/** The text of a `schedule.json`, its first day being this one (`2026-12-27`). */
export function largeProgramme(firstDay: string): string {
  const dayOf = (n: number) => new Date(Date.parse(firstDay) + n * 86_400_000).toISOString().slice(0, 10)
  const perDay = Math.ceil(LARGE.sessions / LARGE.days)
  const session = (n: number) => {
    const minute = 10 * 60 + Math.floor((n % perDay) / 20) * 60
    const start = `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    return {
      id: n + 1,
      guid: `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`,
      date: `${dayOf(Math.floor(n / perDay))}T${start}:00+01:00`,
      start,
      duration: '00:45',
      room: `Room ${(n % LARGE.rooms) + 1}`,
      title: `${TITLES[n % TITLES.length]} ${n + 1}`,
      subtitle: '',
      track: `Track ${(n % LARGE.tracks) + 1}`,
      type: 'Talk',
      language: n % 3 === 0 ? 'de' : 'en',
      abstract: TEXT,
      description: TEXT.repeat(n % 20),
      persons: [{ id: (n % 600) + 1, public_name: `Speaker ${(n % 600) + 1}` }],
      links: [],
    }
  }
  const all = Array.from({ length: LARGE.sessions }, (_, n) => session(n))
  const days = Array.from({ length: LARGE.days }, (_, n) => {
    const ofDay = all.slice(n * perDay, (n + 1) * perDay)
    const rooms = Object.groupBy(ofDay, ({ room }) => room)
    return { index: n + 1, date: dayOf(n), rooms }
  })
  return JSON.stringify({
    schedule: {
      version: '1.0',
      base_url: 'https://example.org',
      conference: { title: 'Large', acronym: 'large', start: firstDay, days },
    },
  })
}
