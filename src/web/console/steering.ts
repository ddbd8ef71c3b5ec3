import type { ActivityId, ActivityKind } from '../../contract/activity.schema.ts'
import { takesAnswers } from '../../contract/kinds/answering.ts'
import type { ConsoleActivity, ConsoleView } from '../../contract/meeting.schema.ts'
import { type Step, stepsFrom } from '../../contract/meeting.ts'

/** What one press would do. `dangerous` ones ask once before they do it. */
export interface Offer {
  step: Step
  label:
    | 'start'
    | 'open'
    | 'close'
    | 'results'
    | 'scoreboard'
    | 'next'
    | 'back'
    | 'end'
    | 'resume'
    | 'skip'
    | 'again'
    | 'againFresh'
  /** What is opened or closed, where the label says so. */
  kind?: ActivityKind
  /** Opens this one, whatever comes next in order. */
  activity?: ActivityId
  /** Forgets the answers given before. */
  reset?: boolean
  dangerous?: 'end' | 'fresh'
  /** The press opens an activity, so a time limit may go with it. */
  opens?: boolean
}

export interface Offers {
  /** Null while there is nothing to open yet. */
  primary: Offer | null
  /** Beside the primary one. */
  beside: readonly Offer[]
  /** Behind a button: what is rarely wanted. */
  menu: readonly Offer[]
}

type Standing = Pick<ConsoleView, 'at' | 'activity' | 'activities'>

/** The activity that is on, or comes next: the one in front of the audience, else the first that is not done. */
export function currentOf({ activity, activities }: Standing): ConsoleActivity | null {
  return activities.find((one) => (activity ? one.id === activity : !one.done)) ?? null
}

/** What "go back" would open again: the last one done before the current one. */
export function previousOf(view: Standing): ConsoleActivity | null {
  const current = currentOf(view)
  const before = current ? view.activities.slice(0, view.activities.indexOf(current)) : view.activities
  return before.findLast((one) => one.done) ?? null
}

/** Everything the controller may press now, by what the server would accept. */
export function offersOf(view: Standing): Offers {
  const current = currentOf(view)
  const primary = primaryOf(view, current)
  const taken = primary ? `${primary.step}/${primary.reset ?? false}` : ''
  const fits = (offer: Offer) => mayTake(view, offer.step) && `${offer.step}/${offer.reset ?? false}` !== taken
  const beside = besideOf(view, current).filter(fits)
  const menu = menuOf(view, current).filter((offer) => fits(offer) && !beside.some((other) => other.label === offer.label))
  return { primary, beside, menu }
}

/** What may be pressed in the row of one activity, asking nothing: open it, close it, show its result, go on. */
export function rowOffersOf(view: Standing, one: ConsoleActivity): Offer[] {
  const current = currentOf(view)
  const inFront = view.activity === one.id
  if (!inFront && !(one.id === current?.id && view.activity === null))
    return mayTake(view, 'open') ? [{ step: 'open', label: 'open', kind: one.prepared.kind, opens: true, activity: one.id }] : []
  const { primary, beside } = offersOf(view)
  const shortcuts: readonly Offer['label'][] = inFront ? ['close', 'results', 'next'] : ['open']
  return [...(primary ? [primary] : []), ...beside].filter(({ label }) => shortcuts.includes(label))
}

/** The same offers with one of them brought out of the menu. */
export function upFront({ primary, beside, menu }: Offers, label: Offer['label']): Offers {
  const wanted = menu.filter((offer) => offer.label === label)
  return { primary, beside: [...beside, ...wanted], menu: menu.filter((offer) => offer.label !== label) }
}

function mayTake(view: Standing, step: Step): boolean {
  const allowed: readonly Step[] = stepsFrom[view.at]
  if (!allowed.includes(step)) return false
  if (step === 'back') return previousOf(view) !== null
  return step !== 'open' || currentOf(view) !== null
}

function primaryOf(view: Standing, current: ConsoleActivity | null): Offer | null {
  const kind = current?.prepared.kind
  switch (view.at) {
    case 'before':
      return { step: 'start', label: 'start' }
    case 'waiting':
      if (current) return { step: 'open', label: 'open', kind, opens: true }
      return view.activities.length === 0 ? null : ending
    case 'open':
      return isLookedAt(current) ? onward(view, current) : { step: 'close', label: 'close', kind }
    case 'closed':
      return isLookedAt(current) ? onward(view, current) : { step: 'results', label: 'results' }
    case 'results':
    case 'scoreboard':
      return onward(view, current)
    case 'after':
      return { step: 'resume', label: 'resume' }
  }
}

const isLookedAt = (current: ConsoleActivity | null) => current !== null && !takesAnswers(current.prepared)

const ending: Offer = { step: 'end', label: 'end', dangerous: 'end' }

/** Next, which after the last activity is the end. */
function onward(view: Standing, current: ConsoleActivity | null): Offer {
  const more = view.activities.some((one) => !one.done && one.id !== current?.id)
  return more ? { step: 'next', label: 'next' } : { step: 'next', label: 'end', dangerous: 'end' }
}

function besideOf(view: Standing, current: ConsoleActivity | null): Offer[] {
  const back: Offer = { step: 'back', label: 'back', opens: true }
  const skip: Offer[] = current && onward(view, current).label === 'next' ? [{ step: 'next', label: 'skip' }] : []
  const again: Offer = { step: 'open', label: 'again', opens: true }
  switch (view.at) {
    case 'before':
    case 'after':
      return []
    case 'waiting':
      return [back, ...skip]
    case 'open':
      return [back, ...(isLookedAt(current) ? [] : [{ step: 'results', label: 'results' } as const])]
    case 'closed':
    case 'results':
      return [back, again]
    case 'scoreboard':
      return [back]
  }
}

function menuOf(view: Standing, current: ConsoleActivity | null): Offer[] {
  const fresh: Offer = { step: 'open', label: 'againFresh', reset: true, dangerous: 'fresh', opens: true }
  const isOpen = view.at === 'open' || view.at === 'closed'
  return [
    ...(isOpen && current ? [{ ...onward(view, current), label: 'skip' } as const] : []),
    ...(view.at === 'closed' || view.at === 'results' ? [fresh] : []),
    { step: 'scoreboard', label: 'scoreboard' },
    ending,
  ]
}
