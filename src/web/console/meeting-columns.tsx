import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Tally } from '../../contract/activity.schema.ts'
import type { MeetingCard } from '../../contract/cards.schema.ts'
import type { ConsoleView, MeetingView } from '../../contract/meeting.schema.ts'
import { Tabs } from '../ui/tabs.tsx'
import { ChatFaults } from './chat-faults.tsx'
import { ChatPanel, type Networks } from './chat-panel.tsx'
import { FlagsLater } from './flags/flags-later.tsx'
import { JoinPanel } from './join-panel.tsx'
import { LiveResults } from './live-results.tsx'
import type { MeetingActs } from './meeting-acts.tsx'
import { MeetingFacts } from './meeting-facts.tsx'
import { MeetingNav } from './meeting-nav.tsx'
import { stageAddress } from './places.ts'
import { Preview } from './preview.tsx'
import { RoomPanel } from './room/room-panel.tsx'
import { type PlanActs, RunningOrder } from './running-order.tsx'
import { ScoresPanel } from './scores-panel.tsx'
import { SteeringBar } from './steering-bar.tsx'
import type { Teller } from './toasts.ts'
import { useMedia } from './use-media.ts'
import { closingOf } from './use-meeting.ts'
import { useWords } from './words.ts'

/** What may be pressed, and by whom. */
export type Steering = Pick<Parameters<typeof SteeringBar>[0], 'disabled' | 'busy' | 'onStep' | 'onAdd' | 'onMoreTime'>

interface ColumnsProps {
  view: ConsoleView
  audience: MeetingView | null
  tally: Tally | null
  aheadMs: number
  meetings: readonly MeetingCard[]
  head: ComponentChildren
  banner: ComponentChildren
  networks: Networks
  plan: PlanActs
  steering: Steering
  teller: Teller
  acts: MeetingActs
}

/** Three columns on a laptop, two on a tablet, one with tabs on a phone: the steering stays in reach on each. */
export function MeetingColumns(props: ColumnsProps) {
  const { view, meetings, head, plan, steering, networks } = props
  const { console: words } = useWords()
  const [isWide, isWidest] = [useMedia(TWO_COLUMNS), useMedia(THREE_COLUMNS)]
  const banner = (
    <>
      {props.banner}
      <ChatFaults channels={view.channels} networks={networks} />
    </>
  )
  const bar = <SteeringBar {...steering} view={view} closesAt={closingOf(props)} />
  const order = <RunningOrder view={view} acts={plan} steering={steering} />
  if (!isWide) {
    return (
      <main class="meeting meeting-narrow" id="main">
        <Head view={view} head={head} />
        {banner}
        <Narrow {...props} order={order} />
        {bar}
      </main>
    )
  }
  const audience = <AudienceSide {...props} />
  return (
    <div class="meeting">
      <MeetingNav meetings={meetings} chosen={view.id} />
      {isWidest && (
        <aside class="meeting-side meeting-first" aria-label={words.columns.stage}>
          {audience}
        </aside>
      )}
      <main class="meeting-main" id="main">
        <Head view={view} head={head} />
        {banner}
        {bar}
        {order}
      </main>
      <aside class="meeting-side" aria-label={words.desk.board}>
        {!isWidest && audience}
        <ScoresPanel meeting={view.id} teller={props.teller} />
        <MeetingSide {...props} />
      </aside>
    </div>
  )
}

function Narrow(props: ColumnsProps & { order: ComponentChildren }) {
  const { columns, desk } = useWords().console
  const [chosen, choose] = useState<'plan' | 'stage' | 'scores' | 'about'>('plan')
  return (
    <Tabs
      label={columns.label}
      tabs={[
        { id: 'plan', label: columns.plan },
        { id: 'stage', label: columns.stage },
        { id: 'scores', label: desk.tab },
        { id: 'about', label: columns.about },
      ]}
      chosen={chosen}
      onChoose={choose}
    >
      {chosen === 'plan' && props.order}
      {chosen === 'stage' && (
        <div class="meeting-main">
          <AudienceSide {...props} />
        </div>
      )}
      {chosen === 'scores' && <ScoresPanel meeting={props.view.id} teller={props.teller} />}
      {chosen === 'about' && (
        <div class="meeting-main">
          <MeetingSide {...props} />
        </div>
      )}
    </Tabs>
  )
}

function Head({ view, head }: { view: ConsoleView; head: ComponentChildren }) {
  return (
    <div class="meeting-head">
      <h1 dir="auto">{view.settings.title}</h1>
      {head}
      <MeetingFacts view={view} />
    </div>
  )
}

function AudienceSide({ view, tally }: ColumnsProps) {
  const { console: words } = useWords()
  const current = view.activities.find(({ id }) => id === view.activity)
  return (
    <>
      <section class="panel" aria-labelledby="audience-title">
        <h2 id="audience-title">{words.audience}</h2>
        <Preview address={stageAddress(view)} />
      </section>
      {current && <LiveResults prepared={current.prepared} tally={tally} />}
    </>
  )
}

function MeetingSide({ view, tally, teller, acts, networks }: ColumnsProps) {
  return (
    <>
      <JoinPanel view={view} teller={teller} />
      <RoomPanel view={view} tally={tally} teller={teller} />
      <ChatPanel channels={view.channels} networks={networks} onBind={acts.bind} onUnbind={acts.unbind} />
      <FlagsLater view={view} teller={teller} />
    </>
  )
}

const TWO_COLUMNS = '(min-width: 60rem)'
const THREE_COLUMNS = '(min-width: 80rem)'
