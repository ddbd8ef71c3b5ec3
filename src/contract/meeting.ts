import type { ActivityId, Tally, Word } from './activity.schema.ts'
import { WORDS_SHOWN_MAX } from './limits.ts'
import type {
  ConsoleActivity,
  ConsoleChange,
  ConsoleView,
  MeetingChange,
  MeetingId,
  MeetingView,
  PersonId,
  PhaseAt,
  SeatChange,
  SeatView,
  TallyChange,
  TallyView,
} from './meeting.schema.ts'

/** Names of feeds, and the functions that bring a view forward by one change: the same on the server, the phone, the stage and the console. */
export const meetingFeed = (meeting: MeetingId) => `meeting:${meeting}` as const
export const consoleFeed = (meeting: MeetingId) => `meeting:${meeting}/console` as const
/** One's own points; whoever sat down under several ids sits where they sat first. */
export const seatFeed = (meeting: MeetingId, person: PersonId) => `meeting:${meeting}/seat/${person}` as const
/** Each opening has its own: whoever answered before and has to answer anew hears nothing of what the others say now. */
export const tallyFeed = (activity: ActivityId, opening: number) => `activity:${activity}/${opening}` as const

export function applyMeetingChange(view: MeetingView, change: MeetingChange): MeetingView {
  switch (change.kind) {
    case 'phase':
      return { ...view, phase: change.phase }
    case 'here':
      return { ...view, here: change.here }
    case 'scored':
      return { ...view, scored: change.scored }
    case 'about': {
      const { kind: _kind, ...about } = change
      return { ...view, ...about }
    }
    case 'tally': {
      const { phase } = view
      if (phase.at !== 'open' || phase.activity.id !== change.activity || phase.opening !== change.opening) return view
      return { ...view, phase: { ...phase, tally: mergeTally(phase.tally, change.tally) } }
    }
    case 'answered': {
      const { phase } = view
      if (phase.at !== 'open' || phase.activity.id !== change.activity || phase.opening !== change.opening) return view
      return { ...view, phase: { ...phase, answered: change.answered } }
    }
    case 'channels':
      return { ...view, channels: change.channels }
  }
}

export const applySeatChange = (_view: SeatView, change: SeatChange): SeatView => ({ points: change.points })

export function applyTallyChange(view: TallyView, change: TallyChange): TallyView {
  return { ...view, tally: mergeTally(view.tally, change.tally) }
}

/** A cloud's change brings only the words that moved, with 0 those that are gone; every other tally replaces the one before. */
export function mergeTally(before: Tally | null, news: Tally): Tally {
  if (news.kind !== 'cloud' || before?.kind !== 'cloud') return news
  const counts = new Map(before.words.map((w) => [w.word, w.count]))
  for (const { word, count } of news.words) {
    if (count === 0) counts.delete(word)
    else counts.set(word, count)
  }
  return { kind: 'cloud', answered: news.answered, words: topWords([...counts].map(([word, count]) => ({ word, count }))) }
}

/** The most frequent words, most frequent first, then by code point: an order without surprises on every machine. */
export function topWords(words: readonly Word[]): Word[] {
  return [...words]
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : a.word > b.word ? 1 : 0))
    .slice(0, WORDS_SHOWN_MAX)
}

export function applyConsoleChange(view: ConsoleView, change: ConsoleChange): ConsoleView {
  switch (change.kind) {
    case 'settings':
      return { ...view, settings: change.settings }
    case 'activity':
      return { ...view, activities: withActivity(view.activities, change.activity) }
    case 'removed':
      return { ...view, activities: view.activities.filter((a) => a.id !== change.activity) }
    case 'order': {
      const place = new Map(change.order.map((id, i) => [id, i]))
      return { ...view, activities: [...view.activities].sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0)) }
    }
    case 'channels':
      return { ...view, channels: change.channels }
    case 'here':
      return { ...view, here: change.here }
    case 'phase':
      return { ...view, at: change.at, activity: change.activity, opening: change.opening }
    case 'answered':
      return {
        ...view,
        activities: view.activities.map((a) => (a.id === change.activity ? { ...a, answered: change.answered } : a)),
      }
    case 'controller':
      return { ...view, controller: change.controller }
    case 'runs':
      return { ...view, runs: change.runs }
  }
}

function withActivity(activities: readonly ConsoleActivity[], one: ConsoleActivity): ConsoleActivity[] {
  return activities.some((a) => a.id === one.id) ? activities.map((a) => (a.id === one.id ? one : a)) : [...activities, one]
}

/** What a controller may do, and from where. The server decides by it, the console offers by it. */
export const steps = ['start', 'open', 'close', 'results', 'scoreboard', 'next', 'back', 'end', 'resume'] as const
export type Step = (typeof steps)[number]

export const stepsFrom = {
  before: ['start', 'end'],
  waiting: ['open', 'next', 'back', 'end'],
  open: ['close', 'results', 'next', 'back', 'end'],
  closed: ['open', 'results', 'next', 'back', 'end'],
  results: ['scoreboard', 'open', 'next', 'back', 'end'],
  scoreboard: ['scoreboard', 'next', 'back', 'end'],
  after: ['resume', 'back'],
} as const satisfies Record<PhaseAt, readonly Step[]>
