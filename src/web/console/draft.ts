import type { ActivityKind, ChoiceId, PreparedActivity } from '../../contract/activity.schema.ts'
import { caseless } from '../../contract/letters.ts'
import {
  CHOICES_MIN,
  POINTS_PER_ACTIVITY_MAX,
  SHORT_CHARS_MAX,
  TIMER_SECONDS_MAX,
  TIMER_SECONDS_MIN,
  WORDS_PER_PERSON_MAX,
} from '../../contract/limits.ts'

/** An activity while it is typed: fields of every kind side by side, so that changing the kind loses nothing. */
export interface Draft {
  kind: ActivityKind
  title: string
  description: string
  /** Its own timer as typed; empty for none. A slide has no field for it, and keeps what it had. */
  seconds: string
  /** For the presenter alone. */
  notes: string
  choices: readonly DraftChoice[]
  multiple: boolean
  liveOnStage: boolean
  /** Of a quiz. Numbers as they are typed. */
  points: string
  firstPoints: string
  penalty: string
  speed: boolean
  /** Of a scale. */
  low: string
  high: string
  /** As typed, since what is typed need not be a number yet. */
  wordsPerPerson: string
}

export interface DraftChoice {
  id: ChoiceId
  text: string
  short: string
  right: boolean
}

/** What is wrong, by field: `title`, `choices`, `choices.1.text`, `choices.1.short`, `wordsPerPersonMax`, `points`. */
export type Fault = 'required' | 'tooFew' | 'shortTwice' | 'shortForm' | 'wordsRange' | 'noRight' | 'pointsRange' | 'secondsRange'
export type Faults = Readonly<Record<string, Fault>>

export const freshDraft = (kind: ActivityKind, id: () => ChoiceId): Draft => ({
  kind,
  title: '',
  description: '',
  seconds: '',
  notes: '',
  choices: [freshChoice(id), freshChoice(id)],
  multiple: false,
  liveOnStage: true,
  points: '1',
  firstPoints: '1',
  penalty: '0',
  speed: false,
  low: '',
  high: '',
  wordsPerPerson: String(WORDS_PER_PERSON_MAX),
})

export const freshChoice = (id: () => ChoiceId): DraftChoice => ({ id: id(), text: '', short: '', right: false })

export function draftOf(prepared: PreparedActivity, id: () => ChoiceId): Draft {
  const { title, description, notes, seconds } = prepared
  const draft = { ...freshDraft(prepared.kind, id), title, description, notes, seconds: String(seconds ?? '') }
  switch (prepared.kind) {
    case 'text':
      return draft
    case 'poll':
      return {
        ...draft,
        choices: prepared.choices.map((choice) => ({ ...choice, right: false })),
        multiple: prepared.multiple,
        liveOnStage: prepared.liveOnStage,
      }
    case 'quiz':
      return {
        ...draft,
        choices: prepared.choices,
        points: String(prepared.points),
        firstPoints: String(prepared.firstPoints),
        penalty: String(prepared.penalty),
        speed: prepared.speed,
      }
    case 'scale':
      return { ...draft, low: prepared.low, high: prepared.high, liveOnStage: prepared.liveOnStage }
    case 'cloud':
      return { ...draft, wordsPerPerson: String(prepared.wordsPerPersonMax) }
  }
}

/** A typed time limit in seconds; null for none, 'wrong' for what is none. */
export function secondsFrom(typed: string): number | null | 'wrong' {
  if (typed.trim() === '') return null
  const seconds = Number(typed)
  return Number.isInteger(seconds) && seconds >= TIMER_SECONDS_MIN && seconds <= TIMER_SECONDS_MAX ? seconds : 'wrong'
}

/** Everything that can be known to be wrong before the server is asked; empty when it may be sent. */
export function faultsOf(draft: Draft): Faults {
  const faults: Record<string, Fault> = {}
  if (draft.title.trim() === '') faults.title = 'required'
  if (secondsFrom(draft.seconds) === 'wrong') faults.seconds = 'secondsRange'
  if (draft.kind === 'poll' || draft.kind === 'quiz') addChoiceFaults(draft.choices, faults)
  if (draft.kind === 'quiz') addQuizFaults(draft, faults)
  const words = Number(draft.wordsPerPerson)
  if (draft.kind === 'cloud' && !(Number.isInteger(words) && words >= 1 && words <= WORDS_PER_PERSON_MAX)) {
    faults.wordsPerPersonMax = 'wordsRange'
  }
  return faults
}

function addQuizFaults(draft: Draft, faults: Record<string, Fault>): void {
  if (!faults.choices && !draft.choices.some(({ right, text }) => right && text.trim() !== '')) faults.choices = 'noRight'
  for (const field of ['points', 'firstPoints', 'penalty'] as const) {
    const points = Number(draft[field])
    if (draft[field].trim() === '' || !Number.isInteger(points) || points < 0 || points > POINTS_PER_ACTIVITY_MAX)
      faults[field] = 'pointsRange'
  }
}

function addChoiceFaults(choices: readonly DraftChoice[], faults: Record<string, Fault>): void {
  const shorts = new Set<string>()
  for (const [i, { text, short }] of choices.entries()) {
    const typed = caseless(short.trim())
    if (text.trim() === '' && (typed !== '' || i < CHOICES_MIN)) faults[`choices.${i}.text`] = 'required'
    if (!/^[\p{L}\p{N}_-]*$/u.test(typed) || typed.length > SHORT_CHARS_MAX) faults[`choices.${i}.short`] = 'shortForm'
    else if (typed !== '' && shorts.has(typed)) faults[`choices.${i}.short`] = 'shortTwice'
    shorts.add(typed)
  }
  if (choices.length < CHOICES_MIN) faults.choices = 'tooFew'
}

/** What each choice's mark will say: its short answer, else the next free letter, as the server gives them; in capitals of the page's language. */
export function marksOf(choices: readonly DraftChoice[], language: string): string[] {
  const taken = new Set(choices.map(({ short }) => caseless(short.trim())))
  const free = [...'abcdefghijklmnopqrstuvwxyz'].filter((letter) => !taken.has(letter))
  return choices.map(({ short }) => (short.trim() || free.shift() || '').toLocaleUpperCase(language))
}

/** What goes to the server. Choices left wholly empty at the end of the form are not sent. */
export function preparedFrom(draft: Draft): PreparedActivity {
  const seconds = secondsFrom(draft.seconds)
  const { description, notes } = draft
  const said = { title: draft.title.trim(), description, notes, seconds: seconds === 'wrong' ? null : seconds }
  switch (draft.kind) {
    case 'text':
      return { kind: 'text', ...said }
    case 'poll': {
      const choices = keptChoices(draft.choices).map(({ id, text, short }) => ({ id, text: text.trim(), short: short.trim() }))
      return { kind: 'poll', ...said, choices, multiple: draft.multiple, liveOnStage: draft.liveOnStage }
    }
    case 'quiz':
      return {
        kind: 'quiz',
        ...said,
        choices: keptChoices(draft.choices).map(({ id, text, short, right }) => ({
          id,
          text: text.trim(),
          short: short.trim(),
          right,
        })),
        points: Number(draft.points),
        firstPoints: Number(draft.firstPoints),
        penalty: Number(draft.penalty),
        speed: draft.speed,
      }
    case 'scale':
      return { kind: 'scale', ...said, low: draft.low.trim(), high: draft.high.trim(), liveOnStage: draft.liveOnStage }
    case 'cloud':
      return { kind: 'cloud', ...said, wordsPerPersonMax: Number(draft.wordsPerPerson) }
  }
}

const keptChoices = (choices: readonly DraftChoice[]) => choices.filter(({ text }) => text.trim() !== '')

/** The server counts the choices that were sent; this is the form's field for a path such as `body.choices.1.short`. */
export function fieldOf(draft: Draft, path: string): string {
  const field = path.replace(/^body\./, '')
  const sent = /^choices\.(\d+)\.(.+)$/.exec(field)
  if (!sent) return field
  const choice = keptChoices(draft.choices)[Number(sent[1])]
  return choice ? `choices.${draft.choices.indexOf(choice)}.${sent[2]}` : 'choices'
}
