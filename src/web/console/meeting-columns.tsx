import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Tally } from '../../contract/activity.schema.ts'
import type { MeetingCard } from '../../contract/cards.schema.ts'
import { takesAnswers } from '../../contract/kinds/answering.ts'
import type { ConsoleView, MeetingView } from '../../contract/meeting.schema.ts'
import { Count } from '../ui/count.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { ChatPanel } from './chat-panel.tsx'
import { FlagsLater } from './flags/flags-later.tsx'
import { JoinPanel } from './join-panel.tsx'
import { LiveResults } from './live-results.tsx'
import type { MeetingActs } from './meeting-acts.tsx'
import { MeetingNav } from './meeting-nav.tsx'
import { stageAddress } from './places.ts'
import { Preview } from './preview.tsx'
import { type PlanActs, RunningOrder } from './running-order.tsx'
import { SteeringBar } from './steering-bar.tsx'
import type { Teller } from './toasts.ts'
import { useNetworks } from './use-networks.ts'
import { useWords } from './words.ts'

interface ColumnsProps {
  view: ConsoleView
  audience: MeetingView | null
  tally: Tally | null
  aheadMs: number
  meetings: readonly MeetingCard[]
  head: ComponentChildren
  banner: ComponentChildren
  plan: PlanActs
  steering: Pick<Parameters<typeof SteeringBar>[0], 'disabled' | 'busy' | 'onStep' | 'onAdd'>
  teller: Teller
  acts: MeetingActs
}

/** Three columns on a laptop, two on a tablet, one with tabs on a phone: the steering stays in reach on each. */
export function MeetingColumns(props: ColumnsProps) {
  const { view, audience, aheadMs, meetings, head, banner, plan, steering } = props
  const wide = useWide()
  const closesAt = audience?.phase.at === 'open' && audience.phase.closesAt
  const bar = <SteeringBar {...steering} view={view} closesAt={closesAt ? { untilMs: Date.parse(closesAt), aheadMs } : null} />
  const order = <RunningOrder view={view} acts={plan} />
  if (!wide) {
    return (
      <main class="meeting meeting-narrow" id="main">
        <Head view={view} head={head} />
        {banner}
        <Narrow {...props} order={order} />
        {bar}
      </main>
    )
  }
  return (
    <div class="meeting">
      <MeetingNav meetings={meetings} chosen={view.id} />
      <main class="meeting-main" id="main">
        <Head view={view} head={head} />
        {banner}
        {bar}
        {order}
      </main>
      <aside class="meeting-side" aria-label={useWords().console.columns.stage}>
        <AudienceSide {...props} />
        <MeetingSide {...props} />
      </aside>
    </div>
  )
}

function Narrow(props: ColumnsProps & { order: ComponentChildren }) {
  const { columns } = useWords().console
  const [chosen, choose] = useState<'plan' | 'stage' | 'about'>('plan')
  return (
    <Tabs
      label={columns.label}
      tabs={[
        { id: 'plan', label: columns.plan },
        { id: 'stage', label: columns.stage },
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
      {chosen === 'about' && (
        <div class="meeting-main">
          <MeetingSide {...props} />
        </div>
      )}
    </Tabs>
  )
}

function Head({ view, head }: { view: ConsoleView; head: ComponentChildren }) {
  const { console: words } = useWords()
  const running = view.at !== 'before' && view.at !== 'after'
  const current = view.activities.find(({ id }) => id === view.activity)
  return (
    <div class="meeting-head">
      <h1 dir="auto">{view.settings.title}</h1>
      {head}
      <p class="meeting-facts">
        <span class={running ? 'meeting-state meeting-running' : 'meeting-state'}>{words.at[view.at]}</span>
        <Count value={view.here} format={words.here} />
        {current && takesAnswers(current.prepared) && <Count value={current.answered} format={words.answered} />}
      </p>
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

function MeetingSide({ view, teller, acts }: ColumnsProps) {
  const networks = useNetworks()
  return (
    <>
      <JoinPanel view={view} teller={teller} />
      <ChatPanel channels={view.channels} networks={networks} onBind={acts.bind} onUnbind={acts.unbind} />
      <FlagsLater view={view} teller={teller} />
    </>
  )
}

const WIDE = '(min-width: 60rem)'

function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches)
  useEffect(() => {
    const query = matchMedia(WIDE)
    const hear = () => setWide(query.matches)
    query.addEventListener('change', hear)
    return () => query.removeEventListener('change', hear)
  }, [])
  return wide
}
