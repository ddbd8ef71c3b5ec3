import type { ChoiceId } from '../../../contract/activity.schema.ts'
import { caseless } from '../../../contract/letters.ts'
import { CHOICES_MIN, SHORT_CHARS_MAX } from '../../../contract/limits.ts'
import type { Fault, FreshId } from '../draft.ts'

/** Choices while they are typed: what kinds with choices have in common. */
export interface DraftChoice {
  id: ChoiceId
  text: string
  short: string
  right: boolean
}
export interface ChoicesFields {
  choices: readonly DraftChoice[]
}

export const freshChoice = (id: FreshId): DraftChoice => ({ id: id<ChoiceId>(), text: '', short: '', right: false })
export const freshChoices = (id: FreshId): DraftChoice[] => [freshChoice(id), freshChoice(id)]

export function choiceFaults(choices: readonly DraftChoice[]): Record<string, Fault> {
  const faults: Record<string, Fault> = {}
  const shorts = new Set<string>()
  for (const [i, { text, short }] of choices.entries()) {
    const typed = caseless(short.trim())
    if (text.trim() === '' && (typed !== '' || i < CHOICES_MIN)) faults[`choices.${i}.text`] = 'required'
    if (!/^[\p{L}\p{N}_-]*$/u.test(typed) || typed.length > SHORT_CHARS_MAX) faults[`choices.${i}.short`] = 'shortForm'
    else if (typed !== '' && shorts.has(typed)) faults[`choices.${i}.short`] = 'shortTwice'
    shorts.add(typed)
  }
  if (choices.length < CHOICES_MIN) faults.choices = 'tooFew'
  return faults
}

/** What each choice's mark will say: its short answer, else the next free letter, as the server gives them; in capitals of the page's language. */
export function marksOf(choices: readonly DraftChoice[], language: string): string[] {
  const taken = new Set(choices.map(({ short }) => caseless(short.trim())))
  const free = [...'abcdefghijklmnopqrstuvwxyz'].filter((letter) => !taken.has(letter))
  return choices.map(({ short }) => (short.trim() || free.shift() || '').toLocaleUpperCase(language))
}

/** Those left wholly empty are not sent. */
export const keptChoices = (choices: readonly DraftChoice[]) => choices.filter(({ text }) => text.trim() !== '')
export const choiceList = ({ choices }: ChoicesFields) => ({ field: 'choices', all: choices, kept: keptChoices(choices) })
