import { counting } from '../numbers.ts'
import type { CalendarsWords } from './en.ts'

const { counted } = counting('fr')

export const fr: CalendarsWords = {
  trackCalendar: (track, event) => `#${track}, ${event}`,
  roomCalendar: (room, event) => `${room}, ${event}`,
  booking: (track, event) => `[${event}] ${track}`,
  notes: (address) => `Notes : ${address}`,
  room: (name) => `Salle : ${name}`,
  call: (address) => `Participer ici : ${address}`,
  speakers: (names) => `Avec ${names}`,
  withoutTime: (n) =>
    counted(n, {
      one: '# réservation n’y figure pas : personne n’a encore dit quand commence son créneau.',
      other: '# réservations n’y figurent pas : personne n’a encore dit quand commencent leurs créneaux.',
    }),
}
