import { useState } from 'preact/hooks'
import { byName } from '../../board/badge.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm, type Question } from '../confirm.tsx'
import { acts } from './acts.ts'
import type { TabProps } from './events-page.tsx'

/** Who is where, and the beginning of another day. */
export function PresenceTab({ view, words, act }: TabProps) {
  const [question, ask] = useState<Question | null>(null)
  const newDay = () =>
    ask({
      title: words.presence.newDay,
      text: words.presence.newDayText,
      go: words.presence.newDay,
      danger: true,
      onGo: () => void act(() => acts.newDay(view.event.id)),
    })
  return (
    <section class="events-part">
      <p class="quiet">{words.presence.lead}</p>
      {view.places.length === 0 && <p>{words.presence.none}</p>}
      <dl class="events-places">
        {view.places.map(({ place, people }) => (
          <div key={place}>
            <dt>
              <bdi>{place}</bdi>
            </dt>
            <dd>
              <bdi>{byName(people).join(', ')}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <div>
        <Button kind="danger" onClick={newDay}>
          {words.presence.newDay}
        </Button>
      </div>
      <Confirm question={question} onClose={() => ask(null)} />
    </section>
  )
}
