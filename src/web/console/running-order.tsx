import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ActivityId } from '../../contract/activity.schema.ts'
import type { ConsoleActivity, ConsoleView } from '../../contract/meeting.schema.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { iconPlus } from '../ui/icon.tsx'
import { moved } from './order.ts'
import { OrderRow } from './order-row.tsx'
import './running-order.css'
import type { Steering } from './meeting-columns.tsx'
import { currentOf, rowOffersOf } from './steering.ts'
import { useRowDrag } from './use-row-drag.ts'
import { useWords } from './words.ts'

/** What a row may press. */
export type RowSteering = Pick<Steering, 'disabled' | 'busy' | 'onStep'>

export interface PlanActs {
  add: () => void
  edit: (activity: ConsoleActivity) => void
  markDone: (activity: ConsoleActivity, done: boolean) => void
  copy: (activity: ConsoleActivity) => void
  remove: (activity: ConsoleActivity) => void
  /** Forgets its answers, once it was asked for. */
  reset: (activity: ConsoleActivity) => void
  order: (order: readonly ActivityId[]) => void
}

/** The plan of the meeting: read from top to bottom, moved by hand, by buttons or with Alt and the arrow keys. */
export function RunningOrder({ view, acts, steering }: { view: ConsoleView; acts: PlanActs; steering: RowSteering }) {
  const { console: words } = useWords()
  const { activities } = view
  const list = useRef<HTMLOListElement>(null)
  const [said, say] = useState('')
  const keepFocus = useRef<ActivityId | null>(null)
  const drag = useRowDrag(list, (from, to) => move(from, to))
  const current = currentOf(view)

  const move = (from: number, to: number) => {
    const one = activities[from]
    if (!one || to < 0 || to >= activities.length || from === to) return
    acts.order(moved(activities, from, to).map(({ id }) => id))
    say(words.row.moved(one.prepared.title, to + 1, activities.length))
    if (list.current?.contains(document.activeElement)) keepFocus.current = one.id
  }
  useLayoutEffect(() => {
    if (keepFocus.current) titleOf(list.current, keepFocus.current)?.focus()
    keepFocus.current = null
  }, [activities])

  const walk = (pressed: KeyboardEvent) => {
    const asked = stepAsked(pressed, activities)
    if (!asked) return
    pressed.preventDefault()
    if (pressed.altKey) return move(asked.at, asked.at + asked.step)
    const to = activities[asked.at + asked.step]
    if (to) titleOf(list.current, to.id)?.focus()
  }
  const add = <AddButton onAdd={acts.add} />
  return (
    <section class="plan" aria-labelledby="plan-title">
      <div class="plan-head">
        <h2 id="plan-title">{words.plan.title}</h2>
        {activities.length > 0 && (
          <p class="quiet small digits">{words.doneOf(activities.filter(({ done }) => done).length, activities.length)}</p>
        )}
      </div>
      {activities.length === 0 ? (
        <EmptyState title={words.plan.empty} text={words.steer.empty} action={add} />
      ) : (
        <>
          <ol ref={list} class={drag.from === null ? 'rows' : 'rows rows-dragging'} onKeyDown={walk}>
            {activities.map((activity, at) => (
              <OrderRow
                key={activity.id}
                activity={activity}
                at={at}
                count={activities.length}
                standing={standingOf(view, activity, current)}
                drag={drag}
                offers={rowOffersOf(view, activity)}
                steering={steering}
                onMove={(to) => move(at, to)}
                acts={acts}
              />
            ))}
          </ol>
          {add}
        </>
      )}
      <p class="unseen" aria-live="polite">
        {said}
      </p>
    </section>
  )
}

function AddButton({ onAdd }: { onAdd: () => void }) {
  return (
    <Button icon={iconPlus} onClick={onAdd}>
      {useWords().console.plan.add}
    </Button>
  )
}

/** An arrow key on the title of a row: which row, and which way. */
function stepAsked(pressed: KeyboardEvent, activities: readonly ConsoleActivity[]): { at: number; step: number } | null {
  const target = pressed.target as HTMLElement
  const at = activities.findIndex(({ id }) => target.closest('li')?.dataset.activity === id)
  const step = pressed.key === 'ArrowUp' ? -1 : pressed.key === 'ArrowDown' ? 1 : 0
  if (step === 0 || at === -1 || !target.classList.contains('row-title') || pressed.ctrlKey || pressed.metaKey) return null
  return { at, step }
}

/** now: in front of the audience · next: what would be opened · rest: all others. */
export type RowStanding = 'now' | 'next' | 'rest'

function standingOf(view: ConsoleView, activity: ConsoleActivity, current: ConsoleActivity | null): RowStanding {
  if (view.activity === activity.id) return 'now'
  return current?.id === activity.id && view.at !== 'after' ? 'next' : 'rest'
}

const titleOf = (list: HTMLElement | null, id: ActivityId) =>
  list?.querySelector<HTMLElement>(`[data-activity="${CSS.escape(id)}"] .row-title`)
