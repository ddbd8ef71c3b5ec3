import { useEffect, useState } from 'preact/hooks'
import type { ActivityId, PreparedActivity, Tally } from '../../contract/activity.schema.ts'
import type { MeetingCard } from '../../contract/cards.schema.ts'
import type { ConsoleActivity, ConsoleView, MeetingView } from '../../contract/meeting.schema.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { ConnectionLine } from '../ui/connection-line.tsx'
import { Toasts } from '../ui/notice.tsx'
import { ActivityForm } from './activity-form.tsx'
import { Confirm, type Question } from './confirm.tsx'
import { ControlBanner } from './control-banner.tsx'
import type { Connection } from './door.ts'
import { HelpDialog } from './help-dialog.tsx'
import { iconAway, iconKeyboard, iconSettings } from './icons.ts'
import './meeting-page.css'
import { type MeetingActs, makeActs } from './meeting-acts.tsx'
import { MeetingColumns } from './meeting-columns.tsx'
import { MovingDialog } from './moving-dialog.tsx'
import { Page } from './page.tsx'
import { SettingsForm } from './settings-form.tsx'
import { useShortcut } from './shortcuts.ts'
import { type Teller, useToasts } from './toasts.ts'
import { useControl } from './use-control.ts'
import { useNetworks } from './use-networks.ts'
import { useSteps } from './use-steps.ts'
import { useWords } from './words.ts'

interface MeetingProps {
  view: ConsoleView
  /** What the audience has; null until it is heard. */
  audience: MeetingView | null
  tally: Tally | null
  connection: Connection
  aheadMs: number
  meetings: readonly MeetingCard[]
}

type Opened =
  | { what: 'add' }
  | { what: 'edit'; id: ActivityId; prepared: PreparedActivity }
  | { what: 'settings' }
  | { what: 'moving' }
  | null

/** Running one meeting: its plan, the steps, and what the audience sees of it. */
export function MeetingPage(props: MeetingProps) {
  const { view, connection } = props
  const words = useWords()
  const [opened, open] = useState<Opened>(null)
  const [help, setHelp] = useState(false)
  const [question, ask] = useState<Question | null>(null)
  const teller = useToasts()
  const controls = useControl(view.id, view, connection)
  const steps = useSteps(view, controls, teller)
  const networks = useNetworks()
  const acts = makeActs(view, teller, words)
  useShortcut('help', () => setHelp(true))
  useEffect(() => {
    document.title = `${view.settings.title} · Plenary`
  }, [view.settings.title])
  const plan = {
    ...acts.plan,
    add: () => open({ what: 'add' }),
    edit: ({ id, prepared }: ConsoleActivity) => open({ what: 'edit', id, prepared }),
    reset: (one: ConsoleActivity) =>
      ask({
        title: words.console.desk.resetTitle(one.prepared.title),
        text: words.console.desk.resetText,
        go: words.console.desk.resetGo,
        danger: true,
        onGo: () => acts.plan.reset(one),
      }),
  }
  const { settings, keys } = words.console
  return (
    <Page
      actions={
        <span class="keys-open">
          <IconButton icon={iconKeyboard} label={keys.open} onClick={() => setHelp(true)} />
        </span>
      }
    >
      <ConnectionLine state={connection} words={words.console.connection} />
      <MeetingColumns
        {...props}
        head={
          <span class="meeting-acts">
            <Button icon={iconSettings} onClick={() => open({ what: 'settings' })}>
              {settings.open}
            </Button>
            <Button icon={iconAway} onClick={() => open({ what: 'moving' })}>
              {words.console.moving.open}
            </Button>
          </span>
        }
        banner={<ControlBanner control={controls.control} onTake={steps.take} onAsk={ask} />}
        networks={networks}
        plan={plan}
        steering={{
          disabled: controls.control.at !== 'steering' || connection !== 'live',
          busy: steps.busy,
          onStep: steps.press,
          onAdd: plan.add,
          onMoreTime: steps.addTime,
        }}
        teller={teller}
        acts={acts}
      />
      <OpenedForm view={view} opened={opened} onOpen={open} onAsk={ask} acts={acts} teller={teller} />
      <Confirm question={question} onClose={() => ask(null)} />
      <HelpDialog open={help} onClose={() => setHelp(false)} />
      <Toasts toasts={teller.toasts} closeLabel={words.common.close} onClose={teller.close} />
    </Page>
  )
}

interface OpenedProps {
  view: ConsoleView
  opened: Opened
  onOpen: (opened: Opened) => void
  onAsk: (question: Question) => void
  acts: MeetingActs
  teller: Teller
}

/** The one form that is open, if any. */
function OpenedForm({ view, opened, onOpen, onAsk, acts, teller }: OpenedProps) {
  const { settings } = useWords().console
  const close = () => onOpen(null)
  const remove = () => {
    close()
    onAsk({
      title: settings.removeTitle,
      text: settings.removeText(view.settings.title),
      go: settings.removeGo,
      danger: true,
      onGo: acts.removeMeeting,
    })
  }
  switch (opened?.what) {
    case undefined:
      return null
    case 'add':
      return <ActivityForm meeting={view.id} known={null} locked={false} onSave={acts.save} onClose={close} />
    case 'edit':
      return (
        <ActivityForm meeting={view.id} known={opened} locked={view.activity === opened.id} onSave={acts.save} onClose={close} />
      )
    case 'moving':
      return <MovingDialog view={view} teller={teller} onClose={close} />
    case 'settings':
      return <SettingsForm view={view} onSave={acts.saveSettings} onRemove={remove} onClose={close} />
  }
}
