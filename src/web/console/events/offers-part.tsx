import { offerKey } from './plan-draft.ts'
import type { PlanPartProps } from './rooms-tab.tsx'

/** A tick for each room and slot that can be booked; one for a whole row. */
export function OffersPart({ words, draft, put }: PlanPartProps) {
  const slots = draft.days.flatMap((day) => day.slots)
  const set = (keys: readonly string[], isOffered: boolean) => {
    const offers = new Set(draft.offers)
    for (const key of keys) {
      if (isOffered) offers.add(key)
      else offers.delete(key)
    }
    put({ ...draft, offers })
  }
  return (
    <section class="events-part">
      <h2>{words.rooms.offers}</h2>
      <p class="quiet">{words.rooms.offersText}</p>
      <div class="events-scroll">
        <table class="events-offers">
          <thead>
            <tr>
              <td />
              <th scope="col">{words.rooms.all}</th>
              {slots.map((slot) => (
                <th key={slot.key} scope="col">
                  {slot.code}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {draft.rooms.map((room) => {
              const keys = slots.map(({ key }) => offerKey(room.id, key))
              return (
                <tr key={room.id}>
                  <th scope="row">
                    <bdi>{room.name}</bdi>
                  </th>
                  <td>
                    <input
                      type="checkbox"
                      class="checkbox"
                      aria-label={words.rooms.offered(room.name, words.rooms.all)}
                      checked={keys.every((key) => draft.offers.has(key))}
                      onChange={(ticked) => set(keys, ticked.currentTarget.checked)}
                    />
                  </td>
                  {slots.map((slot) => (
                    <td key={slot.key}>
                      <input
                        type="checkbox"
                        class="checkbox"
                        aria-label={words.rooms.offered(room.name, slot.code)}
                        checked={draft.offers.has(offerKey(room.id, slot.key))}
                        onChange={(ticked) => set([offerKey(room.id, slot.key)], ticked.currentTarget.checked)}
                      />
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
