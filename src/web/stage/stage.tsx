import type { Tally } from '../../contract/activity.schema.ts'
import { takesAnswers } from '../../contract/kinds/answering.ts'
import type { MeetingView } from '../../contract/meeting.schema.ts'
import type { Status } from '../lib/socket.ts'
import { Count } from '../ui/count.tsx'
import { Countdown } from '../ui/countdown.tsx'
import { Mark } from '../ui/mark.tsx'
import { Explained } from './explained.tsx'
import { FitBox } from './fit-box.tsx'
import { JoinCard } from './join-card.tsx'
import { exampleOf, kindOf } from './kinds.ts'
import { Scoreboard } from './scoreboard.tsx'
import './stage.css'
import { roomsOf } from './rooms.ts'
import { answeredOf, tallyNow } from './tally.ts'
import type { Words } from './words.ts'

interface StageProps {
  view: MeetingView
  /** The running count of the open activity, where the stage may follow it. */
  live: { opening: number; tally: Tally | null } | null
  connection: Status
  /** How far the server's clock is ahead, in ms. */
  aheadMs: number
  words: Words
}

/** The whole screen: the meeting's name above, what matters now in the middle, how to join and how many are here below. */
export function Stage({ view, live, connection, aheadMs, words }: StageProps) {
  const { phase } = view
  const isLobby = phase.at === 'before' || phase.at === 'waiting'
  const tally = tallyNow(phase, live)
  const answered = answeredOf(phase, tally)
  return (
    <main class="stage" data-at={phase.at} aria-label={view.title}>
      <header class="stage-top">
        {!isLobby && phase.at !== 'after' && (
          <p class="stage-name">
            <Mark />
            <bdi>{view.title}</bdi>
          </p>
        )}
        {phase.at === 'open' && <ChatHint view={view} words={words} />}
        {phase.at === 'closed' && <p class="stage-sign">{words.stage.closedByHand}</p>}
        {phase.at === 'results' && takesAnswers(phase.activity) && <p class="stage-sign">{words.stage.results}</p>}
        {phase.at === 'open' && phase.closesAt && (
          <Countdown untilMs={Date.parse(phase.closesAt)} aheadMs={aheadMs} label={words.stage.timeLeft} />
        )}
      </header>
      <Middle view={view} tally={tally} words={words} />
      <footer class="stage-foot">
        {!isLobby && phase.at !== 'after' && <JoinCard view={view} words={words} />}
        <p class="stage-counts">
          {answered !== null && (
            <span class="stage-count">
              <Count value={answered} format={words.stage.answered} />
            </span>
          )}
          <span class="stage-count">
            <Count value={view.here} format={words.stage.here} />
          </span>
        </p>
        <p class={`stage-line stage-line-${connection}`} role="status">
          <span class={connection === 'live' ? 'unseen' : ''}>{words.stage.connection[connection]}</span>
        </p>
      </footer>
    </main>
  )
}

/** One example of what to type in a chat, and where; the other choices wear their letter. */
function ChatHint({ view, words }: { view: MeetingView; words: Words }) {
  const { phase, answerPrefix } = view
  const rooms = roomsOf(view.channels)
  const example = phase.at === 'open' ? exampleOf(phase.activity, words) : null
  if (!example || !rooms) return null
  return (
    <p class="stage-hint" dir="auto">
      {words.stage.chatHint(`${answerPrefix}${example}`, rooms.network, rooms.names)}
    </p>
  )
}

function Middle({ view, tally, words }: { view: MeetingView; tally: Tally | null; words: Words }) {
  const { phase } = view
  switch (phase.at) {
    case 'before':
    case 'waiting':
      return <Lobby key="lobby" view={view} words={words} />
    case 'open':
    case 'closed':
    case 'results':
      return (
        <section key={`${phase.activity.id}/${phase.opening}`} class="stage-body">
          <ActivityFace view={view} tally={tally} words={words} />
        </section>
      )
    case 'scoreboard':
      return (
        <section key="scoreboard" class="stage-body">
          <Scoreboard scores={phase.scores} words={words} />
        </section>
      )
    case 'after':
      return (
        <section key="after" class="stage-body stage-thanks">
          <Mark />
          <h1 class="question">{words.stage.after}</h1>
          <p class="said" dir="auto">
            {view.title}
          </p>
        </section>
      )
  }
}

function Lobby({ view, words }: { view: MeetingView; words: Words }) {
  return (
    <section class="stage-body lobby">
      <FitBox about={JSON.stringify([view.title, view.descriptionHtml, view.picture])}>
        {view.picture ? <img class="lobby-picture" src={view.picture.address} alt={view.picture.words} /> : <Mark />}
        <h1 class="question">{view.title}</h1>
        <Explained html={view.descriptionHtml} short />
        <p class="said">{view.phase.at === 'before' ? words.stage.before : words.stage.waiting}</p>
      </FitBox>
      <JoinCard view={view} words={words} large />
    </section>
  )
}

function ActivityFace({ view, tally, words }: { view: MeetingView; tally: Tally | null; words: Words }) {
  const { phase } = view
  if (phase.at !== 'open' && phase.at !== 'closed' && phase.at !== 'results') return null
  const { activity, opening } = phase
  const { Face } = kindOf(activity.kind)
  const own = tally?.kind === activity.kind ? tally : null
  return <Face activity={activity as never} opening={opening} tally={own as never} prefix={view.answerPrefix} words={words} />
}
