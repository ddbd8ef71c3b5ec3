import type { ActivityId, ChoiceId } from '../../contract/activity.schema.ts'
import type { Reply } from '../../contract/endpoints.ts'
import type { CallRefusal } from '../lib/api.ts'
import type { Outbox } from '../lib/outbox.ts'

type SeatAnswers = Reply<'seat'>['answers']
type SentAnswers = Outbox['answers']['value']

/** One's own part in an activity, as far as this device knows. `counted` and `sent` name choices, words or a number. */
export interface Own {
  /** False: it was opened again, and whether earlier answers still stand is being asked. */
  isKnown: boolean
  /** The server has said so. */
  counted: readonly string[]
  /** On their way. */
  sent: readonly string[]
  /** The fate of the last answer, where that is a no. */
  refusal: CallRefusal | null
}

/** Which opening of an activity is in front of the audience. */
export interface Turn {
  activity: ActivityId
  opening: number
}

export const turnKey = ({ activity, opening }: Turn) => `${activity}/${opening}`

/**
 * Puts together what the seat remembered when it was loaded and what was sent since. Answers of an earlier opening stand where the opening kept
 * them, which only the server knows: until the seat was loaded for this opening (`checkedFor`), nothing is known.
 */
export function ownOf(turn: Turn, seat: SeatAnswers | null, sent: SentAnswers, checkedFor: string): Own {
  const remembered = (seat ?? []).filter(({ activity }) => activity === turn.activity)
  const here = sent.filter(({ activity, opening }) => activity === turn.activity && opening === turn.opening)
  const ofFate = (at: 'sent' | 'counted') => here.filter(({ fate }) => fate.at === at).flatMap(({ given }) => partsOf(given))
  const last = here.at(-1)?.fate
  return {
    isKnown: seat !== null && (checkedFor === turnKey(turn) || !isStale(turn, seat, sent)),
    counted: [...remembered.flatMap(({ given }) => partsOf(given)), ...ofFate('counted')],
    sent: ofFate('sent'),
    refusal: last?.at === 'refused' ? last.refusal : null,
  }
}

/** Something was answered when the activity was open before. */
export function isStale(turn: Turn, seat: SeatAnswers, sent: SentAnswers): boolean {
  return [...seat, ...sent].some(({ activity, opening }) => activity === turn.activity && opening !== turn.opening)
}

/** What an answer names: the choices of a poll or a quiz, the word of a cloud, the number of a scale, `item:stars` of a rating. */
function partsOf(given: unknown): string[] {
  if (typeof given !== 'object' || given === null) return []
  if ('choices' in given && Array.isArray(given.choices)) return given.choices.map(String)
  if ('choice' in given) return [String(given.choice)]
  if ('value' in given) return [String(given.value)]
  if ('stars' in given) return Object.entries(Object(given.stars)).map(([item, stars]) => `${item}:${stars}`)
  return 'word' in given && typeof given.word === 'string' ? [given.word] : []
}

export const isOwnChoice = (own: Own, choice: ChoiceId) => own.counted.includes(choice) || own.sent.includes(choice)

/** Whether this person may still answer here, as far as this device knows; the server has the last word. */
export const isOpenFor = (own: Own, isClosed: boolean): boolean =>
  own.isKnown && !isClosed && own.counted.length === 0 && own.sent.length === 0 && own.refusal?.code !== 'already-answered'
