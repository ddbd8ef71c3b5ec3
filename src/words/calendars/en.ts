import { counting } from '../numbers.ts'

const { counted } = counting('en')

/** What calendars say beside titles and times. */
export const en = {
  trackCalendar: (track: string, event: string) => `#${track}, ${event}`,
  roomCalendar: (room: string, event: string) => `${room}, ${event}`,
  booking: (track: string, event: string) => `[${event}] ${track}`,
  notes: (address: string) => `Notes: ${address}`,
  room: (name: string) => `Room: ${name}`,
  call: (address: string) => `Join here: ${address}`,
  speakers: (names: string) => `With ${names}`,
  withoutTime: (n: number) =>
    counted(n, {
      one: '# booking is not in here: nobody has said yet when its slot begins.',
      other: '# bookings are not in here: nobody has said yet when their slots begin.',
    }),
}
export type CalendarsWords = typeof en
