import { counting } from '../numbers.ts'
import type { CalendarsWords } from './en.ts'

const { counted } = counting('tr')

export const tr: CalendarsWords = {
  trackCalendar: (track, event) => `#${track}, ${event}`,
  roomCalendar: (room, event) => `${room}, ${event}`,
  booking: (track, event) => `[${event}] ${track}`,
  notes: (address) => `Notlar: ${address}`,
  room: (name) => `Salon: ${name}`,
  call: (address) => `Buradan katılın: ${address}`,
  speakers: (names) => `Konuşanlar: ${names}`,
  withoutTime: (n) => counted(n, { other: '# rezervasyon burada yok: aralığının ne zaman başladığı henüz belli değil.' }),
}
