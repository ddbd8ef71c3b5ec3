import { type Ordered, parseOrdered, printOrdered } from './ordered-json.ts'
import type { PtgNote } from './ptg.ts'
import { PtgNotes } from './ptg-notes.ts'
import { dayAfter, instantOfLabel, minutesOfLabel } from './ptg-times.ts'

/**
 * The same document with the instants of its slots, read from what stands before the first hyphen of their labels: the first day is `date`, each
 * further one is a day later, whatever they are called. Where a label tells an end too, it brings the minutes that were missing. A slot whose label
 * tells no time stays as it is, and is noted. @throws SyntaxError for a text that is no JSON object
 */
export function addRealtime(
  text: string,
  { date, timeZone }: { readonly date: string; readonly timeZone: string },
): { text: string; notes: readonly PtgNote[] } {
  const whole = parseOrdered(text)
  if (!(whole instanceof Map)) throw new SyntaxError('not a JSON object')
  const notes = new PtgNotes()
  const days = [...notes.entries(whole, 'slots')].map(([day, slots], nth): [string, Ordered] => [
    day,
    notes
      .list(slots, `slots.${day}`)
      .map((slot, i) => withTimes(slot, dayAfter(date, nth), timeZone, `slots.${day}[${i}]`, notes)),
  ])
  return { text: printOrdered(new Map<string, Ordered>([...whole, ['slots', new Map(days)]])), notes: notes.all }
}

function withTimes(slot: Ordered, date: string, timeZone: string, path: string, notes: PtgNotes): Ordered {
  const label = slot instanceof Map ? slot.get('desc') : undefined
  const instant = typeof label === 'string' ? instantOfLabel(label, date, timeZone) : null
  if (!(slot instanceof Map) || typeof label !== 'string' || instant === null) {
    notes.idle(`${path}.desc`, 'tells no time such as 09:00-10:45')
    return slot
  }
  const minutes = slot.has('duration') ? null : minutesOfLabel(label)
  const more: [string, Ordered][] = minutes === null ? [] : [['duration', minutes]]
  return new Map<string, Ordered>([...slot, ['realtime', instant.replace(/:00Z$/, 'Z')], ...more])
}
