import { takesAnswers } from '../../contract/kinds/answering.ts'
import type { ConsoleActivity } from '../../contract/meeting.schema.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon, iconCopy, iconDown, iconEdit, iconGrip, iconTick, iconTrash, iconUndo } from '../ui/icon.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { iconAgain, iconOnward, iconOpen, iconResults, iconSkip, iconStop, iconUp } from './icons.ts'
import { kindOf } from './kinds.ts'
import './order-row.css'
import type { PlanActs, RowStanding, RowSteering } from './running-order.tsx'
import type { Offer } from './steering.ts'
import { labelOf } from './steering-bar.tsx'
import type { RowDrag } from './use-row-drag.ts'
import { useWords } from './words.ts'

interface RowProps {
  activity: ConsoleActivity
  at: number
  count: number
  standing: RowStanding
  drag: RowDrag
  onMove: (to: number) => void
  acts: PlanActs
  /** What may be pressed for this one, asking nothing. */
  offers: readonly Offer[]
  steering: RowSteering
}

export function OrderRow({ activity, at, count, standing, drag, onMove, acts, offers, steering }: RowProps) {
  const { console: words } = useWords()
  const { title, kind } = activity.prepared
  const look = drag.lookOf(at)
  return (
    <li
      class={`row row-${standing}${activity.done ? ' row-done' : ''}${look?.held ? ' row-held' : ''}`}
      data-activity={activity.id}
      aria-current={standing === 'now' ? 'step' : undefined}
      style={look ? { order: look.order, translate: `0 ${look.shift}px` } : undefined}
    >
      <span
        class="row-grip"
        title={words.row.drag(title)}
        aria-hidden="true"
        onPointerDown={(pressed) => drag.start(pressed, at)}
      >
        <Icon path={iconGrip} />
      </span>
      <span class="row-kind" title={words.kinds[kind]}>
        <Icon path={kindOf(kind).icon} />
        <span class="unseen">{words.kinds[kind]}: </span>
      </span>
      <span class="row-main">
        <button type="button" class="row-title" dir="auto" title={words.row.editNamed(title)} onClick={() => acts.edit(activity)}>
          {title}
        </button>
        <Signs activity={activity} standing={standing} />
      </span>
      <Shortcuts title={title} offers={offers} steering={steering} />
      <span class="row-moves">
        <IconButton icon={iconUp} label={words.row.up(title)} disabled={at === 0} onClick={() => onMove(at - 1)} />
        <IconButton icon={iconDown} label={words.row.down(title)} disabled={at === count - 1} onClick={() => onMove(at + 1)} />
      </span>
      <Menu label={words.row.moreNamed(title)} items={useItems({ activity, at, count, standing, onMove, acts })} />
    </li>
  )
}

/** Open, close, results and next, in the row they mean. */
function Shortcuts({ title, offers, steering }: Pick<RowProps, 'offers' | 'steering'> & { title: string }) {
  const words = useWords()
  return (
    <span class="row-steps">
      {offers.map((offer) => (
        <IconButton
          key={offer.label}
          icon={stepIcons[offer.label] ?? iconOpen}
          label={words.console.desk.of(labelOf(offer, words), title)}
          disabled={steering.disabled || steering.busy}
          onClick={() => steering.onStep(offer)}
        />
      ))}
    </span>
  )
}

const stepIcons: Partial<Record<Offer['label'], string>> = {
  open: iconOpen,
  close: iconStop,
  results: iconResults,
  next: iconOnward,
}

function Signs({ activity, standing }: { activity: ConsoleActivity; standing: RowStanding }) {
  const { console: words } = useWords()
  return (
    <span class="row-signs">
      {standing === 'now' && <b class="row-sign row-live">{words.row.now}</b>}
      {standing === 'next' && <b class="row-sign row-upnext">{words.row.upNext}</b>}
      {activity.done && (
        <span class="row-sign">
          <Icon path={iconTick} />
          {words.row.done}
        </span>
      )}
      {takesAnswers(activity.prepared) && (activity.answered > 0 || standing === 'now') && (
        <span class="digits">{words.answered(activity.answered)}</span>
      )}
    </span>
  )
}

function useItems({ activity, at, count, standing, onMove, acts }: Omit<RowProps, 'drag' | 'offers' | 'steering'>): MenuItem[] {
  const { console: words } = useWords()
  const isOn = standing === 'now'
  return [
    { label: words.row.edit, icon: iconEdit, onChoose: () => acts.edit(activity) },
    { label: words.row.moveUp, icon: iconUp, disabled: at === 0, onChoose: () => onMove(at - 1) },
    { label: words.row.moveDown, icon: iconDown, disabled: at === count - 1, onChoose: () => onMove(at + 1) },
    activity.done
      ? { label: words.row.unskip, icon: iconUndo, disabled: isOn, onChoose: () => acts.markDone(activity, false) }
      : { label: words.row.skip, icon: iconSkip, disabled: isOn, onChoose: () => acts.markDone(activity, true) },
    { label: words.moving.duplicate, icon: iconCopy, onChoose: () => acts.copy(activity) },
    {
      label: words.desk.reset,
      icon: iconAgain,
      danger: true,
      disabled: isOn || (!activity.done && activity.answered === 0),
      onChoose: () => acts.reset(activity),
    },
    { label: words.row.remove, icon: iconTrash, danger: true, disabled: isOn, onChoose: () => acts.remove(activity) },
  ]
}
