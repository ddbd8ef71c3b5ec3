import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { iconPlus } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSaving } from '../form.ts'
import { useWords } from '../words.ts'
import { acts } from './acts.ts'
import { DaysPart } from './days-part.tsx'
import type { TabProps } from './events-page.tsx'
import { OffersPart } from './offers-part.tsx'
import { draftOf, type PlanDraft, planOf, withDay, withRoom, wrongIn } from './plan-draft.ts'
import { RoomsPart } from './rooms-part.tsx'

/** What each part of the plan's form is given. `wrong` holds `KEY FIELD` of what cannot be saved. */
export interface PlanPartProps extends Pick<TabProps, 'words'> {
  readonly draft: PlanDraft
  readonly put: (draft: PlanDraft) => void
  readonly wrong: ReadonlySet<string>
}

/** Days, slots and rooms, and which of them can be booked: one form, saved as a whole. */
export function RoomsTab({ view, words, teller }: TabProps) {
  const { console: all } = useWords()
  const [draft, setDraft] = useState<PlanDraft | null>(null)
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const saving = useSaving(
    () => '',
    (refusal) => (refusal.code === 'conflict' || refusal.code === 'slot-taken' ? words.rooms.conflict : null),
  )
  const shown = draft ?? draftOf(view)
  const save = async () => {
    const found = wrongIn(shown)
    setWrong(found)
    const saved = await saving.save({ '': found.size > 0 ? all.form.unfit : undefined }, async () => {
      await acts.putPlan(view.event.id, planOf(shown, view))
    })
    if (!saved) return
    setDraft(null)
    teller.tell('good', words.done)
  }
  const parts = { words, draft: shown, put: setDraft, wrong }
  const isEmpty = shown.days.length === 0 && shown.rooms.length === 0
  return (
    <section class="events-part">
      <p class="quiet">{words.rooms.lead}</p>
      {isEmpty && <EmptyState title={words.rooms.none} text={words.rooms.noneText} />}
      <DaysPart {...parts} />
      <div>
        <Button icon={iconPlus} onClick={() => setDraft(withDay(shown, Date.now()))}>
          {words.rooms.addDay}
        </Button>
      </div>
      <RoomsPart {...parts} />
      <div>
        <Button icon={iconPlus} onClick={() => setDraft(withRoom(shown, Date.now()))}>
          {words.rooms.addRoom}
        </Button>
      </div>
      {shown.rooms.length > 0 && shown.days.length > 0 && <OffersPart {...parts} />}
      {draft && (
        <div class="events-save">
          {saving.errors[''] ? <Notice tone="bad">{saving.errors['']}</Notice> : <p class="quiet">{words.rooms.unsaved}</p>}
          <Button onClick={() => setDraft(null)}>{words.rooms.discard}</Button>
          <Button kind="primary" busy={saving.busy} onClick={save}>
            {words.rooms.save}
          </Button>
        </div>
      )}
    </section>
  )
}
