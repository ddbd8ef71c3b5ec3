import type { ActivityId, PreparedActivity } from '../../contract/activity.schema.ts'
import { freshId } from '../../contract/ids.ts'
import type { ChannelBinding, ConsoleActivity, ConsoleView, MeetingSettings } from '../../contract/meeting.schema.ts'
import { Button } from '../ui/button.tsx'
import { iconUndo } from '../ui/icon.tsx'
import { ask, refusedBy } from './door.ts'
import { restoredOrder } from './order.ts'
import { consoleHome } from './places.ts'
import type { Teller } from './toasts.ts'
import type { Words } from './words.ts'

/** What organizers prepare and mend. Forms get the refusal to show it at the field; everything else tells it in a toast. */
export function makeActs(view: ConsoleView, teller: Teller, words: Words) {
  const meeting = { meeting: view.id }
  const tell = (error: unknown) => teller.tell('bad', refusedBy(error)?.message ?? words.console.failed.offline)
  const put = async (id: ActivityId, prepared: PreparedActivity) => {
    const { kind } = await ask('putActivity', { ...meeting, activity: id }, prepared)
    if (kind !== prepared.kind) teller.tell('info', words.console.form.becameQuiz)
  }
  const order = (ids: readonly ActivityId[]) => ask('orderActivities', meeting, { order: [...ids] })
  const restore = async (one: ConsoleActivity) => {
    const before = view.activities.map(({ id }) => id)
    await put(one.id, one.prepared)
    if (one.done) await ask('markDone', { ...meeting, activity: one.id }, { done: true })
    const { view: now } = await ask('console', meeting, undefined)
    await order(
      restoredOrder(
        before,
        now.activities.map(({ id }) => id),
      ),
    )
    teller.tell('good', words.console.row.restored(one.prepared.title))
  }
  const undo = (one: ConsoleActivity) => (close: () => void) => (
    <Button
      icon={iconUndo}
      onClick={() => {
        close()
        restore(one).catch(tell)
      }}
    >
      {words.common.undo}
    </Button>
  )
  const remove = async (one: ConsoleActivity) => {
    await ask('deleteActivity', { ...meeting, activity: one.id }, undefined)
    teller.tell('info', words.console.row.deleted(one.prepared.title), undo(one))
  }
  const copy = async (one: ConsoleActivity) => {
    await ask('copyActivity', { ...meeting, activity: one.id, copy: freshId<ActivityId>(Date.now()) }, undefined)
    teller.tell('good', words.console.moving.copied(one.prepared.title))
  }
  const reset = async (one: ConsoleActivity) => {
    await ask('resetActivity', { ...meeting, activity: one.id }, undefined)
    teller.tell('good', words.console.desk.wasReset(one.prepared.title))
  }
  return {
    save: put,
    plan: {
      order: (ids: readonly ActivityId[]) => void order(ids).catch(tell),
      markDone: (one: ConsoleActivity, done: boolean) =>
        void ask('markDone', { ...meeting, activity: one.id }, { done }).catch(tell),
      copy: (one: ConsoleActivity) => void copy(one).catch(tell),
      remove: (one: ConsoleActivity) => void remove(one).catch(tell),
      reset: (one: ConsoleActivity) => void reset(one).catch(tell),
    },
    // What keeps order is switched beside the form, and not put back to what it was when the form was opened.
    saveSettings: async ({ guard: _guard, ...settings }: MeetingSettings) => {
      await ask('changeMeeting', meeting, settings)
      teller.tell('good', words.console.settings.saved)
    },
    removeMeeting: () =>
      void ask('deleteMeeting', meeting, undefined)
        .then(() => location.assign(consoleHome))
        .catch(tell),
    bind: async (binding: ChannelBinding) => {
      await ask('bindChannel', meeting, binding)
    },
    unbind: ({ network, server, channel }: ChannelBinding) =>
      void ask('unbindChannel', { ...meeting, network, server: server ?? '*', channel }, undefined).catch(tell),
  }
}

export type MeetingActs = ReturnType<typeof makeActs>
